/** What the calls about tables take and answer. */
import type { Json } from '../json.ts';
import type { TableProblem } from './problems.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface SheetShown {
  readonly name: string;
  readonly hidden: boolean;
}

/** How a file was read. */
export interface TableRead {
  readonly format: 'csv' | 'xlsx';
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly sheet?: string;
  /** All sheets of the workbook. */
  readonly sheets?: readonly SheetShown[];
  /** The (last) row of the header, as a spreadsheet counts. */
  readonly headerRow: number;
}

/** A field that a row changed, or would change. A value that is not there is null. */
export interface TableChange {
  readonly row: number;
  readonly record: string;
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
}

/** A row whose record a person voided. */
export interface TableVoided {
  readonly row: number;
  readonly record: string;
  /** As that person gave it. */
  readonly reason: string;
}

/** A field that the table changed and a person had changed too: the register's value stays. */
export interface TableKept {
  readonly row: number;
  readonly record: string;
  readonly field: string;
  /** As the table had it when it was last brought in, as it has it now, and as the register has it. */
  readonly before: Json;
  readonly table: Json;
  readonly register: Json;
}

/** What bringing a table in did, or would do. Lists are cut at `LISTED` items; the totals count all. */
export interface TableImported {
  /** True if it was a rehearsal: nothing was written. */
  readonly dryRun: boolean;
  /** What `undo` takes back; null where nothing was written. */
  readonly action: string | null;
  readonly read: TableRead;
  /** Whose mapping was used: one kept in this store, a file, the headers as names of fields, or an export with all fields. */
  readonly mapping: { readonly from: 'kept' | 'file' | 'headers' | 'complete'; readonly name?: string };
  /** Rows that became new records. */
  readonly imported: number;
  /** Rows whose records were changed. */
  readonly updated: number;
  /** Rows whose records came back: undoing an earlier import had voided them. */
  readonly restored: number;
  /** Rows that say what they said when they were last brought in, and those whose records a person voided. */
  readonly skipped: number;
  readonly refused: readonly TableProblem[];
  readonly changes: readonly TableChange[];
  readonly kept: readonly TableKept[];
  /** Rows whose records a person voided: they stay so. */
  readonly voided: readonly TableVoided[];
  /** Keys of rows that were brought in before and are not in the table now. Their records stay. */
  readonly gone: readonly string[];
  readonly totals: { readonly refusedRows: number; readonly problems: number; readonly changes: number; readonly kept: number; readonly voided: number; readonly gone: number };
  /** Records made beside those of the rows. */
  readonly created: Readonly<Record<string, number>>;
}

export const LISTED = 1_000;

export interface TableExported {
  readonly file: string;
  readonly format: 'csv' | 'xlsx';
  /** Below the header. */
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  /** Of a search. `capped`: there are more hits than the 10,000 that were written; `waiting`: records that the index does not hold yet. */
  readonly search?: { readonly capped: boolean; readonly waiting: number };
  /** Texts that were cut because a cell of a workbook holds 32,767 characters; never in a table with all fields. */
  readonly cut: number;
}

/** What a column seems to mean: a field, or `parties.theirs`, `event.terminated` and the like; null where a person has to say. */
export interface ColumnProposed {
  readonly column: string;
  readonly target: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly sample: readonly string[];
}

export interface TableProposed {
  readonly read: TableRead;
  /** A mapping file as it is. */
  readonly mapping: Json;
  readonly columns: readonly ColumnProposed[];
  readonly unmapped: readonly string[];
  /** The first rows as they would come in: fields, or what is wrong. */
  readonly sample: readonly { readonly row: number; readonly fields?: Readonly<Record<string, Json>>; readonly parties?: readonly string[]; readonly problems?: readonly TableProblem[] }[];
}

export interface MappingListed {
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  /** The header it is used for by itself; none where it is used by name only. */
  readonly columns: readonly string[];
  readonly savedAt: string;
}
