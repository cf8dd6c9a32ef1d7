/** What the figures are measured against: the same bytes (entry lines and documents) through raw encrypted SQLite, without any of our work. */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openDatabase, type WritableDB } from '../../src/main/db/open.ts';

const KEY = Buffer.alloc(32, 1);
const ROWS_A_BATCH = 1_000;
const DOCUMENTS_A_BATCH = 20;

export function openRaw(path: string): WritableDB {
  const opened = openDatabase(path, KEY);
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.exec('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT; CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;');
  return opened.value;
}

/** Lines of a file and the documents' bytes, in batches. */
export async function rawBringIn(path: string, file: string, documents: readonly string[]): Promise<void> {
  const db = openRaw(path);
  let lines: string[] = [];
  const write = (): void => {
    insertBatches(db, 'INSERT INTO row (line) VALUES (?)', lines, ROWS_A_BATCH, (line) => line);
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines.push(line);
    if (lines.length === ROWS_A_BATCH) write();
  }
  write();
  insertBatches(db, 'INSERT INTO document (bytes) VALUES (?)', documents, DOCUMENTS_A_BATCH, (document) => readFileSync(document));
  db.close();
}

/** Everything from one encrypted database into another. */
export function rawCopy(from: string, to: string, where = ''): void {
  const source = openRaw(from);
  const target = openRaw(to);
  for (const [table, column, batch] of [['row', 'line', ROWS_A_BATCH], ['document', 'bytes', DOCUMENTS_A_BATCH]] as const) {
    const ids = source.prepare(`SELECT id FROM ${table} ${where} ORDER BY id`).pluck().all() as number[];
    const read = source.prepare(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck();
    insertBatches(target, `INSERT OR REPLACE INTO ${table} (id, ${column}) VALUES (?, ?)`, ids, batch, (id) => [id, read.get(id)]);
  }
  source.close();
  target.close();
}

function insertBatches<T>(db: WritableDB, sql: string, items: readonly T[], batch: number, values: (item: T) => unknown): void {
  const insert = db.prepare(sql);
  const run = db.transaction((part: readonly T[]) => {
    for (const item of part) insert.run(values(item));
  });
  for (let i = 0; i < items.length; i += batch) run(items.slice(i, i + batch));
}
