/** Holes: entries of other logs that must exist, because later ones are here, and that never arrived. Pure. */
import { predecessorOf, type ChainLink } from './have.ts';

export interface MissingRange {
  readonly log: string;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Where another continuation of a log holds the numbers, but the segment before this one is not here, its last entry is named.
 *
 * @param metas sorted by log, scope, first number.
 */
export function missingRanges(metas: readonly ChainLink[]): readonly MissingRange[] {
  const byHash = new Map(metas.map((meta) => [meta.hash, meta]));
  const missing: MissingRange[] = [];
  let stream = '';
  let next = 1;
  for (const meta of metas) {
    const { log, scope, first, last } = meta;
    if (scope === 'local') continue;
    if (`${log}/${scope}` !== stream) {
      stream = `${log}/${scope}`;
      next = 1;
    }
    if (first > next) missing.push({ log, scope, from: next, to: first - 1 });
    else if (first > 1 && predecessorOf(byHash, meta) === undefined) missing.push({ log, scope, from: first - 1, to: first - 1 });
    next = Math.max(next, last + 1);
  }
  return missing;
}
