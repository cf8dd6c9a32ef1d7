/** Opens a table of either kind, told by its content. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Result } from '../../shared/result.ts';
import type { Delimiter, Encoding } from '../../shared/tables/answers.ts';
import { openCsv } from './csv.ts';
import { underHeader, type ScoreHeader } from './header.ts';
import { tableMalformed, tableUnreadable, type Rows, type Table, type TableError } from './table.ts';
import { openXlsx } from './xlsx/read.ts';

export interface TableOptions {
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: Encoding | undefined;
  readonly sheet?: string | undefined;
}

/** Every row of the file. */
export async function openRows(path: string, options: TableOptions): Promise<Result<Rows, TableError>> {
  try {
    if (!statSync(path).isFile()) return tableUnreadable(path, 'is not a file');
    const beginning = beginningOf(path);
    if (beginning.equals(ZIP)) return await openXlsx(path, options.sheet);
    if (beginning.equals(OLD_EXCEL)) return tableMalformed(path, 'it is an XLS file of Excel before 2007; save it as XLSX first');
  } catch (cause) {
    return tableUnreadable(path, `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
  return options.sheet === undefined ? openCsv(path, options) : tableMalformed(path, 'it is a text file, which has no sheets');
}

/** The rows below the header. */
export async function openTable(path: string, options: TableOptions, score: ScoreHeader): Promise<Result<Table, TableError>> {
  const rows = await openRows(path, options);
  return rows.ok ? underHeader(path, rows.value, score) : rows;
}

const ZIP = Buffer.from('PK\u0003\u0004');
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

function beginningOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    return head.subarray(0, readSync(fd, head, 0, 4, 0));
  } finally {
    closeSync(fd);
  }
}
