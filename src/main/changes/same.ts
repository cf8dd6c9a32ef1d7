/** Records that mean one thing (docs/format.md, section 3): what is joined by the elements `sameAs`. */
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** No more of a component are looked at: only somebody who means harm makes a greater one. */
export const MAX_SAME = 10_000;

/** For a condition `x IN (${SAME_AS_GIVEN})` with one `?`: the given record and those that are the same. */
export const SAME_AS_GIVEN = `WITH RECURSIVE same (id) AS (
  SELECT ? UNION SELECT s.other FROM same JOIN same_as s ON s.record = same.id UNION SELECT s.record FROM same JOIN same_as s ON s.other = same.id
  LIMIT ${String(MAX_SAME)}
) SELECT id FROM same`;

/** The records that are said to be the same as this one, the least first; alone if there are none. */
export function sameComponent(db: ReadableDB, id: string): readonly string[] {
  const { isJoined, component } = statementsOf(db);
  return isJoined.get(id, id) === undefined ? [id] : (component.all(id) as string[]);
}

const statementsOf = perConnection((db: ReadableDB) => ({
  isJoined: db.prepare('SELECT 1 FROM same_as WHERE record = ? UNION ALL SELECT 1 FROM same_as WHERE other = ? LIMIT 1'),
  component: db.prepare(`SELECT id FROM (${SAME_AS_GIVEN}) ORDER BY id`).pluck(),
}));
