/** What persons have decided about pairs of records. */
import { sameComponent } from '../changes/same.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** Two records of a component of which somebody says that they are not the same; the least such pair. Null if there is none. */
export function contradictionIn(db: ReadableDB, component: readonly string[]): readonly [string, string] | null {
  const list = JSON.stringify(component);
  const row = statementsOf(db).contradiction.get(list, list) as { readonly a: string; readonly b: string } | undefined;
  return row === undefined ? null : [row.a, row.b];
}

export interface Decisions {
  /** What the two belong to, as one text; null if a person has decided that they are, or are not, the same: of them, or of records that are the same as they. */
  readonly between: (a: string, b: string) => string | null;
}

export function openDecisions(db: ReadableDB): Decisions {
  return {
    between: (a, b) => {
      const [left, right] = [sameComponent(db, a), sameComponent(db, b)];
      const [x, y] = [left[0] ?? a, right[0] ?? b];
      if (x === y || areToldApart(db, left, right)) return null;
      return x < y ? `${x} ${y}` : `${y} ${x}`;
    },
  };
}

/** Whether somebody says of a record of one component and a record of the other that they are not the same. */
function areToldApart(db: ReadableDB, left: readonly string[], right: readonly string[]): boolean {
  const { toldApart } = statementsOf(db);
  const others = new Set(right);
  return left.some((one) => (toldApart.all(one, one) as string[]).some((other) => others.has(other)));
}

const statementsOf = perConnection((db: ReadableDB) => ({
  contradiction: db.prepare(`SELECT min(record, other) AS a, max(record, other) AS b FROM not_same_as
    WHERE record IN (SELECT value FROM json_each(?)) AND other IN (SELECT value FROM json_each(?)) ORDER BY a, b LIMIT 1`),
  toldApart: db.prepare('SELECT other FROM not_same_as WHERE record = ? UNION SELECT record FROM not_same_as WHERE other = ?').pluck(),
}));
