/**
 * An agreement's life as stretches of days, each with its status and why. Pure: it depends on the facts alone, not on today.
 *
 * Facts are moved through the states in their order. Registers are old and incomplete, so the order is forgiving: a fact of an earlier stage
 * never takes back a later one, and the last known fact of a legacy entry decides. A recorded fact with a partial date counts from the first
 * day that it may mean; what is only computed (an expiry, the end after a notice) from the last. Suspension and notice lie over the state that
 * they interrupt: either can be taken back without the other.
 */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { addDays, addMonths, earliestDay, FIRST_DAY, LAST_DAY, latestDay, type Certainty, type Day, type PartialDate } from '../dates.ts';
import { dateValue, type AgreementFacts, type Fact, type Step } from './fact.ts';
import { factsOf } from './facts.ts';
import { reason, type Reason } from './reasons.ts';
import { endOf, noticeDueBy, renewalsUntil, spanOf, type Span } from './span.ts';
import { isEnded, type AgreementStatus } from './statuses.ts';

/** A stretch of days in which everything that is derived stays the same. `from` and `until` are its first and last day. */
export interface Stretch {
  readonly from: Day;
  readonly until: Day;
  readonly status: AgreementStatus;
  /** Since when, as far as it is known; of a computed end, the last day before it. */
  readonly since: PartialDate | null;
  readonly certainty: Certainty;
  readonly reasons: readonly Reason[];
  /** The term as it stands in these days. */
  readonly span: Span;
  /** A notice of termination that is running. */
  readonly notice: Fact | null;
  readonly suspended: boolean;
  /** The end follows from the term or a notice; nobody recorded it. */
  readonly isComputed: boolean;
  /** When it is to end by itself if nothing else happens: the last day, and whether a notice or the term makes it end. */
  readonly lapse: Lapse | null;
  /** A recorded end, or entry into force, that is still to come. */
  readonly plannedEnd: Fact | null;
  readonly plannedForce: Fact | null;
}

export interface Lapse {
  readonly day: Day;
  readonly by: 'noticePeriod' | 'noticeAgainstRenewal' | 'term';
}

/** The stretches in order, without gaps, from the calendar's first day to its last. */
export function timelineOf(input: AgreementFacts): readonly Stretch[] {
  const facts = factsOf(input);
  const isDated = (fact: Fact): fact is Fact & { readonly date: PartialDate } => fact.date !== null;
  const datedFacts = facts.filter(isDated);
  const firstDated = facts.findIndex(isDated);
  const early = facts.slice(0, Math.max(firstDated, 0)).filter((fact) => !isDated(fact));
  const late = facts.slice(Math.max(firstDated, 0)).filter((fact) => !isDated(fact));
  const stretches: Stretch[] = [];
  let state = early.reduce(advance, START);
  let from = FIRST_DAY;
  for (let next = 0; ;) {
    const coming = datedFacts[next];
    const border = coming === undefined ? null : earliestDay(coming.date);
    if (border === null || border > from) {
      addStretches(stretches, { from, until: border === null ? LAST_DAY : addDays(border, -1) }, late.reduce(advance, state), datedFacts.slice(next), input.agreement);
    }
    if (coming === undefined || border === null) return stretches;
    state = advance(state, coming);
    from = border;
    next += 1;
  }
}

/** Base: what the facts made of it; suspension and notice lie over it. */
interface State {
  readonly status: AgreementStatus;
  readonly stage: number;
  readonly base: Fact | null;
  readonly force: Fact | null;
  readonly suspension: Fact | null;
  readonly notice: Fact | null;
  /** Which of the two came last. */
  readonly over: 'suspension' | 'notice' | null;
  /** What took a suspension or a notice back. */
  readonly undone: Fact | null;
  readonly extensions: readonly Fact[];
}

const START: State = { status: 'idea', stage: 0, base: null, force: null, suspension: null, notice: null, over: null, undone: null, extensions: [] };

/** Stages that a later fact of an earlier one never takes back: before signature, signed, provisional, in force, ended. */
const STAGE: Readonly<Partial<Record<Step, number>>> = { withdrawn: 1, adopted: 2, signed: 3, provisional: 4, inForce: 5, terminated: 6, expired: 6, superseded: 6 };
const ENDED = 6;
const INTERRUPTED = 4;

