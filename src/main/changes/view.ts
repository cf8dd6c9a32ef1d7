/** What is known of one record, merged: values, heads, conflicts. Pure; see docs/format.md, section 3. */
import canonicalize from 'canonicalize';
import type { Json } from '../../shared/json.ts';
import { isGone, isVoid, type Entry } from './entry.ts';
import type { Heads } from './merge.ts';
import { compareRank, compareText } from './order.ts';

/** Who wrote an entry, and when. */
export interface EntryMeta {
  readonly ref: string;
  readonly h: string;
  readonly log: string;
  readonly office: string;
  readonly n: number;
  /** The author's wall clock. */
  readonly at: string;
  readonly author: string;
  readonly action: string;
}

export interface HeadValue {
  readonly value: Json;
  readonly by: EntryMeta;
}

/** A path on which offices differ. `values` has the greatest first; that one shows for now. */
export interface ConflictView {
  readonly path: string;
  readonly values: readonly HeadValue[];
}

export interface RecordView {
  readonly id: string;
  readonly kind: string;
  /** Other kinds that heads name: somebody wrote the record as something else. */
  readonly otherKinds: readonly string[];
  readonly scopes: readonly string[];
  /** Present paths and their values, sorted by path. Removed elements and cleared fields are left out. */
  readonly fields: ReadonlyMap<string, Json>;
  /** Path -> head references, both sorted, also of removed and cleared ones: what a writer of the path has seen. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  readonly voided: null | { readonly reason: string; readonly by: EntryMeta };
  readonly conflicts: readonly ConflictView[];
  /** Least and greatest among the entries that are heads. */
  readonly created: EntryMeta;
  readonly changed: EntryMeta;
}

/** The heads of a record in one scope, and a way to its entries. */
export interface ScopeState {
  readonly scope: string;
  readonly heads: Heads;
  /** A known entry of this record and scope; heads are always found. */
  readonly entry: (ref: string) => Entry | undefined;
}

export const metaOf = (ref: string, entry: Entry): EntryMeta => ({
  ref, h: entry.h, log: entry.l, office: entry.l.slice(0, entry.l.indexOf('.')), n: entry.n, at: entry.a, author: entry.u, action: entry.g,
});

/** The view of a record. @param states at least one scope with at least one head. */
export function viewOf(id: string, states: readonly ScopeState[]): RecordView {
  const ordered = [...states].filter((state) => state.heads.size > 0).sort((a, b) => compareScope(a.scope, b.scope));
  const metas = new Map<string, { readonly meta: EntryMeta; readonly kind: string }>();
  const views = ordered.map((state) => {
    for (const ref of state.heads.keys()) metas.set(ref, headMeta(state, ref));
    return scopeView(state, (ref) => headMeta(state, ref).meta);
  });
  const ranked = [...metas.values()].sort((a, b) => compareRank(a.meta, b.meta));
  const first = ranked[0];
  const last = ranked.at(-1);
  if (first === undefined || last === undefined) throw new Error(`Record ${id} has no heads`);
  const merged = views.length === 1 && views[0] !== undefined ? views[0] : overlay(views);
  const otherKinds = ranked.length === 1 ? [] : [...new Set(ranked.map((head) => head.kind))].filter((kind) => kind !== first.kind).sort(compareText);
  return { id, kind: first.kind, otherKinds, scopes: ordered.map((state) => state.scope), ...merged, created: first.meta, changed: last.meta };
}

type ScopeView = Pick<RecordView, 'fields' | 'heads' | 'voided' | 'conflicts'>;

/** A path's group: the field itself, or the element it belongs to. */
export function groupOf(path: string): string {
  const end = path.indexOf(']');
  return end < 0 ? path : path.slice(0, end + 1);
}

function scopeView(state: ScopeState, meta: (ref: string) => EntryMeta): ScopeView {
  const heads = headsByPath(state.heads);
  const fields = new Map<string, Json>();
  const conflicts: ConflictView[] = [];
  const gone = new Map<string, HeadValue[]>();
  const valuesOf = (path: string): HeadValue[] => (heads.get(path) ?? []).map((ref) => ({ value: state.entry(ref)?.d[path] ?? null, by: meta(ref) })).sort((a, b) => compareRank(b.by, a.by));

  for (const path of heads.keys()) {
    if (path === '$void') continue;
    const all = valuesOf(path);
    const present = all.filter((head) => !isGone(head.value));
    if (present.length === 0) {
      gone.set(path, all);
      continue;
    }
    const [greatest] = present;
    if (greatest !== undefined && greatest.value !== null) fields.set(path, greatest.value);
    if (differ(present)) conflicts.push({ path, values: present });
  }
  removeElements(state, heads, gone, fields, conflicts, valuesOf);
  const voided = voiding(state, heads, valuesOf('$void'), conflicts, valuesOf);
  conflicts.sort((a, b) => compareText(a.path, b.path));
  return { fields, heads, voided, conflicts };
}

/** Path -> head references, both sorted, so that a view does not show the order of arrival. */
function headsByPath(heads: Heads): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const [ref, paths] of heads) {
    for (const path of paths) {
      const refs = byPath.get(path);
      if (refs === undefined) byPath.set(path, [ref]);
      else refs.push(ref);
    }
  }
  for (const refs of byPath.values()) if (refs.length > 1) refs.sort(compareText);
  return sortedByPath([...byPath]);
}

