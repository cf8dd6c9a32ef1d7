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

/**
 * Plans the undoing of an action on one record.
 *
 * Every path that the action wrote must still be its own: its heads are entries of the action and no others. Then the path gets the value that the
 * action replaced; nothing, if there was none; and the values of a conflict that the action settled, by entries beside each other. A record that the action
 * made is voided, one that it voided is restored.
 *
 * @param entries every entry of the record that is known here: reference -> entry.
 * @param action whose entries are undone; at least one is among `entries`.
 * @returns the changes to append, all of this record; more than one only where a conflict is brought back.
 */
export function planUndo(view: RecordView, entries: ReadonlyMap<string, Entry>, action: string): Result<readonly Change[], UndoObstacle> {
  const plan: Plan = { view, entries, mine: new Map([...entries].filter(([, entry]) => entry.g === action && entry.t === 'put')) };
  const [first] = [...plan.mine.values()];
  if (first === undefined) throw new Error(`Action ${action} has no entry of ${view.id}`);
  const undone = madeHere(plan) ? voided(plan) : pathByPath(plan);
  if (!undone.ok) return undone;
  return ok(undone.value.map((fields) => ({
    record: view.id, kind: first.k, scope: first.s, fields: Object.fromEntries(fields),
    replaces: new Map([...fields.keys()].map((path) => [path, view.heads.get(path) ?? []])),
  })));
}

interface Plan {
  readonly view: RecordView;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The entries of the action. */
  readonly mine: ReadonlyMap<string, Entry>;
}

type Fields = ReadonlyMap<string, Json>;
type Part = Result<readonly Fields[], UndoObstacle>;

/** True if the record begins with the action: no entry of another one is older than all of its. */
function madeHere({ entries, mine }: Plan): boolean {
  const [oldest] = [...entries].filter(([, entry]) => entry.t === 'put').map(([ref, entry]) => metaOf(ref, entry)).sort(compareRank);
  return oldest !== undefined && mine.has(oldest.ref);
}

/** The making is undone: the record is voided, if nobody else has written into it; voided by the action already, it was made and voided in one, and stays. */
function voided(plan: Plan): Part {
  const { view, mine } = plan;
  for (const [path, refs] of view.heads) {
    const foreign = refs.find((ref) => !mine.has(ref));
    if (foreign !== undefined && !isRestored(plan, path)) return obstacle(plan, path, 'changed', foreign);
  }
  return ok([new Map([['$void', { reason: UNDONE, seen: seenOf(view) }]])]);
}

/** Voided and restored since: nothing of that is left. */
const isRestored = ({ view, entries }: Plan, path: string): boolean => path === '$void' && view.heads.get('$void')?.every((ref) => entries.get(ref)?.d.$void === null) === true;

function pathByPath(plan: Plan): Part {
  const { view, mine } = plan;
  const paths = [...new Set([...mine.values()].flatMap((entry) => Object.keys(entry.d)))].sort(compareText);
  if (view.voided !== null && !mine.has(view.voided.by.ref)) return obstacle(plan, '$void', 'voided', view.voided.by.ref);
  const fields = new Map<string, Json>();
  const beside: Map<string, Json>[] = [];
  for (const path of paths) {
    const values = path === '$void' ? voidBefore(plan) : valuesBefore(plan, path);
    if (!values.ok) return values;
    const [value, ...others] = values.value;
    if (value !== undefined) fields.set(path, value);
    for (const [i, other] of others.entries()) {
      const further = beside[i] ?? new Map<string, Json>();
      further.set(path, other);
      beside[i] = further;
    }
  }
  return ok([fields, ...beside]);
}

/** What stood at a path before the action: one value; several, where it settled a conflict. */
function valuesBefore(plan: Plan, path: string): Result<readonly Json[], UndoObstacle> {
  const { view, mine } = plan;
  const heads = view.heads.get(path) ?? [];
  const foreign = heads.find((ref) => !mine.has(ref));
  if (foreign !== undefined || heads.length === 0) return obstacle(plan, path, 'changed', foreign ?? null);
  const before = replacedBy(plan, path, heads);
  if (!before.ok) return before;
  const isElement = path.endsWith(']');
  const removes = heads.some((ref) => isGone(mine.get(ref)?.d[path]));
  if (before.value.length === 0) {
    if (!isElement || removes) return ok([null]);
    const later = partsOf(view, path).find((ref) => !mine.has(ref));
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
    for (const [predecessor, paths] of Object.entries(entry.o)) {
      if (!paths.includes(path) || seen.has(predecessor)) continue;
      seen.add(predecessor);
      const replaced = entries.get(predecessor);
      if (mine.has(predecessor)) open.push(predecessor);
      else if (replaced === undefined) return err({ record: view.id, path, what: 'unknown', by: null });
      else values.push(replaced.d[path] ?? null);
    }
  }
  return ok(values);
}

/** What `$void` is set to: null where the action voided; where it restored, the voiding anew, if nothing has been written since that it had not seen. */
function voidBefore(plan: Plan): Result<readonly Json[], UndoObstacle> {
  const { view, mine } = plan;
  const heads = view.heads.get('$void') ?? [];
  const foreign = heads.find((ref) => !mine.has(ref));
  if (foreign !== undefined || heads.length === 0) return obstacle(plan, '$void', 'changed', foreign ?? null);
  if (heads.some((ref) => isVoid(mine.get(ref)?.d.$void))) return ok([null]);
  const before = replacedBy(plan, '$void', heads);
  if (!before.ok) return before;
  const voidings = before.value.filter((value) => isVoid(value));
  const [voiding] = voidings;
  if (voiding === undefined) return ok([null]);
  const covered = new Set(voidings.flatMap((value) => value.seen));
  for (const [path, refs] of view.heads) {
    const later = path === '$void' ? undefined : refs.find((ref) => !covered.has(ref) && !mine.has(ref));
    if (later !== undefined) return obstacle(plan, path, 'changed', later);
  }
  return ok([{ reason: voiding.reason, seen: seenOf(view) }]);
}

/** Every head that is seen now, but those of `$void`. */
const seenOf = (view: RecordView): readonly string[] => [...new Set([...view.heads].flatMap(([path, refs]) => (path === '$void' ? [] : refs)))].sort(compareText);

/** The heads of an element and of its sub-fields. */
const partsOf = (view: RecordView, element: string): readonly string[] => [...view.heads].flatMap(([path, refs]) => (path === element || path.startsWith(`${element}.`) ? refs : []));

const goneNow = (view: RecordView, element: string): Json => ({ $gone: [...new Set(partsOf(view, element))].sort(compareText) });

function obstacle({ view, entries }: Plan, path: string, what: UndoObstacle['what'], ref: string | null): Result<never, UndoObstacle> {
  const entry = ref === null ? undefined : entries.get(ref);
  return err({ record: view.id, path, what, by: ref === null || entry === undefined ? null : metaOf(ref, entry) });
}
