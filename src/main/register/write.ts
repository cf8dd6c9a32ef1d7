/** One person's action on one record: add, change, void, restore, settle. Each is one entry. */
import type { ConflictShown, Failure, InvalidInput, Written } from '../../shared/contract.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { linksOf } from '../../shared/records/links.ts';
import { parseField, parseNew, type FieldChange } from '../../shared/records/read.ts';
import { isRecordKind, recordKinds } from '../../shared/records/registry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Vocabularies } from '../../shared/vocabularies/baseline.ts';
import { readView } from '../changes/apply.ts';
import { isGone, isVoid, UUID } from '../changes/entry.ts';
import type { Log } from '../changes/log.ts';
import { compareText } from '../changes/order.ts';
import { groupOf, type RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';

export interface RegisterDeps {
  readonly db: ReadableDB;
  readonly log: Log;
  readonly newId: () => string;
  /** The controlled values as the store has them now. */
  readonly vocabularies: () => Vocabularies;
}

type Refusal<T extends string> = Result<never, Failure<T>>;
type WriteResult<T extends string> = Result<Written, Failure<T> | InvalidInput>;

/** Adds a record from its nested form. @param id for records whose id follows from what they are. */
export function addRecord(deps: RegisterDeps, kind: string, value: JsonObject, author: string, id = deps.newId()): WriteResult<'KindUnknown'> {
  if (!isRecordKind(kind)) return err({ type: 'KindUnknown', message: `Nothing was added: "${kind}" is not a kind of record; known are ${Object.keys(recordKinds).join(', ')}.` });
  const fields = parseNew(kind, value, elementIds(), deps.vocabularies());
  if (!fields.ok) return fields;
  const dangling = danglingLink(deps.db, kind, fields.value);
  if (dangling !== null) return dangling;
  return append(deps, { id, kind, fields: fields.value, replaces: new Map() }, author);
}

/**
 * Changes fields. A write replaces only what its author saw: `seen` (path -> references, as `show` gave them) or,
 * without it, what stands there now; but a field in conflict is only written by someone who saw all its values.
 */
export function setFields(
  deps: RegisterDeps, id: string, given: Readonly<Record<string, Json>>, seen: Readonly<Record<string, readonly string[]>> | undefined, author: string,
): WriteResult<'RecordUnknown' | 'RecordVoided' | 'FieldInConflict' | 'NothingToChange'> {
  const view = viewToChange(deps.db, id);
  if (!view.ok) return view;
  const changes: FieldChange[] = [];
  for (const [path, value] of Object.entries(given)) {
    const change = parseField(view.value.kind, path, value, deps.vocabularies());
    if (!change.ok) return change;
    changes.push(change.value);
  }
  const disputed = seen === undefined ? changes.find((change) => view.value.conflicts.some((conflict) => groupOf(conflict.path) === groupOf(change.path))) : undefined;
  if (disputed !== undefined) {
    return err({ type: 'FieldInConflict', message: `${disputed.path} of ${id} was not changed: offices differ on it. Settle it first (resolve ${id} ${disputed.path}). Nothing was changed.` });
  }
  const fields: Record<string, Json> = {};
  const replaces = new Map<string, readonly string[]>();
  for (const change of changes) {
    const { path } = change;
    if (change.does === 'write' && seen === undefined && sameValue(view.value.fields.get(path) ?? null, change.value)) continue;
    if (change.does === 'remove' && !isPresent(view.value, path)) continue;
    fields[path] = change.does === 'write' ? change.value : goneValue(view.value, path);
    replaces.set(path, seen?.[path] ?? view.value.heads.get(path) ?? []);
  }
  if (Object.keys(fields).length === 0) return err({ type: 'NothingToChange', message: `${id} has these values already. Nothing was changed.` });
  const dangling = danglingLink(deps.db, view.value.kind, fields);
  if (dangling !== null) return dangling;
  return append(deps, { id, kind: view.value.kind, fields, replaces, scope: scopeOf(view.value) }, author);
}

/** Voids a record with a reason. It stays visible, and everything else about it too. */
export function voidRecord(deps: RegisterDeps, id: string, reason: string, author: string): WriteResult<'RecordUnknown' | 'RecordVoided'> {
  const view = viewToChange(deps.db, id);
  if (!view.ok) return view;
  return append(deps, voiding(view.value, reason), author);
}

export function restoreRecord(deps: RegisterDeps, id: string, author: string): WriteResult<'RecordUnknown' | 'RecordNotVoided'> {
  const view = readView(deps.db, id);
  if (view === null) return unknownRecord(id);
  if (view.voided === null) return err({ type: 'RecordNotVoided', message: `${id} was not restored: it is not voided. Nothing was changed.` });
  return append(deps, restoring(view), author);
}

/** Settles a conflict: with the nth of its values (from 1, greatest first, as `conflicts` lists them) or with another one. */
export function resolveConflict(
  deps: RegisterDeps, id: string, field: string, choice: { readonly choose?: number | undefined; readonly value?: Json | undefined }, author: string,
): WriteResult<'RecordUnknown' | 'NoConflict' | 'ChoiceUnknown'> {
  const view = readView(deps.db, id);
  if (view === null) return unknownRecord(id);
  const conflict = view.conflicts.find((one) => one.path === field);
  if (conflict === undefined) {
    const open = view.conflicts.map((one) => one.path).join(', ');
    return err({ type: 'NoConflict', message: `${field} of ${id} was not settled: offices do not differ on it${open === '' ? '' : ` (they do on ${open})`}. Nothing was changed.` });
  }
  const head = { id, kind: view.kind, scope: scopeOf(view), replaces: new Map([[field, view.heads.get(field) ?? []]]) };
  if (choice.choose === undefined) {
    const change = parseField(view.kind, field, choice.value ?? null, deps.vocabularies());
    if (!change.ok) return change;
    return append(deps, { ...head, fields: { [field]: change.value.does === 'write' ? change.value.value : goneValue(view, field) } }, author);
  }
  const chosen = conflict.values[choice.choose - 1];
  if (chosen === undefined) return err({ type: 'ChoiceUnknown', message: `${field} of ${id} was not settled: there is no value ${String(choice.choose)}, choose 1 to ${String(conflict.values.length)}. Nothing was changed.` });
  if (field === '$void') return append(deps, isVoid(chosen.value) ? voiding(view, chosen.value.reason) : restoring(view), author);
  const keepsElement = conflict.values.some((one) => isGone(one.value)) && !isGone(chosen.value);
  return append(deps, { ...head, fields: { [field]: isGone(chosen.value) ? goneValue(view, field) : keepsElement ? true : chosen.value } }, author);
}

/** All fields in conflict, of one record or of the register. */
export function listConflicts(db: ReadableDB, id: string | undefined): Result<{ readonly conflicts: readonly ConflictShown[] }, Failure<'RecordUnknown'>> {
  if (id !== undefined && readView(db, id) === null) return unknownRecord(id);
  const records = id === undefined ? db.prepare('SELECT DISTINCT record FROM conflict ORDER BY record').pluck().all() as string[] : [id];
  return ok({ conflicts: records.flatMap((record) => conflictsShown(readView(db, record))) });
}

export const conflictsShown = (view: RecordView | null): readonly ConflictShown[] => (view?.conflicts ?? []).map((conflict) => ({
  id: view?.id ?? '', field: conflict.path, values: conflict.values.map((head) => ({ value: head.value, office: head.by.office, author: head.by.author, at: head.by.at })),
}));

export const unknownRecord = (id: string): Refusal<'RecordUnknown'> => err({ type: 'RecordUnknown', message: `There is no record ${id} in this store. Nothing was changed.` });

/** A record that exists and is not voided. */
export function viewToChange(db: ReadableDB, id: string): Result<RecordView, Failure<'RecordUnknown' | 'RecordVoided'>> {
  const view = UUID.test(id) ? readView(db, id) : null;
  if (view === null) return unknownRecord(id);
  if (view.voided !== null) return err({ type: 'RecordVoided', message: `${id} was not changed: it is voided (${view.voided.reason}). Restore it first. Nothing was changed.` });
  return ok(view);
}

export interface OneChange {
  readonly id: string;
  readonly kind: string;
  readonly scope?: string;
  readonly fields: JsonObject;
  readonly replaces: ReadonlyMap<string, readonly string[]>;
}

function append(deps: RegisterDeps, change: OneChange, author: string): Result<Written, InvalidInput> {
  const { id, kind, fields, replaces, scope } = change;
  const done = deps.log.append({ author, changes: [{ record: id, kind, fields, replaces, ...(scope === undefined ? {} : { scope }) }] });
  if (!done.ok) return err({ type: 'InvalidInput', message: `${id} was not written. ${done.error.message} Nothing was changed.`, problems: [{ path: '', message: done.error.message }] });
  return ok({ id, entry: done.value.entries[0]?.ref ?? '' });
}

/** The change that voids a record. */
export function voiding(view: RecordView, reason: string): OneChange {
  const seen = [...new Set([...view.heads].flatMap(([path, refs]) => (path === '$void' ? [] : refs)))].sort(compareText);
  return { id: view.id, kind: view.kind, scope: scopeOf(view), fields: { $void: { reason: reason.normalize('NFC'), seen } }, replaces: voidHeads(view) };
}

export const restoring = (view: RecordView): OneChange => ({ id: view.id, kind: view.kind, scope: scopeOf(view), fields: { $void: null }, replaces: voidHeads(view) });

const voidHeads = (view: RecordView): ReadonlyMap<string, readonly string[]> => new Map([['$void', view.heads.get('$void') ?? []]]);

const scopeOf = (view: RecordView): string => view.scopes[0] ?? 'all';

export const isPresent = (view: RecordView, element: string): boolean => view.fields.has(element) || [...view.fields.keys()].some((path) => path.startsWith(`${element}.`));

/** The value that takes an element away: it covers what its author sees there. */
export function goneValue(view: RecordView, element: string): Json {
  const seen = [...view.heads].flatMap(([path, refs]) => (path === element || path.startsWith(`${element}.`) ? refs : []));
  return { $gone: [...new Set(seen)].sort(compareText) };
}

const sameValue = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Elements of one record are named 1, 2, 3 ... unless the writer names them. */
function elementIds(): () => string {
  let last = 0;
  return () => String(++last);
}

/** Fields that name a record must name one that is here: a slip, not a fact, when a person enters it. */
function danglingLink(db: ReadableDB, kind: string, fields: JsonObject): Result<never, InvalidInput> | null {
  for (const { path, to, kinds } of linksOf(kind, Object.entries(fields))) {
    const found = db.prepare('SELECT kind FROM record WHERE id = ?').pluck().get(to) as string | undefined;
    if (found === undefined || (kinds.length > 0 && !kinds.includes(found))) {
      const message = found === undefined ? `names ${to}, which is not a record of this store` : `names ${to}, which is a record of kind ${found}; expected ${kinds.join(' or ')}`;
      return err({ type: 'InvalidInput', message: `The ${kind} was not written. ${path}: ${message}. Nothing was changed.`, problems: [{ path, message }] });
    }
  }
  return null;
}
