/** Holes: entries of other logs that must exist, because later ones are here, and that never arrived. Pure. */
import type { SegmentMeta } from '../changes/segments.ts';

export interface MissingRange {
  readonly log: string;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
}

/** @param metas sorted by log, scope, first number. */
export function missingRanges(metas: readonly SegmentMeta[]): readonly MissingRange[] {
  const missing: MissingRange[] = [];
  let stream = '';
  let next = 1;
  for (const { log, scope, first, last } of metas) {
    if (scope === 'local') continue;
    if (`${log}/${scope}` !== stream) {
      stream = `${log}/${scope}`;
      next = 1;
    }
    if (first > next) missing.push({ log, scope, from: next, to: first - 1 });
    next = Math.max(next, last + 1);
  }
  return missing;
}
