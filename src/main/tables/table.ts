/** A table as it is read, whatever kind of file it comes from: rows of texts in slices, with bounded memory. */
import { err, type Result } from '../../shared/result.ts';
import type { Delimiter, Encoding, SheetShown } from '../../shared/tables/answers.ts';

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export type TableError =
  | { readonly type: 'FileUnreadable'; readonly message: string }
  | { readonly type: 'TableMalformed'; readonly message: string };

export interface Slice {
  readonly rows: readonly TableRow[];
  /** Bytes read so far, of `size`. */
  readonly bytesRead: number;
}

export type Slices = AsyncIterable<Result<Slice, TableError>>;

/** How the file is to be read, as it was found or told. */
export type TableFormat =
  | { readonly format: 'csv'; readonly encoding: Encoding; readonly delimiter: Delimiter }
  | { readonly format: 'xlsx'; readonly sheet: string; readonly sheets: readonly SheetShown[] };

/** Every row of a file, whatever it means. */
export interface Rows {
  readonly source: TableFormat;
  /** Bytes to be read: of the file, or of the sheet as it is when inflated. */
  readonly size: number;
  /** An error ends them. */
  readonly slices: Slices;
  /** Lets the file go, also where not all was read. */
  readonly close: () => void;
}

/** Rows below a header. */
export interface Table extends Rows {
  readonly header: readonly string[];
  /** The last row of the header; the rows follow it. */
  readonly headerRow: number;
}

/** Rows handed on at once: a slice of work should stay under 30 ms. */
export const SLICE_ROWS = 100;
/** Columns that a table may have. */
export const MAX_COLUMNS = 1_000;
/** Characters of one row, and of one cell. */
export const MAX_ROW = 1_000_000;

export const tableMalformed = (path: string, why: string): Result<never, TableError> =>
  err({ type: 'TableMalformed', message: `The table was not brought in. ${path}: ${why}. Nothing was changed.` });

export const tableUnreadable = (path: string, why: string): Result<never, TableError> =>
  err({ type: 'FileUnreadable', message: `The table was not brought in: ${path} ${why}. Nothing was changed.` });
