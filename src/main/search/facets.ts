/** How hits spread over kinds, levels, years and so on: counted over the newest ones only, and said so. */
import type { Facets } from '../../shared/search/answers.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { facetNames } from './tags.ts';

/** Hits that are looked at. */
const MOST = 1_000;
/** Values that are listed of each. */
const LISTED = 50;

/** @param rowids the newest hits. @param more there may be others. */
export function facetsOver(db: ReadableDB, rowids: readonly number[], more: boolean): Facets {
  const { facetsOf } = statementsOf(db);
  const counts = new Map<string, Map<string, number>>(facetNames.map((name) => [name, new Map()]));
  for (const rowid of rowids.slice(0, MOST)) {
    const facets = JSON.parse((facetsOf.get(rowid) as string | undefined) ?? '{}') as Readonly<Record<string, readonly string[]>>;
    for (const [name, values] of Object.entries(facets)) {
      const counted = counts.get(name);
      for (const value of values) counted?.set(value, (counted.get(value) ?? 0) + 1);
    }
  }
  return {
    over: Math.min(rowids.length, MOST),
    capped: more || rowids.length > MOST,
    counts: Object.fromEntries([...counts].map(([name, counted]) => [name, [...counted].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, LISTED)])),
  };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  facetsOf: db.prepare('SELECT facets FROM search_doc WHERE id = ?').pluck(),
}));
