/** A dated fact about an agreement, and what facts are made from. */
import type { Json } from '../json.ts';
import { certaintyOf, dateOf, parsePartialDate, type Certainty, type DateValue, type PartialDate } from '../dates.ts';
import { dateValueOf } from '../records/titles.ts';
import type { ReasonCode } from './reasons.ts';
import type { AgreementStatus } from './statuses.ts';

/** What the status and the term depend on. Values are taken as they are in the log. */
export interface AgreementFacts {
  readonly agreement: {
    readonly dateSigned?: Json | undefined;
    readonly dateAdopted?: Json | undefined;
    readonly dateInForce?: Json | undefined;
    readonly entryIntoForce?: Json | undefined;
    readonly term?: Json | undefined;
    /** Of each party: `partner`, `side`, `capacity`, `signed`, `approved`, `notified`, `boundFrom`. */
    readonly parties?: readonly Readonly<Record<string, Json>>[] | undefined;
  };
  readonly events: readonly AgreementEvent[];
}

export interface AgreementEvent {
  readonly type: string;
  readonly date: Json | undefined;
  /** The partner whose act it is. */
  readonly party?: string | null | undefined;
  /** Of an extension: the last day of the extended term. */
  readonly until?: Json | undefined;
}

export type Step = AgreementStatus | 'adopted' | 'provisionalEnd' | 'resumed' | 'noticeWithdrawn' | 'extendedTacitly' | 'extendedExpressly';

/** Dates by which a fact says what it says; those that end in "since" are told with the status they make. */
export type FactCode = Extract<ReasonCode,
  | 'proposed' | 'ministryNotified' | 'permissionRequested' | 'permissionGranted' | 'permissionRefused' | 'permissionLapsed' | 'negotiated' | 'textAgreed' | 'initialled' | 'fullPowersIssued'
  | 'withdrawn' | 'adopted' | 'signed' | 'provisionalSince' | 'provisionalEnded' | 'inForceSince' | 'forceOnSignature' | 'forceOnNotification' | 'forceOnRatification' | 'forceOnDateAgreed'
  | 'forceByPartiesBound' | 'resumed' | 'suspendedSince' | 'noticeGiven' | 'noticeReceived' | 'noticeWithdrawn' | 'extendedTacitly' | 'extendedExpressly' | 'terminated' | 'expired' | 'superseded'>;

export interface Fact {
  readonly step: Step;
  readonly date: PartialDate | null;
  readonly certainty: Certainty;
  readonly code: FactCode;
  readonly until: PartialDate | null;
  /** Signed by some parties; of others it is not recorded. */
  readonly partly?: true;
}

/** The date of a fact, with its certainty, as a reason says it. */
export const dateValue = (fact: { readonly date: PartialDate | null; readonly certainty: Certainty }): DateValue | null =>
  (fact.date === null || fact.certainty === 'stated' ? fact.date : { certainty: 'inferred', date: fact.date });

/** A fact from a date value; null without a possible date. */
export function dated(step: Step, code: FactCode, value: Json | undefined): Fact | null {
  const date = dateValueOf(value);
  if (date === null || !parsePartialDate(dateOf(date)).ok) return null;
  return { step, code, date: dateOf(date), certainty: certaintyOf(date), until: null };
}

/** The date of a value of whatever shape, without its certainty; null where it holds no possible one. */
export function possibleDate(value: Json | undefined): PartialDate | null {
  const date = dateValueOf(value);
  return date !== null && parsePartialDate(dateOf(date)).ok ? dateOf(date) : null;
}
