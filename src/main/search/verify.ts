/** Checks the index against the records: every record that can be found is in it, with the words that it has now, and nothing else is. */
import type { ReadableDB } from '../db/open.ts';
import { isSearched, sourceOf } from './sources.ts';
import { filterToken } from './tags.ts';
import { tokenizer } from './tokens.ts';

/** Problems that are named one by one. */
const NAMED = 20;

/** One sentence for each problem. Records that wait to be indexed are not looked at. Reads all records. */
export function verifyIndex(db: ReadableDB, progress: (done: number, total: number) => void): readonly string[] {
  const problems: string[] = [];
  const found = (problem: string): void => { problems.push(problem); };
  const records = db.prepare('SELECT id, kind FROM record WHERE id NOT IN (SELECT record FROM search_due) ORDER BY id').all() as { readonly id: string; readonly kind: string }[];
  const docOf = db.prepare('SELECT id, kind, fingerprint FROM search_doc WHERE record = ?');
  const tokensOf = tokenizer();
  const rowids = new Set<number>();
  const kinds = new Set<string>();
  let done = 0;
  for (const { id, kind } of records) {
    if (++done % 5_000 === 0) progress(done, records.length);
    if (!isSearched(kind)) continue;
    kinds.add(kind);
    const doc = docOf.get(id) as { readonly id: number; readonly kind: string; readonly fingerprint: string } | undefined;
    const source = sourceOf(db, id);
    if (doc === undefined) found(`The search index lacks ${kind} ${id}.`);
    else if (source === null || doc.kind !== kind || tokensOf(source).fingerprint !== doc.fingerprint) found(`The search index does not hold what ${kind} ${id} says.`);
    else rowids.add(doc.id);
  }
  for (const kind of kinds) {
    const held = new Set(db.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ?').pluck().all(`"${filterToken('kind', kind)}"`) as number[]);
    const docs = db.prepare('SELECT id, record FROM search_doc WHERE kind = ?').all(kind) as { readonly id: number; readonly record: string }[];
    for (const doc of docs) if (rowids.has(doc.id) && !held.has(doc.id)) found(`The search index has lost the words of ${kind} ${doc.record}.`);
    const known = new Set(docs.map((doc) => doc.id));
    for (const rowid of held) if (!known.has(rowid)) found(`The search index holds words of a ${kind} that is not there (${String(rowid)}).`);
  }
  if (problems.length === 0) return [];
  return [...problems.slice(0, NAMED), ...(problems.length > NAMED ? [`The search index has ${String(problems.length - NAMED)} more such faults.`] : []), 'Run rebuild to make the search index anew.'];
}
