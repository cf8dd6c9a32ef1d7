/** What goes into a table that is written. */
import type { Delimiter } from '../../../shared/tables/answers.ts';

/** A text, a number, yes or no, a whole day (`2024-05-17`), nothing. */
export type OutCell = string | number | boolean | null | { readonly day: string };

/** Rows are gathered and go out with `flush`. */
export interface RowsOut {
  readonly row: (cells: readonly OutCell[]) => void;
  readonly flush: () => Promise<void>;
  readonly end: () => Promise<void>;
  /** Lets the file go as it is. */
  readonly abandon: () => Promise<void>;
}

export interface OutOptions {
  readonly format: 'csv' | 'xlsx';
  /** Of CSV. */
  readonly delimiter: Delimiter;
  /** Names of the columns: bold and fixed at the top in a workbook. */
  readonly header: readonly string[];
}
