/**
 * Brings a table in: every row becomes one record with its events and its new partners, changes the record it became before, or is refused
 * with every reason. One action in one transaction, in slices: all of it or nothing.
 */
import { LISTED, type TableChange, type TableImported, type TableKept, type TableVoided } from '../../shared/tables/answers.ts';
import { problemSentence, type TableProblem } from '../../shared/tables/problems.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Vocabularies } from '../../shared/vocabularies/baseline.ts';
import type { Action } from '../changes/log.ts';
import type { WritableDB } from '../db/open.ts';
import type { MappingMalformed } from './mapping.ts';
import type { PlanProblem } from './plan.ts';
import type { Table, TableError, TableRow } from './table.ts';

/** The log, as far as a table needs it. */
export interface AppendChanges {
  readonly append: (action: Action) => Result<unknown, { readonly message: string }>;
}

export interface ImportTableDeps {
  readonly db: WritableDB;
  readonly log: AppendChanges;
  readonly newId: () => string;
  /** Lets other work go on between two slices. */
  readonly yieldTurn: () => Promise<void>;
  /** Bytes of the file done, of all. */
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  /** The codes and labels of this store; the baseline where none are given. */
  readonly vocabularies?: Vocabularies;
  /** Takes every finding, also those that the answer leaves out; ended before anything is committed. */
  readonly report?: { readonly take: (findings: readonly Finding[]) => Promise<void>; readonly end: () => Promise<unknown> };
}

export interface ImportOptions {
  readonly author: string;
  /** Writes nothing and reports the same. */
  readonly dryRun: boolean;
  /** Writes what the table changed also over what a person changed since. */
  readonly overwrite: boolean;
}

export type Finding =
  | ({ readonly what: 'refused' } & TableProblem)
  | ({ readonly what: 'changed' } & TableChange)
  | ({ readonly what: 'kept' } & TableKept)
  | ({ readonly what: 'voided' } & TableVoided)
  | { readonly what: 'gone'; readonly key: string };

/** What a job counts and lists. */
export type Tally = Pick<TableImported, 'imported' | 'updated' | 'restored' | 'skipped' | 'refused' | 'changes' | 'kept' | 'voided' | 'gone' | 'totals' | 'created'>;

export type TableReport = Tally & Pick<TableImported, 'action' | 'dryRun'>;

export type ImportTableError = TableError | MappingMalformed | { readonly type: 'Cancelled' | 'EntryMalformed' | 'MappingDoubtful'; readonly message: string };

/** What becomes of rows: of a mapped table, or of an export with all fields. */
export interface RowTaker {
  /** Takes a row that is not empty. */
  readonly take: (row: TableRow, out: Outcome) => void;
  /** What was taken so far is written now. */
  readonly written: () => void;
  /** All rows were taken. */
  readonly end: (out: Outcome) => void;
  /** Asked after the end: why nothing of it is to be written after all. */
  readonly refusal?: () => ImportTableError | null;
}

/** Where a row's meaning goes. */
export interface Outcome {
  readonly change: (change: Action['changes'][number]) => void;
  readonly refuse: (row: number, problems: readonly PlanProblem[]) => void;
  readonly changed: (change: TableChange) => void;
  readonly keep: (kept: TableKept) => void;
  readonly voided: (voided: TableVoided) => void;
  readonly gone: (key: string) => void;
  readonly count: (what: 'imported' | 'updated' | 'restored' | 'skipped') => void;
  readonly create: (kind: 'partner' | 'event') => void;
}

/** Brings rows in. */
export async function importRows(deps: ImportTableDeps, table: Table, taker: RowTaker, options: ImportOptions): Promise<Result<TableReport, ImportTableError>> {
  const { db } = deps;
  const job = openJob(deps, options);
  if (!options.dryRun) db.exec('BEGIN IMMEDIATE');
  let done = false;
  try {
    for await (const slice of table.slices) {
      if (deps.signal.aborted) return err({ type: 'Cancelled', message: 'The table was not brought in: it was stopped. Nothing was changed.' });
      if (!slice.ok) return slice;
      for (const row of slice.value.rows) if (!row.cells.every((cell) => cell.trim() === '')) taker.take(row, job.out);
      const written = job.write();
      if (!written.ok) return written;
      taker.written();
      await job.report();
      deps.progress(slice.value.bytesRead, table.size);
      await deps.yieldTurn();
    }
    taker.end(job.out);
    const refusal = taker.refusal?.() ?? null;
    if (refusal !== null) return err(refusal);
    await job.report();
    await deps.report?.end();
    if (!options.dryRun) db.exec('COMMIT');
    done = true;
    return ok(job.result());
  } finally {
    if (!done && !options.dryRun && db.inTransaction) db.exec('ROLLBACK');
    table.close();
  }
}

interface Job {
  readonly out: Outcome;
  readonly write: () => Result<void, ImportTableError>;
  readonly report: () => Promise<void>;
  readonly result: () => TableReport;
}

function openJob(deps: ImportTableDeps, { author, dryRun }: ImportOptions): Job {
  const action = deps.newId();
  const counts = { imported: 0, updated: 0, restored: 0, skipped: 0 };
  const created = { partner: 0, event: 0 };
  const lists = { refused: [] as TableProblem[], changes: [] as TableChange[], kept: [] as TableKept[], voided: [] as TableVoided[], gone: [] as string[] };
  const totals = { refusedRows: 0, problems: 0, changes: 0, kept: 0, voided: 0, gone: 0 };
  let changes: Action['changes'][number][] = [];
  let findings: Finding[] = [];
  let entries = 0;

  const list = <T>(items: T[], item: T): void => {
    if (items.length < LISTED) items.push(item);
  };
  const find = (finding: Finding): void => {
    if (deps.report !== undefined) findings.push(finding);
  };

  const out: Outcome = {
    change: (change) => { changes.push(change); },
    refuse: (row, problems) => {
      totals.refusedRows += 1;
      totals.problems += problems.length;
      if (deps.report === undefined && lists.refused.length >= LISTED) return;
      for (const problem of problems) {
        const whole: TableProblem = { row, ...problem, reason: problemSentence(problem, 'en') };
        list(lists.refused, whole);
        find({ what: 'refused', ...whole });
      }
    },
    changed: (change) => {
      totals.changes += 1;
      list(lists.changes, change);
      find({ what: 'changed', ...change });
    },
    keep: (kept) => {
      totals.kept += 1;
      list(lists.kept, kept);
      find({ what: 'kept', ...kept });
    },
    voided: (voided) => {
      counts.skipped += 1;
      totals.voided += 1;
      list(lists.voided, voided);
      find({ what: 'voided', ...voided });
    },
    gone: (key) => {
      totals.gone += 1;
      list(lists.gone, key);
      find({ what: 'gone', key });
    },
    count: (what) => { counts[what] += 1; },
    create: (kind) => { created[kind] += 1; },
  };

  const write: Job['write'] = () => {
    const due = changes;
    changes = [];
    entries += due.length;
    if (dryRun || due.length === 0) return ok(undefined);
    const written = deps.log.append({ author, action, changes: due });
    return written.ok ? ok(undefined) : err({ type: 'EntryMalformed', message: `The table was not brought in. ${written.error.message} Nothing was changed.` });
  };

  const report: Job['report'] = async () => {
    if (deps.report === undefined || findings.length === 0) return;
    const due = findings;
    findings = [];
    await deps.report.take(due);
  };

  return { out, write, report, result: () => ({ dryRun, action: dryRun || entries === 0 ? null : action, ...counts, ...lists, totals, created }) };
}
