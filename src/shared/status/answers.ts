/** What calls about agreements answer with, beside the record itself. */
import type { Json } from '../json.ts';
import type { SentenceValue } from '../sentences.ts';

/** Why something is derived: the code with its values, from which it is said in any language, and the sentence in English. */
export type ReasonShown = { readonly code: string; readonly values: Readonly<Record<string, SentenceValue>>; readonly sentence: string };

/** A flag on an agreement, with its reason. */
export type FlagShown = ReasonShown & { readonly flag: string };

/** What `record.show` derives of an agreement. */
export type AgreementDerived = {
  readonly status: string;
  /** As far as it is known. */
  readonly statusSince: string | null;
  readonly statusCertainty: 'stated' | 'inferred';
  /** The reasons for the status, in English. */
  readonly statusReason: string;
  /** The last day, see `Term.expiresOn`. */
  readonly expiresOn: string | null;
  /** It goes on after `expiresOn` unless notice is given. */
  readonly renewsTacitly: boolean;
  readonly lastDayForNotice: string | null;
  readonly reasons: { readonly status: readonly ReasonShown[]; readonly expiresOn: readonly ReasonShown[]; readonly lastDayForNotice: readonly ReasonShown[] };
  readonly flags: readonly FlagShown[];
};

/** A guard of the domain stands against what was to be entered. */
export type GuardBroken = { readonly type: 'GuardBroken'; readonly message: string; readonly reasons: readonly ReasonShown[] };

/** An event of an agreement; `date` and `until` as in the record (a partial date, or one that is inferred). */
export type EventListed = {
  readonly id: string;
  readonly type: string;
  readonly date: Json;
  readonly until: Json;
  readonly party: string | null;
  readonly basis: string | null;
  readonly note: string | null;
  /** Why it was recorded although a guard stood against it. */
  readonly override: string | null;
};
