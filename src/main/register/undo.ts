/** Undoing an action by new entries, and the actions of this store that can be undone. */
import type { Cancelled, Failure } from '../../shared/contract.ts';
import { titleOf } from '../../shared/records/titles.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ActionShown, Undone } from '../../shared/undo.ts';
import type { KindCounts } from '../changes/actions.ts';
import { readView } from '../changes/apply.ts';
import { parseStored, UUID, type Entry } from '../changes/entry.ts';
import type { Change, Log } from '../changes/log.ts';
import { compareText } from '../changes/order.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import type { RecordView } from '../changes/view.ts';
import { planUndo, voidingOf, type UndoObstacle, type UndoPlan } from './planUndo.ts';

export interface UndoDeps {
  readonly db: WritableDB;
  readonly log: Log;
  readonly newId: () => string;
  readonly author: string;
  readonly signal: AbortSignal;
  readonly yieldTurn: () => Promise<void>;
  readonly progress: (done: number, total: number) => void;
}

export type UndoError = Failure<'ActionUnknown' | 'NothingToUndo' | 'UndoRefused' | 'UndoImpossible'> | Cancelled;

/** Records that are undone between two turns. */
const SLICE = 200;

/**
 * Undoes an action as a whole, in one transaction that other reads do not see before it is done: all of it, or nothing.
 * The same rule holds for every action that is known here, whoever wrote it.
 */
export async function undoAction(deps: UndoDeps, action: string): Promise<Result<Undone, UndoError>> {
  const { db } = deps;
  const records = UUID.test(action) ? recordsOf(db, action) : [];
  if (records.length === 0) return err({ type: 'ActionUnknown', message: `Nothing was undone: there is no action ${action} in this store. Nothing was changed.` });
  const id = deps.newId();
  let entries = 0;
  let done = false;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (let i = 0; i < records.length; i += SLICE) {
      if (deps.signal.aborted) return err({ type: 'Cancelled', message: 'Undoing was stopped. Nothing was changed.' });
      const written = undoSlice(deps, action, id, records.slice(i, i + SLICE));
      if (!written.ok) return written;
      entries += written.value;
      deps.progress(Math.min(records.length, i + SLICE), records.length);
      await deps.yieldTurn();
    }
    db.exec('COMMIT');
    done = true;
    return ok({ action: id, undone: action, entries, records: records.length });
  } finally {
    if (!done && db.inTransaction) db.exec('ROLLBACK');
  }
}

/** @returns the number of entries appended. */
function undoSlice(deps: UndoDeps, action: string, id: string, records: readonly string[]): Result<number, UndoError> {
  const changes: Change[] = [];
  const voids: [string, NonNullable<UndoPlan['voids']>][] = [];
  for (const record of records) {
    const plan = planUndo(viewOf(deps.db, record), entriesOf(deps.db, record), action);
    if (!plan.ok) return refused(deps.db, plan.error);
    changes.push(...plan.value.changes);
    if (plan.value.voids !== null) voids.push([record, plan.value.voids]);
  }
  for (const next of [() => changes, () => voids.map(([record, voiding]) => voidingOf(viewOf(deps.db, record), voiding))]) {
    const appended = deps.log.append({ author: deps.author, changes: next(), action: id });
    if (!appended.ok) return err({ type: 'UndoImpossible', message: `The action was not undone. ${appended.error.message} Nothing was changed.` });
  }
  return ok(changes.length + voids.length);
}

function viewOf(db: ReadableDB, record: string): RecordView {
  const view = readView(db, record);
  if (view === null) throw new Error(`${record} has entries and no view`);
  return view;
}

/** The records that an action wrote, in the order in which it did; those of `all` before those of other scopes. */
function recordsOf(db: ReadableDB, action: string): readonly string[] {
  const { rows, between } = statementsOf(db);
  const found = new Set<string>();
  for (const { stream, first, last } of rows.all(action) as ActionRow[]) {
    for (const record of between.all(stream, first, last, action) as string[]) found.add(record);
  }
  return [...found];
}

function entriesOf(db: ReadableDB, record: string): ReadonlyMap<string, Entry> {
  return new Map((statementsOf(db).ofRecord.all(record) as { ref: string; line: string }[]).map(({ ref, line }) => [ref, parseStored(line)]));
}

