/** Writing a table to a file, row by row: a temporary file that gets its name when it is whole. */
import { existsSync, rmSync, statSync } from 'node:fs';
import type { Failure } from '../../../shared/contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { renameDurably } from '../../crypto/durable.ts';
import { openCsvOut } from './csvOut.ts';
import type { OutOptions, RowsOut } from './rowsOut.ts';
import { openXlsxOut } from './xlsxOut.ts';

export interface TableWriter extends Pick<RowsOut, 'row' | 'flush'> {
  /** Gives the file its name. @returns its bytes. */
  readonly end: () => Promise<number>;
  /** Leaves nothing behind. */
  readonly abandon: () => Promise<void>;
}

export type OutError = Failure<'FileExists' | 'FileUnwritable'>;

/** CSV or XLSX by the end of a file's name; CSV where it says nothing. */
export const formatOf = (path: string): 'csv' | 'xlsx' => (path.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv');

/** An existing file is never written over. @param mark makes the temporary name unique. */
export function openTableWriter(path: string, mark: string, options: OutOptions): Result<TableWriter, OutError> {
  if (existsSync(path)) return err({ type: 'FileExists', message: `No table was written: ${path} exists already. Choose another name.` });
  const temporary = `${path}.${mark}.tmp`;
  let out: RowsOut;
  try {
    out = options.format === 'csv' ? openCsvOut(temporary, options) : openXlsxOut(temporary, options.header);
  } catch (cause) {
    rmSync(temporary, { force: true });
    return err(unwritable(path, cause));
  }
  return ok({
    row: out.row,
    flush: out.flush,
    end: async () => {
      await out.end();
      const bytes = statSync(temporary).size;
      renameDurably(temporary, path);
      return bytes;
    },
    abandon: async () => {
      await out.abandon();
      rmSync(temporary, { force: true });
    },
  });
}

/** The error of a system call as a sentence. @throws where it is no such error: that is a bug. */
export function unwritable(path: string, cause: unknown): OutError {
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (!/^E[A-Z]+$/.test(code)) throw cause;
  return { type: 'FileUnwritable', message: `No table was written: ${path} cannot be written (${code}).` };
}
