/** Applies entries to heads and tables. The same function serves a person's action, an import and a rebuild. */
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { tallyActions } from './actions.ts';
import { parseStored, UUID, type Entry } from './entry.ts';
import { addEntry, packHeads, unpackHeads } from './merge.ts';
import { groupOf, viewOf, type RecordView, type ScopeState } from './view.ts';

/** Keeps tables of some kinds: a pure function of the view. */
export interface Projector {
  readonly kinds: readonly string[];
  /** Whether this version knows a field path of one of these kinds; without it every path counts as known. */
  readonly knows?: (kind: string, path: string) => boolean;
  /** Its tables, for dumps and rebuilds. */
  readonly tables: readonly string[];
  /**
   * Replaces all rows of the record.
   *
   * @param isNew the tables have nothing of a record of this id, of any kind: there is nothing to look for or to take out.
   */
  readonly put: (db: WritableDB, view: RecordView, isNew: boolean) => void;
  /** Removes all rows of the record (it turned out to be of another kind). */
  readonly remove: (db: WritableDB, id: string) => void;
  /**
   * Hears of every touched record of any kind, before the tables of its kind are written: what they say of it is from before the change.
   *
   * @param kindBefore the record's kind as the tables have it; undefined where they do not have the record.
   */
  readonly touched?: (db: WritableDB, view: RecordView, kindBefore: string | undefined) => void;
  /** Called at the end of a person's action that is no part of a longer job, inside its transaction: brings up to date what follows from the tables. */
  readonly settle?: (db: WritableDB) => void;
}

/** The tables of `changes` itself that derive from the entries. */
export const DERIVED_TABLES = ['head', 'awaited', 'record', 'conflict', 'same_as', 'action'] as const;

/** Collects entries record by record and writes each touched record once. Lives inside one transaction. */
export interface Batch {
  /** @param ref of an entry that was not known before and is already in the entry table. */
  readonly add: (ref: string, entry: Entry) => void;
  /** Number of records waiting to be written. */
  readonly size: () => number;
  /**
   * Writes heads and tables of the touched records; every entry that the entry table holds of them must have been added by now.
   * @returns views of the records now.
   */
  readonly flush: () => readonly RecordView[];
}

export function openBatch(db: WritableDB, projectors: readonly Projector[]): Batch {
  const statements = statementsOf(db);
  const byKind = projectorsByKind(projectors);
  const watchers = projectors.flatMap(({ touched }) => (touched === undefined ? [] : [touched]));
  const actions = tallyActions(db);
  let touched = new Map<string, Map<string, Held>>();

  const touch = (record: string, scope: string): Held => {
    const scopes = touched.get(record) ?? loadForWriting(db, statements, record);
    touched.set(record, scopes);
    const known = scopes.get(scope) ?? held(db, record, scope);
    scopes.set(scope, known);
    return known;
  };

  const add = (ref: string, entry: Entry): void => {
    if (entry.t !== 'put') return;
    actions.add(entry);
    const state = touch(entry.r, entry.s);
    const replaced = state.awaited.get(ref) ?? NONE;
    if (state.awaited.delete(ref)) state.awaitedChanged = true;
    state.changed = true;
    state.entries.set(ref, entry);
    for (const unmet of addEntry(state.heads, ref, entry, replaced)) {
      note(state.awaited, unmet.ref, unmet.path);
      state.awaitedChanged = true;
    }
  };

  const flush = (): readonly RecordView[] => {
    const views: RecordView[] = [];
    for (const [record, scopes] of touched) {
      const states = [...scopes.values()];
      for (const state of states) writeHeads(statements, record, state);
      const view = viewOf(record, states);
      project(db, statements, byKind, watchers, view);
      views.push(view);
    }
    touched = new Map();
    actions.flush();
    return views;
  };

  return { add, flush, size: () => touched.size };
}

/** The view of one record, or null if nothing is known of it. */
export function readView(db: ReadableDB, record: string): RecordView | null {
  const states = [...loadRecord(db, record).values()];
  return states.length > 0 ? viewOf(record, states) : null;
}

/** A record in one scope while a batch works on it. */
interface Held extends ScopeState {
  /** Its entries as far as they were needed. */
  readonly entries: Map<string, Entry>;
  /** Predecessors -> paths on which they were no heads when they were replaced: replaced before, or not arrived yet. */
  readonly awaited: Map<string, Set<string>>;
  changed: boolean;
  awaitedChanged: boolean;
}

function held(db: ReadableDB, record: string, scope: string): Held {
  const entries = new Map<string, Entry>();
  return { scope, heads: new Map(), entry: entryLookup(db, record, scope, entries), entries, awaited: new Map(), changed: false, awaitedChanged: false };
}

/** The heads of a record with their entries, scope by scope. */
function loadRecord(db: ReadableDB, record: string): Map<string, Held> {
  const scopes = new Map<string, Held>();
  for (const { scope, heads } of readStatementsOf(db).headsOf.all(record) as { scope: string; heads: string }[]) {
    const state = held(db, record, scope);
    for (const [ref, paths] of unpackHeads(heads)) {
      const entry = state.entry(ref);
      if (entry === undefined) throw new Error(`Head ${ref} of ${record} has no entry`);
      state.heads.set(ref, new Set(paths === '*' ? Object.keys(entry.d) : paths));
    }
    scopes.set(scope, state);
  }
  return scopes;
}

