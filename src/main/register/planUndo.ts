/** How one record's part of an action is undone: new entries that bring back what the action replaced. Pure; docs/decisions/0022-undo.md. */
import canonicalize from 'canonicalize';
import type { Json } from '../../shared/json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isGone, isVoid, type Entry } from '../changes/entry.ts';
import type { Change } from '../changes/log.ts';
import { compareRank, compareText } from '../changes/order.ts';
import { metaOf, type EntryMeta, type RecordView } from '../changes/view.ts';

/** Why a record's part cannot be undone. */
export interface UndoObstacle {
  readonly record: string;
  readonly path: string;
  /** `changed`: somebody has written there since; `unknown`: what stood there has not arrived here; `voided`: the record is voided. */
  readonly what: 'changed' | 'unknown' | 'voided';
  /** Who stands in the way. */
  readonly by: EntryMeta | null;
}

/** The reason of a voiding that undoes the making of a record. */
export const UNDONE = 'undone';

/** Whether a record is voided because an action was undone, and not by a person's word about that record. */
export const isUndone = (view: RecordView): boolean => view.voided?.reason === UNDONE;

/**
 * Plans the undoing of an action on one record.
 *
 * Every path that the action wrote must still be its own: its heads are entries of the action, or entries that put back exactly what the action had
 * written after somebody replaced it (so that actions are undone one after the other, the last first). Then the path gets the value that the
 * action replaced; nothing, if there was none; and the values of a conflict that the action settled, by entries beside each other. A record that the action
 * made is voided, one that it voided is restored.
 *
 * @param entries every entry of the record that is known here: reference -> entry.
 * @param action whose entries are undone; at least one is among `entries`.
 * @returns what to append, all of this record.
 */
export function planUndo(view: RecordView, entries: ReadonlyMap<string, Entry>, action: string): Result<UndoPlan, UndoObstacle> {
  const plan: Plan = { view, entries, mine: new Map([...entries].filter(([, entry]) => entry.g === action && entry.t === 'put')), stands: new Map() };
  const [first] = [...plan.mine.values()];
  if (first === undefined) throw new Error(`Action ${action} has no entry of ${view.id}`);
  const undone = madeHere(plan) ? voided(plan) : pathByPath(plan);
  if (!undone.ok) return undone;
  const changes = undone.value.values.map(withoutHidden).filter((fields) => fields.size > 0).map((fields): Change => ({
    record: view.id, kind: first.k, scope: first.s, fields: Object.fromEntries(fields),
    replaces: new Map([...fields.keys()].map((path) => [path, view.heads.get(path) ?? []])),
  }));
  return ok({ changes, voids: undone.value.voids === null ? null : { reason: undone.value.voids, kind: first.k, scope: first.s } });
}

export interface UndoPlan {
  /** More than one only where a conflict is brought back. */
  readonly changes: readonly Change[];
  /** Why the record is voided, once the changes are there. */
  readonly voids: null | { readonly reason: string; readonly kind: string; readonly scope: string };
}

/** The voiding of a plan. @param view of the record as the changes left it. */
export const voidingOf = (view: RecordView, { reason, kind, scope }: NonNullable<UndoPlan['voids']>): Change => ({
  record: view.id, kind, scope, fields: { $void: { reason, seen: seenOf(view) } }, replaces: new Map([['$void', view.heads.get('$void') ?? []]]),
});

/** Of an element that is removed, no part is written: it would stand there unseen by the removal. */
function withoutHidden(fields: Fields): Fields {
  const gone = [...fields].filter(([, value]) => isGone(value)).map(([path]) => `${path}.`);
  return new Map([...fields].filter(([path]) => !gone.some((element) => path.startsWith(element))));
}

interface Plan {
  readonly view: RecordView;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The entries of the action. */
  readonly mine: ReadonlyMap<string, Entry>;
  /** What was found out of entries at paths. */
  readonly stands: Map<string, string | null>;
}

type Fields = ReadonlyMap<string, Json>;
type Part = Result<{ readonly values: readonly Fields[]; readonly voids: string | null }, UndoObstacle>;

/** True if the record begins with the action: no entry of another one is older than all of its. */
function madeHere({ entries, mine }: Plan): boolean {
  const [oldest] = [...entries].filter(([, entry]) => entry.t === 'put').map(([ref, entry]) => metaOf(ref, entry)).sort(compareRank);
  return oldest !== undefined && mine.has(oldest.ref);
}

