/**
 * Brings a table in: every row becomes one record with its events and its new partners, or is refused with a reason. One action in one
 * transaction, in slices: all of it or nothing. The same table again changes nothing, because rows are known by source and key.
 */
import { isJsonObject, type Json } from '../../shared/json.ts';
import { elementsOf } from '../../shared/records/nest.ts';
import { textAt } from '../../shared/records/titles.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { quote } from '../../shared/text.ts';
import type { Action } from '../changes/log.ts';
import { sha256Hex } from '../crypto/hash.ts';
import type { WritableDB } from '../db/open.ts';
import type { Table, TableError, TableRow } from './csv.ts';
import { openKnownRows } from './knownRows.ts';
import type { Mapping, MappingMalformed } from './mapping.ts';
import { detached } from './rows.ts';
import { openMatcher, possibleDuplicates, type Matcher, type PartnerChange } from './match.ts';
import { plannerFor, type RowPlan, type RowPlanner } from './plan.ts';

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
}

export interface TableReport {
  readonly imported: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
  /** Rows that were brought in before. */
  readonly skipped: number;
  /** What a person may want to look at: rows that were brought in before and read differently now. */
  readonly notes: readonly { readonly row: number; readonly note: 'changed' }[];
  /** Records made beside those of the rows. */
  readonly created: { readonly partner: number; readonly event: number };
}

export type ImportTableError = TableError | MappingMalformed | { readonly type: 'Cancelled' | 'EntryMalformed'; readonly message: string };

/** @param dryRun writes nothing and reports the same. */
export async function importTable(deps: ImportTableDeps, table: Table, mapping: Mapping, author: string, dryRun: boolean): Promise<Result<TableReport, ImportTableError>> {
  const planner = plannerFor(mapping, table.header);
  if (!planner.ok) return planner;
  const job = openJob(deps, mapping, author, dryRun);
  if (!dryRun) deps.db.exec('BEGIN IMMEDIATE');
  let done = false;
  try {
    for await (const slice of table.slices) {
      if (deps.signal.aborted) return err({ type: 'Cancelled', message: 'The table was not brought in: it was stopped. Nothing was changed.' });
      if (!slice.ok) return slice;
      for (const row of slice.value.rows) job.take(row, planner.value);
      const written = job.write();
      if (!written.ok) return written;
      deps.progress(slice.value.bytesRead, table.size);
      await deps.yieldTurn();
    }
    if (!dryRun) deps.db.exec('COMMIT');
    done = true;
    return ok(job.report());
  } finally {
    if (!done && !dryRun && deps.db.inTransaction) deps.db.exec('ROLLBACK');
  }
}

interface Job {
  readonly take: (row: TableRow, planner: RowPlanner) => void;
  readonly write: () => Result<void, ImportTableError>;
  readonly report: () => TableReport;
}

/** Differs where rows differ. */
const fingerprintOf = (cells: readonly string[]): string => sha256Hex(Buffer.from(JSON.stringify(cells), 'utf8')).slice(0, 32);

/** The most fields that one entry may write, and the most characters that we give it. */
const MAX_FIELDS = 2_000;
const MAX_CHARACTERS = 250_000;

