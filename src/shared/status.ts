/**
 * The status of an agreement: never typed by hand, always derived from what is dated (docs of the domain: states and events).
 *
 * Facts (the agreement's own dates and its events) are put in order and moved through the states. Registers are old and incomplete, so the
 * order is forgiving: a fact of an earlier stage never takes back a later one, and the last known fact of a legacy entry decides.
 * A recorded fact with a partial date counts from the first day that it may mean; what is only computed (an expiry) from the last.
 */
import type { Json } from './json.ts';
import { isJsonObject } from './json.ts';
import { addMonths, certaintyOf, dateOf, earliestDay, latestDay, parsePartialDate, type Certainty, type DateValue, type Day, type PartialDate } from './dates.ts';
import { dateValueOf } from './records/titles.ts';

export type AgreementStatus =
  | 'idea' | 'underPermission' | 'refused' | 'permitted' | 'negotiation' | 'initialled' | 'readyToSign' | 'signed' | 'awaitingProcedures'
  | 'provisional' | 'inForce' | 'suspended' | 'noticeGiven' | 'terminated' | 'expired' | 'superseded' | 'withdrawn';

export interface Status {
  readonly status: AgreementStatus;
  /** Since when, as far as it is known. */
  readonly since: PartialDate | null;
  readonly certainty: Certainty;
  /** One sentence: why. */
  readonly reason: string;
}

/** What the status depends on. Values are taken as they are in the log; those of an unexpected shape are passed over. */
export interface StatusInput {
  readonly agreement: {
    readonly dateSigned?: Json | undefined;
    readonly dateAdopted?: Json | undefined;
    readonly dateInForce?: Json | undefined;
    readonly entryIntoForce?: Json | undefined;
    readonly term?: Json | undefined;
    /** Of each party: `signed`, `approved`, `notified`, `boundFrom`. */
    readonly parties?: readonly Readonly<Record<string, Json>>[] | undefined;
  };
  readonly events: readonly { readonly type: string; readonly date: Json | undefined }[];
  readonly today: Day;
}

export function deriveStatus(input: StatusInput): Status {
  const facts = [...factsOf(input)].sort(compareFacts);
  let state: State = { status: 'idea', stage: 0, since: null, certainty: 'stated', reason: 'Nothing dated is recorded yet.', extended: false, forceSince: null, held: null };
  for (const fact of facts) {
    if (fact.date === null || earliestDay(fact.date) <= input.today) state = advance(state, fact);
  }
  const planned = facts.find((fact) => fact.step === 'inForce' && fact.date !== null && earliestDay(fact.date) > input.today);
  const { status, since, certainty, reason } = byLapse(byProcedure(state, input, planned ?? null), input);
  return { status, since, certainty, reason };
}

type Step = AgreementStatus | 'adopted' | 'provisionalEnd' | 'resumed' | 'noticeWithdrawn' | 'extended';

interface Fact {
  readonly step: Step;
  readonly date: PartialDate | null;
  readonly certainty: Certainty;
  /** What happened, as the beginning of a sentence: "Signed". */
  readonly what: string;
}

interface State extends Status {
  readonly stage: number;
  readonly extended: boolean;
  readonly forceSince: PartialDate | null;
  /** The state that a suspension or a notice interrupted. */
  readonly held: State | null;
}

/** Events that move an agreement; the others tell of it without changing its status. */
const STEP_OF_EVENT: ReadonlyMap<string, readonly [Step, string]> = new Map<string, readonly [Step, string]>([
  ['proposed', ['idea', 'Proposed']],
  ['notified-to-ministry', ['underPermission', 'The ministry was notified']],
  ['permission-requested', ['underPermission', 'Permission was requested']],
  ['permission-granted', ['permitted', 'Permission was granted']],
  ['permission-refused', ['refused', 'Permission was refused']],
  ['permission-lapsed', ['underPermission', 'The permission lapsed']],
  ['negotiation-round', ['negotiation', 'Negotiated']],
  ['text-agreed', ['negotiation', 'The text was agreed']],
  ['initialled', ['initialled', 'Initialled']],
  ['full-powers-issued', ['readyToSign', 'Full powers were issued']],
  ['signed', ['signed', 'Signed']],
  ['provisional-start', ['provisional', 'Applied provisionally']],
  ['provisional-end', ['provisionalEnd', 'Provisional application ended']],
  ['entered-into-force', ['inForce', 'In force']],
  ['extended-tacitly', ['extended', 'Extended tacitly']],
  ['extended-expressly', ['extended', 'Extended by agreement']],
  ['suspended', ['suspended', 'Suspended']],
  ['resumed', ['resumed', 'Resumed']],
  ['notice-given', ['noticeGiven', 'Notice of termination was given']],
  ['notice-received', ['noticeGiven', 'Notice of termination was received']],
  ['notice-withdrawn', ['noticeWithdrawn', 'The notice of termination was withdrawn']],
  ['terminated', ['terminated', 'Terminated']],
  ['expired', ['expired', 'Expired']],
  ['superseded', ['superseded', 'Superseded']],
  ['withdrawn', ['withdrawn', 'Withdrawn before signature']],
]);

