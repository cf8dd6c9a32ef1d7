import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCsv } from '../../src/main/tables/csv.ts';
import { importTable, type ImportTableError, type TableReport } from '../../src/main/tables/import.ts';
import { mappingSchema, type Mapping } from '../../src/main/tables/mapping.ts';
import type { Result } from '../../src/shared/result.ts';
import type { Register } from './register.ts';
import { tempFolder } from './temp.ts';

export const mappingOf = (parts: Record<string, unknown>): Mapping => mappingSchema.parse({ format: 'bitim-mapping/1', kind: 'agreement', source: 'test', ...parts });

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly yieldTurn?: () => Promise<void>;
}

/** Brings the table in a file in. */
export async function importFile(register: Register, path: string, mapping: Mapping, options: ImportOptions = {}): Promise<Result<TableReport, ImportTableError>> {
  const table = await openCsv(path, mapping.csv?.delimiter);
  if (!table.ok) return table;
  const deps = {
    db: register.db, log: register.log, newId: register.newId,
    yieldTurn: options.yieldTurn ?? (() => Promise.resolve()), progress: () => undefined, signal: options.signal ?? new AbortController().signal,
  };
  return importTable(deps, table.value, mapping, 'Archivist', options.dryRun ?? false);
}

/** Brings a table in that is given as text, and expects that to work. */
export async function imported(register: Register, csv: string, mapping: Mapping, options: ImportOptions = {}): Promise<TableReport> {
  const path = join(tempFolder(), 'table.csv');
  writeFileSync(path, csv);
  const done = await importFile(register, path, mapping, options);
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}