const sortedByPath = <T>(pairs: [string, T][]): Map<string, T> => new Map(pairs.sort(([a], [b]) => compareText(a, b)));

const differ = (values: readonly HeadValue[]): boolean => values.length > 1 && new Set(values.map((head) => canonicalize(head.value))).size > 1;

/** Takes removed elements out, or keeps them in conflict where something was written that the removal had not seen. */
function removeElements(
  state: ScopeState, heads: ReadonlyMap<string, readonly string[]>, gone: ReadonlyMap<string, readonly HeadValue[]>,
  fields: Map<string, Json>, conflicts: ConflictView[], valuesOf: (path: string) => HeadValue[],
): void {
  for (const [element, removals] of gone) {
    const isCovered = coverage(state, removals.flatMap((head) => (isGone(head.value) ? head.value.$gone : [])));
    const subPaths = [...heads.keys()].filter((path) => path.startsWith(`${element}.`));
    const kept = subPaths.filter((path) => heads.get(path)?.some((ref) => !isCovered(ref)) === true).sort(compareText);
    if (kept.length === 0) {
      for (const path of subPaths) fields.delete(path);
      const dropped = new Set(subPaths);
      for (let i = conflicts.length - 1; i >= 0; i--) if (dropped.has(conflicts[i]?.path ?? '')) conflicts.splice(i, 1);
    } else {
      const changes = kept.flatMap((path) => valuesOf(path).filter((head) => !isCovered(head.by.ref)).map((head): HeadValue => ({ value: { path, value: head.value }, by: head.by })));
      conflicts.push({ path: element, values: [...changes, ...removals].sort((a, b) => compareRank(b.by, a.by)) });
    }
  }
}

function voiding(
  state: ScopeState, heads: ReadonlyMap<string, readonly string[]>, values: readonly HeadValue[],
  conflicts: ConflictView[], valuesOf: (path: string) => HeadValue[],
): RecordView['voided'] {
  const [greatest] = values;
  if (greatest === undefined) return null;
  const isCovered = coverage(state, values.flatMap((head) => (isVoid(head.value) ? head.value.seen : [])));
  const kept = greatest.value === null ? [] : [...heads.keys()].filter((path) => path !== '$void' && heads.get(path)?.some((ref) => !isCovered(ref)) === true).sort(compareText);
  if (kept.length > 0) {
    const changes = kept.flatMap((path) => valuesOf(path).filter((head) => !isCovered(head.by.ref)).map((head): HeadValue => ({ value: { path, value: head.value }, by: head.by })));
    conflicts.push({ path: '$void', values: [...changes, ...values].sort((a, b) => compareRank(b.by, a.by)) });
    return null;
  }
  if (differ(values)) conflicts.push({ path: '$void', values });
  return isVoid(greatest.value) ? { reason: greatest.value.reason, by: greatest.by } : null;
}

/** Tells whether a head is in `seen` or an ancestor of one in it. Ancestors are looked up only when needed. */
function coverage(state: ScopeState, seen: readonly string[]): (ref: string) => boolean {
  const direct = new Set(seen);
  let ancestors: Set<string> | null = null;
  return (ref) => {
    if (direct.has(ref)) return true;
    ancestors ??= ancestorsOf(state, seen);
    return ancestors.has(ref);
  };
}

function ancestorsOf(state: ScopeState, from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    for (const predecessor of Object.keys(state.entry(ref)?.o ?? {})) {
      if (!found.has(predecessor)) {
        found.add(predecessor);
        open.push(predecessor);
      }
    }
  }
  return found;
}

/** A record with entries in several scopes: each field or element from the first scope that has heads for it. */
function overlay(views: readonly ScopeView[]): ScopeView {
  const owner = new Map<string, ScopeView>();
  for (const view of views) {
    for (const path of view.heads.keys()) if (!owner.has(groupOf(path))) owner.set(groupOf(path), view);
  }
  const mine = (view: ScopeView, path: string): boolean => owner.get(groupOf(path)) === view;
  return {
    fields: sortedByPath(views.flatMap((view) => [...view.fields].filter(([path]) => mine(view, path)))),
    heads: sortedByPath(views.flatMap((view) => [...view.heads].filter(([path]) => mine(view, path)))),
    voided: owner.get('$void')?.voided ?? null,
    conflicts: views.flatMap((view) => view.conflicts.filter((conflict) => mine(view, conflict.path))).sort((a, b) => compareText(a.path, b.path)),
  };
}

/** `all` first, `local` last, the others by name. */
function compareScope(a: string, b: string): number {
  const place = (scope: string): number => (scope === 'all' ? 0 : scope === 'local' ? 2 : 1);
  return place(a) - place(b) || compareText(a, b);
}

function headMeta(state: ScopeState, ref: string): { readonly meta: EntryMeta; readonly kind: string } {
  const entry = state.entry(ref);
  if (entry === undefined) throw new Error(`Head ${ref} has no entry`);
  return { meta: metaOf(ref, entry), kind: entry.k };
}
