/** The tables anew from the log, and what proves that they were right: dumps and the digest. */
import { createSha256 } from '../crypto/hash.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { DERIVED_TABLES, openBatch, type Projector } from './apply.ts';
import { parseStored } from './entry.ts';
import { unpackHeads } from './merge.ts';
import { compareText } from './order.ts';

/** Records written at once; bounds memory, changes nothing else. */
const SLICE = 2_000;

/**
 * Empties every derived table and applies all entries again, record by record (a batch must see all of a record before it
 * tells which predecessors have not arrived), in one transaction.
 *
 * @param order for tests: another order of arrival must give the same tables.
 * @param progress entries applied, of how many.
 */
export function rebuild(db: WritableDB, projectors: readonly Projector[], order: 'arrival' | 'reverse' | 'reference' = 'arrival', progress: (done: number, total: number) => void = () => undefined): void {
  db.transaction(() => {
    for (const table of derivedTables(projectors)) db.exec(`DELETE FROM ${table}`);
    const batch = openBatch(db, projectors);
    const by = { arrival: 'record, id', reverse: 'record DESC, id DESC', reference: 'record, ref' }[order];
    const ids = db.prepare(`SELECT id FROM entry ORDER BY ${by}`).pluck().all() as number[];
    const read = db.prepare('SELECT record, ref, line FROM entry WHERE id = ?');
    let record = '';
    for (const [i, id] of ids.entries()) {
      const row = read.get(id) as { record: string; ref: string; line: string };
      if (row.record !== record && batch.size() >= SLICE) {
        batch.flush();
        progress(i, ids.length);
      }
      record = row.record;
      batch.add(row.ref, parseStored(row.line));
    }
    batch.flush();
  }).immediate();
}

export const derivedTables = (projectors: readonly Projector[]): readonly string[] => [...DERIVED_TABLES, ...projectors.flatMap((projector) => projector.tables)].sort(compareText);

/** A stream is dumped by its name: its number is this store's own. */
const STREAM_NAME = `(SELECT log || '/' || scope FROM stream s WHERE s.id = action.stream)`;

/** SHA-256 (hex) over all rows of all derived tables, each table sorted by all its columns. Equal logs have equal dumps. */
export function dumpHash(db: ReadableDB, projectors: readonly Projector[]): string {
  const hash = createSha256();
  for (const table of derivedTables(projectors)) {
    const columns = db.pragma(`table_info(${table})`) as { readonly name: string }[];
    const names = columns.map((column) => (column.name === 'stream' ? STREAM_NAME : `"${column.name}"`)).join(', ');
    hash.update(`${table} ${names}\n`);
    for (const row of db.prepare(`SELECT ${names} FROM ${table} ORDER BY ${names}`).raw().iterate() as IterableIterator<unknown[]>) hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest('hex');
}

/**
 * The digest of docs/format.md, section 3: what two offices compare to know that they hold the same register.
 *
 * @param scope one scope, or every scope but `local`.
 */
export function digest(db: ReadableDB, scope?: string): string {
  const hash = createSha256();
  const lineOf = db.prepare('SELECT line FROM entry WHERE record = ? AND ref = ?').pluck();
  const rows = db.prepare(`SELECT scope, record, heads FROM head WHERE ${scope === undefined ? `scope <> 'local'` : 'scope = ?'} ORDER BY scope, record`).iterate(...(scope === undefined ? [] : [scope])) as IterableIterator<{ scope: string; record: string; heads: string }>;
  for (const row of rows) {
    const byPath = new Map<string, string[]>();
    for (const [ref, paths] of unpackHeads(row.heads)) {
      const written = paths === '*' ? Object.keys(parseStored(lineOf.get(row.record, ref) as string).d) : paths;
      for (const path of written) byPath.set(path, [...(byPath.get(path) ?? []), ref]);
    }
    for (const path of [...byPath.keys()].sort(compareText)) hash.update(`${row.scope}\t${row.record}\t${path}\t${(byPath.get(path) ?? []).sort(compareText).join(',')}\n`);
  }
  return hash.digest('hex');
}
