/** Holes: entries of other logs that must exist, because later ones are here, and that never arrived. Pure. */
import type { SegmentMeta } from '../changes/segments.ts';

export interface MissingRange {
  readonly log: string;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Where another continuation of a log holds the numbers, but the segment that `prev` names is not here, the entry before is named.
 *
 * @param metas sorted by log, scope, first number.
 */
export function missingRanges(metas: readonly Pick<SegmentMeta, 'hash' | 'log' | 'scope' | 'first' | 'last' | 'prev'>[]): readonly MissingRange[] {
  const held = new Set(metas.map(({ hash }) => hash));
  const missing: MissingRange[] = [];
  let stream = '';
  let next = 1;
  for (const { log, scope, first, last, prev } of metas) {
    if (scope === 'local') continue;
    if (`${log}/${scope}` !== stream) {
      stream = `${log}/${scope}`;
      next = 1;
    }
    if (first > next) missing.push({ log, scope, from: next, to: first - 1 });
    else if (prev !== null && !held.has(prev)) missing.push({ log, scope, from: first - 1, to: first - 1 });
    next = Math.max(next, last + 1);
  }
  return missing;
}