/** Order of steps that fall on one day. */
const RANK: Readonly<Record<Step, number>> = {
  idea: 0, underPermission: 1, refused: 2, permitted: 3, negotiation: 4, initialled: 5, readyToSign: 6, withdrawn: 7, adopted: 8, signed: 9, awaitingProcedures: 10,
  provisional: 11, provisionalEnd: 12, inForce: 13, extended: 14, suspended: 15, resumed: 16, noticeGiven: 17, noticeWithdrawn: 18, expired: 19, superseded: 20, terminated: 21,
};

/** Stages that a later fact of an earlier one never takes back: before signature, signed, provisional, in force, ended. */
const STAGE: Readonly<Partial<Record<Step, number>>> = { withdrawn: 1, adopted: 2, signed: 3, provisional: 4, suspended: 4, noticeGiven: 4, inForce: 5, terminated: 6, expired: 6, superseded: 6 };

function factsOf(input: StatusInput): readonly Fact[] {
  const { agreement } = input;
  const facts: (Fact | null)[] = [
    dated('adopted', agreement.dateAdopted, 'Adopted'),
    dated('signed', agreement.dateSigned, 'Signed'),
    dated('inForce', agreement.dateInForce, 'In force'),
    ...input.events.map((event) => {
      const step = STEP_OF_EVENT.get(event.type);
      return step === undefined ? null : dated(step[0], event.date, step[1], true);
    }),
  ];
  const known = facts.filter((fact) => fact !== null);
  if (known.some((fact) => fact.step === 'inForce')) return known;
  const byRule = forceByRule(agreement, known);
  return byRule === null ? known : [...known, byRule];
}

/** A fact from a date value; without a date only an event is one. */
function dated(step: Step, value: Json | undefined, what: string, undated = false): Fact | null {
  const date: DateValue | null = dateValueOf(value);
  if (date !== null && parsePartialDate(dateOf(date)).ok) return { step, date: dateOf(date), certainty: certaintyOf(date), what };
  return undated ? { step, date: null, certainty: 'stated', what } : null;
}

/** Entry into force that follows from the rule, where no date of it is recorded. */
function forceByRule(agreement: StatusInput['agreement'], facts: readonly Fact[]): Fact | null {
  const rule = isJsonObject(agreement.entryIntoForce) ? agreement.entryIntoForce : null;
  if (rule === null) return null;
  const days = typeof rule.days === 'number' ? rule.days : 0;
  if (rule.rule === 'on-date') return dated('inForce', rule.date, 'In force on the date agreed');
  if (rule.rule === 'on-signature') {
    const signed = facts.find((fact) => fact.step === 'signed') ?? lastOfAll(agreement.parties, 'signed', 'Signed');
    return signed === null ? null : delayed(signed, days, 'In force on signature');
  }
  const decisive = rule.rule === 'on-last-notification' ? lastOfAll(agreement.parties, 'notified', 'Notified') : rule.rule === 'on-ratification' ? lastOfAll(agreement.parties, 'approved', 'Approved') : null;
  return decisive === null ? null : delayed(decisive, days, rule.rule === 'on-ratification' ? 'In force on the last ratification' : 'In force on the last notification');
}

/** The last of the parties' dates, if every party (of at least two) has one. */
function lastOfAll(parties: StatusInput['agreement']['parties'], part: string, what: string): Fact | null {
  const facts = (parties ?? []).map((party) => dated('inForce', party[part], what));
  if (facts.length < 2) return null;
  let last: Fact | null = null;
  for (const fact of facts) {
    if (fact?.date == null) return null;
    if (last?.date == null || latestDay(fact.date) > latestDay(last.date)) last = fact;
  }
  return last;
}

function delayed(fact: Fact, days: number, what: string): Fact {
  const date = fact.date === null || days === 0 || fact.date.length < 10 ? fact.date : addDays(fact.date, days);
  return { step: 'inForce', date, certainty: fact.certainty, what };
}

/**
 * By first possible day, then by rank. Undated facts from before the signature come first, so that a dated one of the same stage counts;
 * the others last, so that they count for what they say. The rest only makes the order total: events come in no order of their own.
 */
