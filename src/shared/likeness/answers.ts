/** What the calls about duplicates answer. */
import type { WhyCode } from './why.ts';

/** Two records that may be one. */
export interface ProposedPair {
  /** The lesser id. */
  readonly a: string;
  readonly b: string;
  readonly aTitle: string;
  readonly bTitle: string;
  /** 0 to 100. */
  readonly score: number;
  readonly why: readonly { readonly code: WhyCode; readonly values: Readonly<Record<string, unknown>>; readonly sentence: string }[];
}

export interface ProposedPairs {
  /** The most likely first. */
  readonly pairs: readonly ProposedPair[];
  /** Where to go on: `after` of the next call; null at the end. */
  readonly next: string | null;
  /** Pairs that were looked at. */
  readonly compared: number;
  /** Keys that so many records share that each was compared with its neighbours only. */
  readonly crowded: number;
}

/** What stands about a pair now. */
export interface Decided {
  readonly a: string;
  readonly b: string;
  /** Null if nobody has decided. */
  readonly same: boolean | null;
  /** References of the entries that were written. */
  readonly entries: readonly string[];
  /** The records that are shown as one now; `a` alone if there are no others. */
  readonly together: readonly string[];
}