function advance(state: State, fact: Fact): State {
  if (state.stage === ENDED) return state;
  switch (fact.step) {
    case 'extendedTacitly':
    case 'extendedExpressly':
      return { ...state, extensions: [...state.extensions, fact], ...(state.notice === null ? {} : { notice: null, over: state.suspension === null ? null : 'suspension' }) };
    case 'suspended':
      return { ...state, stage: Math.max(state.stage, INTERRUPTED), suspension: fact, over: 'suspension', undone: null };
    case 'noticeGiven':
      return state.notice === null ? { ...state, stage: Math.max(state.stage, INTERRUPTED), notice: fact, over: 'notice', undone: null } : state;
    case 'resumed':
      return resume(state, fact, 'suspension');
    case 'noticeWithdrawn':
      return resume(state, fact, 'notice');
    case 'provisionalEnd':
      return state.status === 'provisional' ? { ...state, status: 'awaitingProcedures', stage: 3, base: fact } : state;
    case 'adopted':
      return state.stage > 2 ? state : enter(state, fact, 'awaitingProcedures');
    default: {
      const stage = STAGE[fact.step] ?? 0;
      return stage < state.stage || (stage === state.stage && stage >= 2) ? state : enter(state, fact, fact.step);
    }
  }
}

function enter(state: State, fact: Fact, status: AgreementStatus): State {
  const stage = Math.max(state.stage, STAGE[fact.step] ?? 0);
  return { ...state, status, stage, base: fact, force: fact.step === 'inForce' ? fact : state.force, suspension: null, notice: null, over: null, undone: null };
}

/** Taken back: what lay beneath shows again. Where that is nothing (a legacy entry), the agreement is in force again. */
function resume(state: State, fact: Fact, what: 'suspension' | 'notice'): State {
  const other = what === 'suspension' ? 'notice' : 'suspension';
  if (state[what] === null) return what === 'suspension' && state.stage < INTERRUPTED ? reentered(state, fact) : state;
  const beneath = state.status === 'inForce' || state.status === 'provisional' ? { ...state, undone: fact } : reentered(state, fact);
  return { ...beneath, [what]: null, [other]: state[other], over: state[other] === null ? null : other };
}

const reentered = (state: State, fact: Fact): State => ({ ...state, status: 'inForce', stage: 5, base: fact, undone: null });

function addStretches(stretches: Stretch[], days: { readonly from: Day; readonly until: Day }, state: State, coming: readonly Fact[], agreement: AgreementFacts['agreement']): void {
  const span = spanOf(agreement.term, state.force, state.extensions);
  const lapse = state.stage === ENDED || state.status === 'withdrawn' ? null : lapseOf(state, span);
  const plannedForce = state.stage < 5 ? (coming.find((fact) => fact.step === 'inForce') ?? null) : null;
  const plannedEnd = state.stage === ENDED ? null : (coming.find((fact) => STAGE[fact.step] === ENDED) ?? null);
  const shared = { span, lapse, plannedForce, plannedEnd, notice: state.notice, suspended: state.suspension !== null };
  const goesOn = lapse === null || lapse.day >= days.until ? days.until : lapse.day;
  if (goesOn >= days.from) stretches.push({ ...shared, isComputed: false, from: days.from, until: goesOn, ...shown(state, agreement.entryIntoForce, plannedForce, plannedEnd) });
  if (lapse !== null && goesOn < days.until) {
    stretches.push({ ...shared, isComputed: true, from: goesOn < days.from ? days.from : addDays(goesOn, 1), until: days.until, ...lapsed(state, span, lapse) });
  }
}

type Shown = Pick<Stretch, 'status' | 'since' | 'certainty' | 'reasons'>;

