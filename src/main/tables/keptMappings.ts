/** Mappings kept in the store under a name; one that was made for a header is used again by itself when the same header comes. */
import type { MappingListed } from '../../shared/tables/answers.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { mappingSchema, type Mapping } from './mapping.ts';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly header: string | null;
  readonly mapping: string;
  readonly saved_at: string;
}

export function listMappings(db: ReadableDB): readonly MappingListed[] {
  return (db.prepare('SELECT * FROM table_mapping ORDER BY name').all() as Row[]).map((row) => ({ name: row.name, kind: row.kind, source: read(row).source, columns: row.header === null ? [] : (JSON.parse(row.header) as string[]), savedAt: row.saved_at }));
}

export function findMapping(db: ReadableDB, name: string): Mapping | null {
  const row = db.prepare('SELECT * FROM table_mapping WHERE name = ?').get(name) as Row | undefined;
  return row === undefined ? null : read(row);
}

/** The mapping that was kept last for exactly that header. */
export function mappingForHeader(db: ReadableDB, kind: string, header: readonly string[]): { readonly name: string; readonly mapping: Mapping } | null {
  const row = db.prepare('SELECT * FROM table_mapping WHERE kind = ? AND header = ? ORDER BY saved_at DESC, name LIMIT 1').get(kind, JSON.stringify(header)) as Row | undefined;
  return row === undefined ? null : { name: row.name, mapping: read(row) };
}

/** One of the same name is replaced. */
export function keepMapping(db: WritableDB, name: string, mapping: Mapping, header: readonly string[] | null, at: string): void {
  db.prepare('INSERT OR REPLACE INTO table_mapping (name, kind, header, mapping, saved_at) VALUES (?, ?, ?, ?, ?)').run(name, mapping.kind, header === null ? null : JSON.stringify(header), JSON.stringify(mapping), at);
}

/** False where there was none. */
export const removeMapping = (db: WritableDB, name: string): boolean => db.prepare('DELETE FROM table_mapping WHERE name = ?').run(name).changes > 0;

const read = (row: Row): Mapping => mappingSchema.parse(JSON.parse(row.mapping));
