/** The orders that every office must agree on. */

/** What decides between the values of a conflict for the time being, and orders histories. */
export interface Rank {
  readonly h: string;
  readonly log: string;
  readonly n: number;
  readonly ref: string;
}

/** Orders entries by (h, log, n, reference). */
export function compareRank(a: Rank, b: Rank): number {
  return compareText(a.h, b.h) || compareText(a.log, b.log) || a.n - b.n || compareText(a.ref, b.ref);
}

/** Order by code units, the same on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
