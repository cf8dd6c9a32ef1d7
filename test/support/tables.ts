import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportTableError, TableReport } from '../../src/main/tables/import.ts';
import { importTable } from '../../src/main/tables/mappedRows.ts';
import { mappingSchema, type Mapping } from '../../src/main/tables/mapping.ts';
import { openTable } from '../../src/main/tables/open.ts';
import { columnsOf } from '../../src/main/tables/columns.ts';
import type { Result } from '../../src/shared/result.ts';
import type { Register } from './register.ts';
import { tempFolder } from './temp.ts';

export const mappingOf = (parts: Record<string, unknown>): Mapping => mappingSchema.parse({ format: 'bitim-mapping/1', kind: 'agreement', source: 'test', ...parts });

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly overwrite?: boolean;
  readonly signal?: AbortSignal;
  readonly yieldTurn?: () => Promise<void>;
}

/** Brings the table in a file in. */
export async function importFile(register: Register, path: string, mapping: Mapping, options: ImportOptions = {}): Promise<Result<TableReport, ImportTableError>> {
  const columns = columnsOf(mapping);
  const table = await openTable(path, { ...mapping.csv, sheet: mapping.sheet }, (names) => names.filter((name) => columns.has(name)).length);
  if (!table.ok) return table;
  const deps = {
    db: register.db, log: register.log, newId: register.newId,
    yieldTurn: options.yieldTurn ?? (() => Promise.resolve()), progress: () => undefined, signal: options.signal ?? new AbortController().signal,
  };
  return importTable(deps, table.value, mapping, { author: 'Archivist', dryRun: options.dryRun ?? false, overwrite: options.overwrite ?? false });
}

/** Brings a table in that is given as text, and expects that to work. */
export async function imported(register: Register, csv: string, mapping: Mapping, options: ImportOptions = {}): Promise<TableReport> {
  const path = join(tempFolder(), 'table.csv');
  writeFileSync(path, csv);
  const done = await importFile(register, path, mapping, options);
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}
