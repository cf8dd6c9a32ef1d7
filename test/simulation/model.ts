/**
 * The merge, written a second time from docs/format.md, section 3, as plainly as possible: it keeps the set of known lines
 * and computes every answer anew from all of them. Shares no code with src/.
 */
import { createHash } from 'node:crypto';

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** The keys of an entry that have a meaning for the merge. */
export interface ModelEntry {
  readonly ref: string;
  readonly line: string;
  readonly d: Record<string, Plain>;
  readonly h: string;
  readonly k: string;
  readonly l: string;
  readonly n: number;
  readonly o: Record<string, string[]>;
  readonly r: string;
  readonly s: string;
  readonly t: string;
}

/** A view in a form that compares deeply: maps as sorted pairs, authors as references. */
export interface ModelView {
  readonly id: string;
  readonly kind: string;
  readonly scopes: readonly string[];
  readonly fields: readonly (readonly [string, Plain])[];
  readonly heads: readonly (readonly [string, readonly string[]])[];
  readonly voided: null | { readonly reason: string; readonly by: string };
  readonly conflicts: readonly { readonly path: string; readonly values: readonly { readonly value: Plain; readonly by: string }[] }[];
  readonly created: string;
  readonly changed: string;
}

export const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

export const referenceOfLine = (line: string): string => sha256(Buffer.concat([Buffer.of(0), Buffer.from(line)])).toString('base64url').slice(0, 22);

export class Model {
  readonly entries = new Map<string, ModelEntry>();

  add(line: string): void {
    const ref = referenceOfLine(line);
    this.entries.set(ref, { ...(JSON.parse(line) as Omit<ModelEntry, 'ref' | 'line'>), ref, line });
  }

