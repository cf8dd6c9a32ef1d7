/** Repeatable randomness for tests: one seed, one sequence. */
import { createHash } from 'node:crypto';

export interface Rng {
  /** An integer from 0 up to but not including `below`. */
  readonly int: (below: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => T[];
  readonly bytes: (count: number) => Buffer;
  /** A UUID's text. */
  readonly id: () => string;
}

/** Mulberry32, seeded by a hash of the text. */
export function rngOf(seed: string | number): Rng {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const int = (below: number): number => next() % below;
  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, () => int(256)));
  return {
    int,
    bytes,
    chance: (percent) => int(100) < percent,
    pick: (items) => {
      if (items.length === 0) throw new Error('Nothing to pick from');
      return items[int(items.length)] as (typeof items)[number];
    },
    shuffled: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(i + 1);
        [copy[i], copy[j]] = [copy[j] as (typeof items)[number], copy[i] as (typeof items)[number]];
      }
      return copy;
    },
    id: () => bytes(16).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  };
}