function openJob(deps: ImportTableDeps, mapping: Mapping, author: string, dryRun: boolean): Job {
  const { db } = deps;
  const matcher = openMatcher(deps, mapping.source);
  const action = deps.newId();
  const knownRow = openKnownRows(db, mapping.kind, mapping.source);
  const rowOfKey = new Map<string, number>();
  const refused: { row: number; reason: string }[] = [];
  const notes: { row: number; note: 'changed' }[] = [];
  const created = { partner: 0, event: 0 };
  let imported = 0;
  let skipped = 0;
  let changes: Action['changes'][number][] = [];

  const take: Job['take'] = ({ row, cells }, planner) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    const fingerprint = fingerprintOf(cells);
    const given = planner.key(cells);
    const key = given ?? `row:${fingerprint}`;
    const before = rowOfKey.get(key);
    if (before !== undefined) {
      refused.push({ row, reason: given === null ? `the row repeats row ${String(before)}` : `the key ${quote(given)} stands in row ${String(before)} too` });
      return;
    }
    rowOfKey.set(detached(key), row);
    const known = knownRow(key);
    if (known !== undefined) {
      skipped += 1;
      if (known.fingerprint !== fingerprint) notes.push({ row, note: 'changed' });
      return;
    }
    const planned = planner.plan(cells);
    const problem = planned.ok ? sizeProblem(planned.value) : planned.error;
    if (!planned.ok || problem !== null) {
      refused.push({ row, reason: problem ?? '' });
      return;
    }
    const record = deps.newId();
    const own = { 'externalIds[row]': { source: mapping.source, key, row: fingerprint } };
    if (mapping.kind === 'partner') changes.push({ record, kind: 'partner', fields: { ...planned.value.fields, ...own, ...duplicatesOf(db, planned.value, mapping.source) } });
    else takeAgreement(record, planned.value, own);
    imported += 1;
  };

  const takeAgreement = (record: string, plan: RowPlan, own: Readonly<Record<string, Json>>): void => {
    const { parties, partners } = matchParties(matcher, plan);
    for (const partner of partners) {
      if (partner.isNew) created.partner += 1;
      changes.push({ record: partner.record, kind: 'partner', fields: partner.fields });
    }
    changes.push({ record, kind: 'agreement', fields: { ...plan.fields, ...parties, ...own } });
    for (const event of plan.events) {
      created.event += 1;
      changes.push({ record: deps.newId(), kind: 'event', fields: { agreement: record, type: event.type, date: event.date, ...(event.note === null ? {} : { note: event.note }) } });
    }
  };

  const write: Job['write'] = () => {
    const due = changes;
    changes = [];
    if (dryRun || due.length === 0) return ok(undefined);
    const written = deps.log.append({ author, action, changes: due });
    if (!written.ok) return err({ type: 'EntryMalformed', message: `The table was not brought in. ${written.error.message} Nothing was changed.` });
    matcher.written();
    return ok(undefined);
  };

  return { take, write, report: () => ({ imported, refused, skipped, notes, created }) };
}

/** The parties' fields and what they add to the register. A partner that is named twice takes part once. */
function matchParties(matcher: Matcher, plan: RowPlan): { readonly parties: Readonly<Record<string, Json>>; readonly partners: readonly PartnerChange[] } {
  const parties: Record<string, Json> = {};
  const partners: PartnerChange[] = [];
  const taken = new Set<string>();
  for (const draft of plan.parties) {
    const { partner, change } = matcher.match(draft);
    if (change !== null) partners.push(change);
    if (taken.has(partner)) continue;
    taken.add(partner);
    const element = `parties[${String(taken.size)}]`;
    parties[`${element}.partner`] = partner;
    if (draft.side !== null) parties[`${element}.side`] = draft.side;
  }
  return { parties, partners };
}

function duplicatesOf(db: WritableDB, { fields }: RowPlan, source: string): Readonly<Record<string, Json>> {
  const given = new Map(Object.entries(fields));
  const names = elementsOf(given, 'nameForms').flatMap(([, form]) => (isJsonObject(form) && typeof form.text === 'string' ? [form.text] : []));
  return possibleDuplicates(db, { names, partnerKind: textAt(given, 'partnerKind'), country: textAt(given, 'country') }, source);
}

function sizeProblem(plan: RowPlan): string | null {
  const count = Object.keys(plan.fields).length + plan.parties.length * 2 + 1;
  if (count > MAX_FIELDS) return `the row makes ${String(count)} fields, at most ${String(MAX_FIELDS)} fit in one record`;
  const characters = Object.values(plan.fields).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 200), 0);
  return characters > MAX_CHARACTERS && JSON.stringify(plan.fields).length > MAX_CHARACTERS ? `the row has more than ${String(MAX_CHARACTERS)} characters` : null;
}
