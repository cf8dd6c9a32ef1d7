/**
 * What a table said of a record when it was last brought in: the fields of the entries that also wrote the record's row (`externalIds[row]`).
 * It stands in the log, so every office that holds the entries knows it.
 */
import { isJsonObject, type Json } from '../../shared/json.ts';
import { isGone, isVoid, parseStored, type Entry } from '../changes/entry.ts';
import { compareRank } from '../changes/order.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** The element that remembers source, key and fingerprint of a record's row. */
export const ROW = 'externalIds[row]';

export interface BroughtIn {
  /** Path -> value as the table had it. What it took away is not there. */
  readonly fields: ReadonlyMap<string, Json>;
  /** The actions by which the table was brought in. */
  readonly actions: ReadonlySet<string>;
}

/** What the rows of that source and key said of a record. */
export function lastBroughtIn(db: ReadableDB, record: string, source: string, key: string): BroughtIn {
  const entries = entriesOf(db, record).filter(({ entry }) => {
    const row = entry.d[ROW];
    return isJsonObject(row) && row.source === source && row.key === key;
  });
  return { fields: merged(entries.map(({ entry }) => entry)), actions: new Set(entries.map(({ entry }) => entry.g)) };
}

/** What those actions said of an event; null if another action made it. */
export function eventBroughtIn(db: ReadableDB, event: string, actions: ReadonlySet<string>): ReadonlyMap<string, Json> | null {
  const entries = entriesOf(db, event);
  const [first] = entries;
  if (first === undefined || !actions.has(first.entry.g)) return null;
  return merged(entries.filter(({ entry }) => actions.has(entry.g)).map(({ entry }) => entry));
}

function entriesOf(db: ReadableDB, record: string): readonly { readonly entry: Entry; readonly h: string; readonly log: string; readonly n: number; readonly ref: string }[] {
  return (statementsOf(db).entries.all(record) as { readonly ref: string; readonly line: string }[])
    .map(({ ref, line }) => ({ ref, entry: parseStored(line) }))
    .filter(({ entry }) => entry.t === 'put')
    .map(({ ref, entry }) => ({ ref, entry, h: entry.h, log: entry.l, n: entry.n }))
    .sort(compareRank);
}

function merged(entries: readonly Entry[]): ReadonlyMap<string, Json> {
  const fields = new Map<string, Json>();
  /** Elements taken away, as the beginning of their parts' paths. Undoing that shows their parts again. */
  const hidden = new Set<string>();
  for (const { d } of entries) {
    for (const [path, value] of Object.entries(d)) {
      if (isGone(value)) hidden.add(`${path}.`);
      else hidden.delete(`${path}.`);
      if (value === null || isGone(value)) fields.delete(path);
      else if (!isVoid(value) || path !== '$void') fields.set(path, value);
    }
  }
  return new Map([...fields].filter(([path]) => !hidden.has(path.slice(0, path.lastIndexOf('.') + 1))));
}

const statementsOf = perConnection((db: ReadableDB) => ({
  entries: db.prepare('SELECT ref, line FROM entry WHERE record = ?'),
}));
