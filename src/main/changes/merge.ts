/**
 * The merge: which entries are the heads of which field. Pure; see docs/format.md, section 3.
 *
 * The state of one (scope, record) is the map of its heads. Adding an entry is commutative and idempotent as long as
 * the caller adds an entry once and remembers the predecessors that `addEntry` reports as unknown.
 */
import type { Entry } from './entry.ts';
import { compareText } from './order.ts';

/** Head reference -> the paths it is a head of. No empty sets. */
export type Heads = Map<string, Set<string>>;

/** A predecessor that is not a head here: either replaced before, or not arrived yet. */
export interface Unmet {
  readonly ref: string;
  readonly path: string;
}

/**
 * Adds one entry to the heads of its record.
 *
 * @param replaced paths of this entry that entries which arrived earlier have already replaced.
 * @returns the predecessors that were not among the heads; those whose entry is unknown must be remembered.
 */
export function addEntry(heads: Heads, ref: string, entry: Pick<Entry, 'd' | 'o'>, replaced: ReadonlySet<string>): readonly Unmet[] {
  const unmet: Unmet[] = [];
  for (const [predecessor, paths] of Object.entries(entry.o)) {
    const held = heads.get(predecessor);
    for (const path of paths) {
      if (held?.delete(path) !== true) unmet.push({ ref: predecessor, path });
    }
    if (held?.size === 0) heads.delete(predecessor);
  }
  const own = new Set<string>();
  for (const path of Object.keys(entry.d)) {
    if (!replaced.has(path)) own.add(path);
  }
  if (own.size > 0) heads.set(ref, own);
  return unmet;
}

/**
 * The heads as they are stored: `{"<reference>": "*" | [paths]}`, sorted; `"*"` stands for every path the entry wrote, so
 * that the usual record (one entry, nothing replaced) costs 30 bytes.
 *
 * @param writes how many paths the entry of a reference wrote.
 */
export function packHeads(heads: Heads, writes: (ref: string) => number): string {
  const [only] = heads;
  // Written out: an object with a key that no other has is dear, and nearly every record is of this kind.
  if (only !== undefined && heads.size === 1 && only[1].size === writes(only[0])) return `{"${only[0]}":"*"}`;
  const packed: Record<string, '*' | string[]> = {};
  for (const ref of [...heads.keys()].sort(compareText)) {
    const paths = heads.get(ref) ?? new Set<string>();
    packed[ref] = paths.size === writes(ref) ? '*' : [...paths].sort(compareText);
  }
  return JSON.stringify(packed);
}

/** The references in stored heads, with their paths or `"*"`. */
export function unpackHeads(text: string): ReadonlyMap<string, '*' | readonly string[]> {
  return new Map(Object.entries(JSON.parse(text) as Record<string, '*' | readonly string[]>));
}