  records(): string[] {
    return distinct(this.#puts().map((entry) => entry.r));
  }

  /** The view of a record, or null if nothing is known of it. */
  view(record: string): ModelView | null {
    const scopes = distinct(this.#puts().filter((entry) => entry.r === record).map((entry) => entry.s)).sort((a, b) => scopePlace(a) - scopePlace(b) || order(a, b));
    if (scopes.length === 0) return null;
    const owner = new Map<string, string>();
    for (const scope of scopes) {
      for (const path of this.#paths(scope, record)) if (!owner.has(elementOrField(path))) owner.set(elementOrField(path), scope);
    }
    const mine = (scope: string, path: string): boolean => owner.get(elementOrField(path)) === scope;
    const parts = scopes.map((scope) => ({ scope, ...this.#scopeView(scope, record) }));
    const allHeads = scopes.flatMap((scope) => this.#paths(scope, record).flatMap((path) => this.heads(scope, record, path))).sort(rank);
    const least = allHeads[0] as ModelEntry;
    const greatest = allHeads.at(-1) as ModelEntry;
    return {
      id: record,
      kind: least.k,
      scopes,
      fields: parts.flatMap((part) => part.fields.filter(([path]) => mine(part.scope, path))).sort(byFirst),
      heads: parts.flatMap((part) => part.heads.filter(([path]) => mine(part.scope, path))).sort(byFirst),
      voided: parts.find((part) => mine(part.scope, '$void'))?.voided ?? null,
      conflicts: parts.flatMap((part) => part.conflicts.filter((conflict) => mine(part.scope, conflict.path))).sort((a, b) => order(a.path, b.path)),
      created: least.ref,
      changed: greatest.ref,
    };
  }

  /** The entries that wrote the path and that no known entry of the scope and record names for it. */
  heads(scope: string, record: string, path: string): ModelEntry[] {
    const here = this.#here(scope, record);
    return here.filter((entry) => Object.hasOwn(entry.d, path) && !here.some((other) => other.o[entry.ref]?.includes(path) === true));
  }

  /** Records that are said to be the same, each set sorted; sets of one are left out. */
  components(): string[][] {
    const edges = this.records().flatMap((record) => {
      const view = this.view(record);
      if (view?.voided !== null) return [];
      return view.fields.flatMap(([path]) => (path.startsWith('sameAs[') ? [[record, path.slice('sameAs['.length, path.indexOf(']'))] as const] : []));
    });
    const found: string[][] = [];
    const seen = new Set<string>();
    for (const start of distinct(edges.flat())) {
      if (seen.has(start)) continue;
      const members = new Set([start]);
      for (let before = 0; before !== members.size; ) {
        before = members.size;
        for (const [a, b] of edges) {
          if (members.has(a)) members.add(b);
          if (members.has(b)) members.add(a);
        }
      }
      for (const member of members) seen.add(member);
      if (members.size > 1) found.push([...members].sort(order));
    }
    return found.sort((a, b) => order(a[0] ?? '', b[0] ?? ''));
  }

  /** Streams (log, scope) in which one number was given twice. */
  forks(): string[] {
    const seen = new Map<string, string>();
    const forked = new Set<string>();
    for (const entry of this.entries.values()) {
      const place = `${entry.l}/${entry.s}#${String(entry.n)}`;
      if (seen.has(place) && seen.get(place) !== entry.ref) forked.add(`${entry.l}/${entry.s}`);
      seen.set(place, entry.ref);
    }
    return [...forked].sort(order);
  }

  digest(scope?: string): string {
    const lines: string[] = [];
    for (const one of distinct(this.#puts().map((entry) => entry.s))) {
      if (scope === undefined ? one === 'local' : one !== scope) continue;
      for (const record of this.records()) {
        for (const path of this.#paths(one, record)) {
          const refs = this.heads(one, record, path).map((entry) => entry.ref).sort(order);
          if (refs.length > 0) lines.push(`${one}\t${record}\t${path}\t${refs.join(',')}\n`);
        }
      }
    }
    return sha256(lines.sort(order).join('')).toString('hex');
  }

  /** Written values that are neither a head nor named as a predecessor: there must be none. */
  lost(): string[] {
    const named = new Set(this.#puts().flatMap((entry) => Object.entries(entry.o).flatMap(([ref, paths]) => paths.map((path) => `${entry.s} ${entry.r} ${ref} ${path}`))));
    return this.#puts().flatMap((entry) => Object.keys(entry.d)
      .filter((path) => !named.has(`${entry.s} ${entry.r} ${entry.ref} ${path}`) && !this.heads(entry.s, entry.r, path).includes(entry))
      .map((path) => `${entry.ref} ${path}`));
  }

  #puts(): ModelEntry[] {
    return [...this.entries.values()].filter((entry) => entry.t === 'put');
  }

  #here(scope: string, record: string): ModelEntry[] {
    return this.#puts().filter((entry) => entry.s === scope && entry.r === record);
  }

  #paths(scope: string, record: string): string[] {
    return distinct(this.#here(scope, record).flatMap((entry) => Object.keys(entry.d))).sort(order);
  }

  /** Those references and every known entry of the scope and record that can be reached from them through `o`. */
  #covered(scope: string, record: string, from: readonly string[]): Set<string> {
    const here = new Map(this.#here(scope, record).map((entry) => [entry.ref, entry]));
    const covered = new Set(from);
    for (let before = -1; before !== covered.size; ) {
      before = covered.size;
      for (const ref of [...covered]) for (const older of Object.keys(here.get(ref)?.o ?? {})) covered.add(older);
    }
    return covered;
  }

  #scopeView(scope: string, record: string): Pick<ModelView, 'fields' | 'heads' | 'voided' | 'conflicts'> {
    const paths = this.#paths(scope, record);
    const heads = paths.map((path) => [path, this.heads(scope, record, path).map((entry) => entry.ref).sort(order)] as const);
    const fields: [string, Plain][] = [];
    const conflicts: { path: string; values: { value: Plain; by: string }[] }[] = [];
    const plain = paths.filter((path) => path !== '$void');
    const uncovered = (candidates: readonly string[], covered: ReadonlySet<string>): { path: string; entry: ModelEntry }[] =>
      candidates.flatMap((path) => this.heads(scope, record, path).filter((entry) => !covered.has(entry.ref)).map((entry) => ({ path, entry })));
    const asConflict = (changes: readonly { path: string; entry: ModelEntry }[], path: string, others: readonly ModelEntry[]): void => {
      const values = [
        ...changes.map((change) => ({ entry: change.entry, value: { path: change.path, value: change.entry.d[change.path] ?? null } })),
        ...others.map((entry) => ({ entry, value: entry.d[path] ?? null })),
      ].sort((a, b) => rank(b.entry, a.entry));
      conflicts.push({ path, values: values.map(({ entry, value }) => ({ value, by: entry.ref })) });
    };

    /** The heads of an element if all of them remove it, and what of it the removals did not see. */
    const removalOf = (element: string): { removals: ModelEntry[]; kept: { path: string; entry: ModelEntry }[] } | null => {
      const removals = this.heads(scope, record, element);
      if (removals.length === 0 || !removals.every((entry) => gone(entry.d[element]) !== null)) return null;
      const covered = this.#covered(scope, record, removals.flatMap((entry) => gone(entry.d[element]) ?? []));
      return { removals, kept: uncovered(plain.filter((path) => path.startsWith(`${element}.`)), covered) };
    };

    for (const path of plain) {
      const removal = removalOf(elementOrField(path));
      if (removal !== null && removal.kept.length === 0) continue;
      if (removal !== null && path === elementOrField(path)) {
        asConflict(removal.kept, path, removal.removals);
        continue;
      }
      const counted = this.heads(scope, record, path).filter((entry) => gone(entry.d[path]) === null).sort((a, b) => rank(b, a));
      const value = counted[0]?.d[path] ?? null;
      if (value !== null) fields.push([path, value]);
      if (distinct(counted.map((entry) => stable(entry.d[path] ?? null))).length > 1) asConflict([], path, counted);
    }

    const voids = this.heads(scope, record, '$void').sort((a, b) => rank(b, a));
    const provisional = (voids[0]?.d.$void ?? null) as null | { reason: string };
    const seen = voids.flatMap((entry) => (entry.d.$void as null | { seen: string[] })?.seen ?? []);
    const kept = provisional === null ? [] : uncovered(plain, this.#covered(scope, record, seen));
    if (kept.length > 0) asConflict(kept, '$void', voids);
    else if (distinct(voids.map((entry) => stable(entry.d.$void ?? null))).length > 1) asConflict([], '$void', voids);
    const voided = provisional === null || kept.length > 0 ? null : { reason: provisional.reason, by: (voids[0] as ModelEntry).ref };
    return { fields, heads, voided, conflicts };
  }
}

/** The references a removal saw, or null if the value is not a removal. */
function gone(value: Plain | undefined): string[] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, '$gone') ? value.$gone as string[] : null;
}

const elementOrField = (path: string): string => (path.includes('[') ? path.slice(0, path.indexOf(']') + 1) : path);

const scopePlace = (scope: string): number => (scope === 'all' ? 0 : scope === 'local' ? 2 : 1);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byFirst = (a: readonly [string, unknown], b: readonly [string, unknown]): number => order(a[0], b[0]);

/** Least first by (h, l, n, reference). */
const rank = (a: ModelEntry, b: ModelEntry): number => order(a.h, b.h) || order(a.l, b.l) || a.n - b.n || order(a.ref, b.ref);

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** JSON with sorted keys; enough to compare values without fractions. */
export function stable(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort(order).map((key) => `${JSON.stringify(key)}:${stable(value[key] ?? null)}`).join(',')}}`;
}