function refused(db: ReadableDB, { record, path, what, by }: UndoObstacle): Result<never, UndoError> {
  const view = readView(db, record);
  const name = view === null ? '' : titleOf(view.kind, view.fields);
  const where = `${path === '$void' ? 'voiding' : path} of ${name === '' ? record : `"${name}" (${record})`}`;
  const who = by === null ? '' : ` by ${by.author} (${by.office}) on ${by.at}`;
  const why = {
    changed: `${where} has been written since${who}. Change it by hand if it must be as before.`,
    voided: `"${name}" (${record}) is voided${who}. Restore it first.`,
    unknown: `${where}: what stood there before has not arrived in this store.`,
  }[what];
  return err({ type: 'UndoRefused', message: `The action was not undone: ${why} Nothing was changed.` });
}

/** The last actions that this store wrote, newest first. @param logs that it writes and wrote. */
export function recentActions(db: ReadableDB, logs: readonly string[], limit: number): readonly ActionShown[] {
  const { streams, at, row } = statementsOf(db);
  const places = logs.flatMap((log) => (streams.all(log) as number[])).flatMap((stream): Place[] => placeBefore(at, stream, null));
  const shown: ActionShown[] = [];
  const seen = new Set<string>();
  while (shown.length < limit && places.length > 0) {
    places.sort((a, b) => compareText(b.entry.h, a.entry.h));
    const [place] = places;
    if (place === undefined) break;
    const { stream, n, entry } = place;
    const held = row.get(entry.g, stream) as ActionRow | undefined;
    const isWhole = held?.last === n && held.last - held.first + 1 === held.entries;
    if (held !== undefined && !seen.has(entry.g)) {
      seen.add(entry.g);
      shown.push(actionShown(db, entry.g));
    }
    places.splice(0, 1, ...placeBefore(at, stream, isWhole ? held.first : n));
  }
  return shown;
}

interface Place {
  readonly stream: number;
  readonly n: number;
  readonly entry: Entry;
}

interface ActionRow {
  readonly stream: number;
  readonly first: number;
  readonly last: number;
  readonly entries: number;
  readonly kinds: string | null;
}

function placeBefore(at: { readonly get: (stream: number, n: number) => unknown }, stream: number, n: number | null): Place[] {
  const found = at.get(stream, n ?? Number.MAX_SAFE_INTEGER) as { readonly n: number; readonly line: string } | undefined;
  return found === undefined ? [] : [{ stream, n: found.n, entry: parseStored(found.line) }];
}

function actionShown(db: ReadableDB, action: string): ActionShown {
  const { rows, first } = statementsOf(db);
  const parts = rows.all(action) as ActionRow[];
  const lines = parts.map((part) => parseStored(first.get(part.stream, part.first, part.last, action) as string));
  const [entry] = lines;
  if (entry === undefined) throw new Error(`Action ${action} has no entry`);
  const view = readView(db, entry.r);
  const kinds = new Map<string, number>();
  for (const [i, part] of parts.entries()) {
    const counts = part.kinds === null ? { [lines[i]?.k ?? '']: part.entries } : (JSON.parse(part.kinds) as KindCounts);
    for (const [kind, count] of Object.entries(counts)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  return {
    action, at: entry.a, author: entry.u, entries: parts.reduce((sum, part) => sum + part.entries, 0), kinds: Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b))),
    record: entry.r, title: view === null ? '' : titleOf(view.kind, view.fields), fields: entry.d,
  };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  streams: db.prepare('SELECT id FROM stream WHERE log = ?').pluck(),
  at: db.prepare('SELECT n, line FROM entry WHERE stream = ? AND n < ? ORDER BY n DESC LIMIT 1'),
  row: db.prepare('SELECT stream, first, last, entries, kinds FROM action WHERE id = ? AND stream = ?'),
  rows: db.prepare('SELECT a.stream, a.first, a.last, a.entries, a.kinds FROM action a JOIN stream s ON s.id = a.stream WHERE a.id = ? ORDER BY s.scope, s.log'),
  between: db.prepare(`SELECT record FROM entry WHERE stream = ? AND n BETWEEN ? AND ? AND json_extract(line, '$.g') = ? ORDER BY n`).pluck(),
  first: db.prepare(`SELECT line FROM entry WHERE stream = ? AND n BETWEEN ? AND ? AND json_extract(line, '$.g') = ? ORDER BY n LIMIT 1`).pluck(),
  ofRecord: db.prepare('SELECT ref, line FROM entry WHERE record = ?'),
}));