/** The making is undone: the record is voided, if nobody else has written into it; voided by the action already, it was made and voided in one, and stays. */
function voided(plan: Plan): Part {
  const { view } = plan;
  for (const [path, refs] of view.heads) {
    const foreign = refs.find((ref) => !isOwn(plan, path, ref));
    if (foreign !== undefined && !isRestored(plan, path)) return obstacle(plan, path, 'changed', foreign);
  }
  return ok({ values: [], voids: UNDONE });
}

/** Voided and restored since: nothing of that is left. */
const isRestored = ({ view, entries }: Plan, path: string): boolean => path === '$void' && view.heads.get('$void')?.every((ref) => entries.get(ref)?.d.$void === null) === true;

function pathByPath(plan: Plan): Part {
  const { view, mine } = plan;
  const paths = [...new Set([...mine.values()].flatMap((entry) => Object.keys(entry.d)))].sort(compareText);
  if (view.voided !== null && !mine.has(view.voided.by.ref)) return obstacle(plan, '$void', 'voided', view.voided.by.ref);
  const fields = new Map<string, Json>();
  const beside: Map<string, Json>[] = [];
  let voids: string | null = null;
  for (const path of paths) {
    if (path === '$void') {
      const voiding = voidBefore(plan);
      if (!voiding.ok) return voiding;
      voids = voiding.value;
      if (voids === null) fields.set(path, null);
      continue;
    }
    const values = valuesBefore(plan, path);
    if (!values.ok) return values;
    const [value, ...others] = values.value;
    if (value !== undefined) fields.set(path, value);
    for (const [i, other] of others.entries()) {
      const further = beside[i] ?? new Map<string, Json>();
      further.set(path, other);
      beside[i] = further;
    }
  }
  return ok({ values: [fields, ...beside], voids });
}

/** What stood at a path before the action: one value; several, where it settled a conflict. */
function valuesBefore(plan: Plan, path: string): Result<readonly Json[], UndoObstacle> {
  const { view, mine } = plan;
  const heads = view.heads.get(path) ?? [];
  const own = ownAt(plan, path, heads);
  if (!own.ok) return own;
  const before = replacedBy(plan, path, own.value);
  if (!before.ok) return before;
  const isElement = path.endsWith(']');
  const removes = own.value.some((ref) => isGone(mine.get(ref)?.d[path]));
  if (before.value.length === 0) {
    if (!isElement || removes) return ok([null]);
    const later = partsOf(view, path).find(([part, ref]) => !isOwn(plan, part, ref))?.[1];
    return later === undefined ? ok([goneNow(view, path)]) : obstacle(plan, path, 'changed', later);
  }
  const distinct = new Map(before.value.map((value) => [canonicalize(value) ?? '', isGone(value) ? goneNow(view, path) : value]));
  return ok([...distinct].sort(([a], [b]) => compareText(a, b)).map(([, value]) => value));
}

/** The values that entries of the action replaced at a path, back to what others had written. */
function replacedBy({ view, entries, mine }: Plan, path: string, heads: readonly string[]): Result<readonly Json[], UndoObstacle> {
  const values: Json[] = [];
  const seen = new Set<string>();
  const open = [...heads];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const entry = entries.get(ref);
    if (entry === undefined) return err({ record: view.id, path, what: 'unknown', by: null });
    for (const predecessor of predecessorsAt(entry, path)) {
      if (seen.has(predecessor)) continue;
      seen.add(predecessor);
      const replaced = entries.get(predecessor);
      if (mine.has(predecessor)) open.push(predecessor);
      else if (replaced === undefined) return err({ record: view.id, path, what: 'unknown', by: null });
      else values.push(replaced.d[path] ?? null);
    }
  }
  return ok(values);
}

/** The reason of the voiding that the action replaced, if nothing has been written since that it had not seen; null: the record was not voided. */
function voidBefore(plan: Plan): Result<string | null, UndoObstacle> {
  const { view } = plan;
  const own = ownAt(plan, '$void', view.heads.get('$void') ?? []);
  if (!own.ok) return own;
  const before = replacedBy(plan, '$void', own.value);
  if (!before.ok) return before;
  const voidings = before.value.filter((value) => isVoid(value));
  const [voiding] = voidings;
  if (voiding === undefined) return ok(null);
  const covered = new Set(voidings.flatMap((value) => value.seen));
  for (const [path, refs] of view.heads) {
    const later = path === '$void' ? undefined : refs.find((ref) => !covered.has(ref) && !isOwn(plan, path, ref) && !covered.has(standing(plan, path, ref) ?? ref));
    if (later !== undefined) return obstacle(plan, path, 'changed', later);
  }
  return ok(voiding.reason);
}