function shown(state: State, rule: Json | undefined, plannedForce: Fact | null, plannedEnd: Fact | null): Shown {
  const ending = plannedEnd === null || state.stage < INTERRUPTED ? [] : [reason('endPlanned', { date: dateValue(plannedEnd) })];
  const top = state.over === null ? null : state[state.over];
  if (top !== null && state.over !== null) {
    const beneath = state.over === 'notice' ? state.suspension : state.notice;
    return { status: state.over === 'notice' ? 'noticeGiven' : 'suspended', since: top.date, certainty: top.certainty, reasons: [...told(top), ...(beneath === null ? [] : told(beneath)), ...ending] };
  }
  const { base, undone } = state;
  const certainty = base?.certainty === 'inferred' || undone?.certainty === 'inferred' ? 'inferred' : 'stated';
  const reasons = [...(undone === null ? [] : told(undone)), ...(base === null ? [] : told(base))];
  const procedure = procedureOf(state, rule, plannedForce);
  const all = [...reasons, ...procedure.reasons, ...ending];
  return { status: procedure.status, since: base?.date ?? null, certainty, reasons: all.length === 0 ? [reason('nothingRecorded', {})] : all };
}

const told = (fact: Fact): readonly Reason[] => [reason(fact.code, { date: dateValue(fact) }), ...(fact.date === null ? [reason('dateNotRecorded', {})] : [])];

/** Before entry into force: what is still to come, and for signed agreements what they wait for. */
function procedureOf(state: State, rule: Json | undefined, planned: Fact | null): { readonly status: AgreementStatus; readonly reasons: readonly Reason[] } {
  const { status } = state;
  if (isEnded(status) || state.stage >= 5) return { status, reasons: [] };
  const isWaiting = status === 'signed' || status === 'awaitingProcedures';
  if (planned !== null) return { status: isWaiting ? 'awaitingProcedures' : status, reasons: [reason('forcePlanned', { date: dateValue(planned) })] };
  if (!isWaiting) return { status, reasons: [] };
  const how = isJsonObject(rule) ? rule.rule : undefined;
  if (how === 'on-last-notification') return { status: 'awaitingProcedures', reasons: [reason('notificationMissing', {})] };
  if (how === 'on-ratification') return { status: 'awaitingProcedures', reasons: [reason('ratificationMissing', {})] };
  return { status, reasons: [state.base?.partly === true ? reason('signaturesMissing', {}) : reason('forceNotRecorded', {})] };
}

/** What ends by itself: the period after a notice, and a term that is not renewed. */
function lapseOf(state: State, span: Span): Lapse | null {
  const isBound = state.stage === 5 || state.notice !== null || state.suspension !== null;
  if (!isBound) return null;
  const termEnd = span.kind === 'fixed' && span.renewalMonths === null ? endOf(span, 0, 'latest') : null;
  const term: Lapse | null = termEnd === null || termEnd === LAST_DAY ? null : { day: termEnd, by: 'term' };
  const ended = state.notice?.date == null ? null : afterNotice(latestDay(state.notice.date), span);
  if (ended === null) return term;
  return term === null || ended.day < term.day ? ended : term;
}

/** Notice keeps a tacit renewal from coming, if it arrives in time; anywhere else the agreement ends when the notice period is over. */
function afterNotice(notice: Day, span: Span): Lapse | null {
  if (span.kind === 'fixed' && span.renewalMonths !== null) {
    const months = span.noticeMonths ?? 0;
    const renewals = renewalsUntil(span, notice, months, (count) => noticeDueBy(endOf(span, count, 'latest'), months));
    const day = endOf(span, renewals, 'latest');
    return day === LAST_DAY ? null : { day, by: 'noticeAgainstRenewal' };
  }
  const day = span.noticeMonths === null ? null : addMonths(notice, span.noticeMonths);
  return day === null ? null : { day, by: 'noticePeriod' };
}

function lapsed(state: State, span: Span, lapse: Lapse): Shown {
  const notice = state.notice === null ? [] : told(state.notice);
  const certainty = state.force?.certainty ?? state.notice?.certainty ?? 'stated';
  if (lapse.by === 'noticeAgainstRenewal') return { status: 'terminated', since: lapse.day, certainty, reasons: [...notice, reason('periodOverAfterNotice', { day: lapse.day })] };
  if (lapse.by === 'noticePeriod') {
    return { status: 'terminated', since: lapse.day, certainty: state.notice?.certainty ?? 'stated', reasons: [...notice, reason('noticePeriodOver', { months: span.noticeMonths ?? 0, day: lapse.day })] };
  }
  const over = span.kind === 'fixed' && !span.extended ? reason('termOver', { date: span.from, months: span.months, day: lapse.day }) : reason('extensionOver', { day: lapse.day });
  return { status: 'expired', since: lapse.day, certainty, reasons: [over] };
}