function loadForWriting(db: WritableDB, statements: Statements, record: string): Map<string, Held> {
  const scopes = loadRecord(db, record);
  if (scopes.size === 0) return scopes;
  for (const { scope, ref, path } of statements.awaitedOf.all(record) as { scope: string; ref: string; path: string }[]) {
    const state = scopes.get(scope);
    if (state !== undefined) note(state.awaited, ref, path);
  }
  return scopes;
}

/** Every known entry of the record has been added when this is called. */
function writeHeads(statements: Statements, record: string, state: Held): void {
  if (!state.changed) return;
  statements.putHeads.run(record, state.scope, packHeads(state.heads, (ref) => Object.keys(state.entry(ref)?.d ?? {}).length));
  if (!state.awaitedChanged) return;
  statements.forgetAwaited.run(record, state.scope);
  for (const [ref, paths] of state.awaited) {
    if (state.entry(ref) !== undefined) continue;
    for (const path of paths) statements.await.run(record, state.scope, ref, path);
  }
}

function project(db: WritableDB, statements: Statements, byKind: ProjectorsByKind, watchers: readonly NonNullable<Projector['touched']>[], view: RecordView): void {
  const before = statements.kindOf.get(view.id) as string | undefined;
  for (const touched of watchers) touched(db, view, before);
  if (before !== undefined && before !== view.kind) for (const projector of byKind.get(before) ?? []) projector.remove(db, view.id);
  statements.putRecord.run(view.id, view.kind, view.voided === null ? 0 : 1, view.conflicts.length);
  if (before !== undefined) {
    statements.clearConflicts.run(view.id);
    statements.clearSameAs.run(view.id);
  }
  for (const conflict of view.conflicts) statements.putConflict.run(view.id, conflict.path);
  if (view.voided === null) {
    for (const other of samePartners(view)) statements.putSameAs.run(view.id, other);
  }
  for (const projector of byKind.get(view.kind) ?? []) projector.put(db, view, before === undefined);
}

/** Several projectors may keep tables of one kind, each its own. */
type ProjectorsByKind = ReadonlyMap<string, readonly Projector[]>;

function projectorsByKind(projectors: readonly Projector[]): ProjectorsByKind {
  const byKind = new Map<string, Projector[]>();
  for (const projector of projectors) {
    for (const kind of projector.kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), projector]);
  }
  return byKind;
}

/** Records named by shown elements `sameAs[<record id>]`, also where only a sub-field of the element is left. */
function samePartners(view: RecordView): ReadonlySet<string> {
  const named = [...view.fields.keys()].filter((path) => path.startsWith('sameAs[')).map((path) => groupOf(path).slice('sameAs['.length, -1));
  return new Set(named.filter((id) => UUID.test(id)));
}

function entryLookup(db: ReadableDB, record: string, scope: string, held: Map<string, Entry>): (ref: string) => Entry | undefined {
  return (ref) => {
    const known = held.get(ref);
    if (known !== undefined) return known;
    const line = readStatementsOf(db).lineOf.get(record, ref) as string | undefined;
    const entry = line === undefined ? undefined : parseStored(line);
    if (entry?.s !== scope || entry.t !== 'put') return undefined;
    held.set(ref, entry);
    return entry;
  };
}

function note(awaited: Map<string, Set<string>>, ref: string, path: string): void {
  const paths = awaited.get(ref);
  if (paths === undefined) awaited.set(ref, new Set([path]));
  else paths.add(path);
}

const NONE: ReadonlySet<string> = new Set();

type Statements = ReturnType<typeof statementsOf>;

const readStatementsOf = perConnection((db: ReadableDB) => ({
  headsOf: db.prepare('SELECT scope, heads FROM head WHERE record = ?'),
  lineOf: db.prepare('SELECT line FROM entry WHERE record = ? AND ref = ?').pluck(),
}));

const statementsOf = perConnection((db: WritableDB) => ({
  ...readStatementsOf(db),
  putHeads: db.prepare('INSERT INTO head (record, scope, heads) VALUES (?, ?, ?) ON CONFLICT (record, scope) DO UPDATE SET heads = excluded.heads'),
  awaitedOf: db.prepare('SELECT scope, ref, path FROM awaited WHERE record = ?'),
  forgetAwaited: db.prepare('DELETE FROM awaited WHERE record = ? AND scope = ?'),
  await: db.prepare('INSERT OR IGNORE INTO awaited (record, scope, ref, path) VALUES (?, ?, ?, ?)'),
  kindOf: db.prepare('SELECT kind FROM record WHERE id = ?').pluck(),
  putRecord: db.prepare('INSERT INTO record (id, kind, voided, conflicts) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, voided = excluded.voided, conflicts = excluded.conflicts'),
  clearConflicts: db.prepare('DELETE FROM conflict WHERE record = ?'),
  putConflict: db.prepare('INSERT INTO conflict (record, path) VALUES (?, ?)'),
  clearSameAs: db.prepare('DELETE FROM same_as WHERE record = ?'),
  putSameAs: db.prepare('INSERT INTO same_as (record, other) VALUES (?, ?)'),
}));