/** The entries of the action that stand at a path, also behind later ones that were undone; the obstacle if anything else stands there. */
function ownAt(plan: Plan, path: string, heads: readonly string[]): Result<readonly string[], UndoObstacle> {
  const own = heads.map((ref) => ({ ref, stands: standing(plan, path, ref) }));
  const foreign = own.find(({ stands }) => stands === null || !plan.mine.has(stands));
  if (foreign !== undefined || own.length === 0) return obstacle(plan, path, 'changed', foreign?.ref ?? null);
  return ok(own.map(({ stands }) => stands ?? ''));
}

/** Nothing but the action stands there: its entry, or one that cancels a later one out. */
function isOwn(plan: Plan, path: string, ref: string): boolean {
  const stands = standing(plan, path, ref);
  return stands === null || plan.mine.has(stands);
}

/**
 * What an entry stands for at a path: another one, whose value it put back after an action had replaced that; null where it put back that there was
 * nothing; else itself. What it replaced may have stood for another entry too: so a row of undoings and doings-again is seen through.
 */
function standing(plan: Plan, path: string, ref: string): string | null {
  const key = `${path} ${ref}`;
  const known = plan.stands.get(key);
  if (known !== undefined) return known;
  const stands = resolve(plan, path, ref);
  plan.stands.set(key, stands);
  return stands;
}

function resolve(plan: Plan, path: string, ref: string): string | null {
  const { entries, mine } = plan;
  const entry = entries.get(ref);
  const replaced = entry === undefined || mine.has(ref) ? undefined : onlyOne(predecessorsAt(entry, path));
  if (entry === undefined || replaced === undefined || mine.has(replaced)) return ref;
  const value = entry.d[path] ?? null;
  const middle = standing(plan, path, replaced);
  if (middle === null) return isNothing(value) ? null : ref;
  const of = entries.get(middle);
  if (of === undefined || mine.has(middle)) return ref;
  const before = beforeAction(entries, of, path);
  if (before === undefined) return ref;
  if (before === null) return isNothing(value) ? null : ref;
  return isSame(value, entries.get(before)?.d[path]) ? standing(plan, path, before) : ref;
}

/** What stood at a path before the action of an entry wrote it; null for nothing, undefined for what cannot be told. */
function beforeAction(entries: ReadonlyMap<string, Entry>, of: Entry, path: string): string | null | undefined {
  for (let entry: Entry | undefined = of; entry !== undefined;) {
    const replaced = predecessorsAt(entry, path);
    const [before] = replaced;
    if (before === undefined) return null;
    if (replaced.length > 1) return undefined;
    const earlier = entries.get(before);
    if (earlier?.g !== of.g) return before;
    entry = earlier;
  }
  return undefined;
}

const onlyOne = (refs: readonly string[]): string | undefined => (refs.length === 1 ? refs[0] : undefined);

const predecessorsAt = (entry: Entry, path: string): readonly string[] => Object.entries(entry.o).flatMap(([ref, paths]) => (paths.includes(path) ? [ref] : []));

const isNothing = (value: Json): boolean => value === null || isGone(value);

/** Nothing and a removal are alike, whatever it had seen, and voidings of one reason. */
function isSame(a: Json, b: Json | undefined): boolean {
  if (b === undefined) return false;
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (isVoid(a) || isVoid(b)) return isVoid(a) && isVoid(b) && a.reason === b.reason;
  return canonicalize(a) === canonicalize(b);
}

/** Every head that is seen now, but those of `$void`. */
const seenOf = (view: RecordView): readonly string[] => [...new Set([...view.heads].flatMap(([path, refs]) => (path === '$void' ? [] : refs)))].sort(compareText);

/** The heads of an element and of its sub-fields. */
const partsOf = (view: RecordView, element: string): readonly (readonly [path: string, ref: string])[] => [...view.heads].flatMap(([path, refs]) => (path === element || path.startsWith(`${element}.`) ? refs.map((ref) => [path, ref] as const) : []));

const goneNow = (view: RecordView, element: string): Json => ({ $gone: [...new Set(partsOf(view, element).map(([, ref]) => ref))].sort(compareText) });

function obstacle({ view, entries }: Plan, path: string, what: UndoObstacle['what'], ref: string | null): Result<never, UndoObstacle> {
  const entry = ref === null ? undefined : entries.get(ref);
  return err({ record: view.id, path, what, by: ref === null || entry === undefined ? null : metaOf(ref, entry) });
}