function compareFacts(a: Fact, b: Fact): number {
  const [x, y] = [placeOf(a), placeOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return RANK[a.step] - RANK[b.step] || compareText(a.what, b.what) || compareText(a.date ?? '', b.date ?? '') || compareText(a.certainty, b.certainty);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const placeOf = (fact: Fact): string => (fact.date !== null ? earliestDay(fact.date) : (STAGE[fact.step] ?? 0) === 0 && RANK[fact.step] < RANK.withdrawn ? '' : '~');

function advance(state: State, fact: Fact): State {
  if (state.stage === 6 && fact.step !== 'extended') return (STAGE[fact.step] ?? 0) < 6 ? state : enter(state, fact, fact.step as AgreementStatus);
  switch (fact.step) {
    case 'extended':
      return { ...state, extended: true };
    case 'suspended':
    case 'noticeGiven':
      return { ...enter(state, fact, fact.step), held: state.status === 'suspended' || state.status === 'noticeGiven' ? state.held : state };
    case 'resumed':
      return state.status === 'suspended' ? resume(state, fact) : state;
    case 'noticeWithdrawn':
      return state.status === 'noticeGiven' ? resume(state, fact) : state;
    case 'provisionalEnd':
      return state.status === 'provisional' ? { ...enter(state, fact, 'awaitingProcedures'), stage: 3 } : state;
    case 'adopted':
      return state.stage > 2 ? state : enter(state, fact, 'awaitingProcedures');
    default: {
      const stage = STAGE[fact.step] ?? 0;
      return stage < state.stage || (stage === state.stage && stage >= 2) ? state : enter(state, fact, fact.step);
    }
  }
}

function enter(state: State, fact: Fact, status: AgreementStatus): State {
  return {
    ...state, status, stage: Math.max(state.stage, STAGE[fact.step] ?? 0), since: fact.date, certainty: fact.certainty,
    reason: sentence(fact), forceSince: fact.step === 'inForce' ? fact.date : state.forceSince, held: null,
  };
}

function resume(state: State, fact: Fact): State {
  const before = state.held;
  if (before === null || before.stage < 4) return { ...enter(state, fact, 'inForce'), stage: 5 };
  return { ...before, stage: state.stage, extended: state.extended, reason: `${sentence(fact)} ${before.reason}`, certainty: fact.certainty };
}

/** Signed and not in force: waiting, where the rule says for what. */
function byProcedure(state: State, input: StatusInput, planned: Fact | null): State {
  if (state.status !== 'signed' && state.status !== 'awaitingProcedures') return state;
  if (planned?.date != null) return { ...state, status: 'awaitingProcedures', reason: `${state.reason} ${planned.what} from ${planned.date}, which is still to come.` };
  const rule = isJsonObject(input.agreement.entryIntoForce) ? input.agreement.entryIntoForce.rule : undefined;
  if (rule === 'on-last-notification') return { ...state, status: 'awaitingProcedures', reason: `${state.reason} The last notification is not recorded.` };
  if (rule === 'on-ratification') return { ...state, status: 'awaitingProcedures', reason: `${state.reason} The last ratification is not recorded.` };
  return { ...state, reason: `${state.reason} No entry into force is recorded.` };
}

/** What ends by itself: the period after a notice, and a term that is not renewed. */
function byLapse(state: State, input: StatusInput): State {
  const term = isJsonObject(input.agreement.term) ? input.agreement.term : null;
  if (term === null) return state;
  if (state.status === 'noticeGiven' && typeof term.noticeMonths === 'number' && state.since !== null) {
    const end = addMonths(latestDay(state.since), term.noticeMonths);
    if (end !== null && end < input.today) {
      return { ...state, status: 'terminated', stage: 6, since: end, reason: `${state.reason} The notice period of ${count(term.noticeMonths, 'month')} ended on ${end}.` };
    }
  }
  const renewed = term.renewal === 'tacit' || state.extended;
  if ((state.status === 'inForce' || state.status === 'suspended') && term.kind === 'fixed' && typeof term.months === 'number' && !renewed && state.forceSince !== null) {
    const end = addMonths(latestDay(state.forceSince), term.months);
    if (end !== null && end < input.today) {
      return { ...state, status: 'expired', stage: 6, since: end, reason: `In force from ${state.forceSince} for ${count(term.months, 'month')}: expired after ${end}; no renewal is recorded.` };
    }
  }
  return state;
}

function sentence(fact: Fact): string {
  const inferred = fact.certainty === 'inferred' ? ' (inferred)' : '';
  if (fact.date === null) return `${fact.what}; the date is not recorded${inferred}.`;
  const since = fact.step === 'inForce' || fact.step === 'provisional' || fact.step === 'suspended' ? ' since ' : fact.date.length === 10 ? ' on ' : ' in ';
  return `${fact.what}${since}${fact.date}${inferred}.`;
}

const count = (number: number, unit: string): string => `${String(number)} ${unit}${number === 1 ? '' : 's'}`;

function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const text = date.toISOString();
  return text.startsWith('+') ? '9999-12-31' : text.slice(0, 10);
}
