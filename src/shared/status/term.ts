/** When an agreement expires, and the last safe day to give notice, each with the reasons (docs/decisions/0011-terms-and-notice.md). */
import { dateOf, LAST_DAY, latestDay, precisionOf, type Day, type PartialDate } from '../dates.ts';
import { dateValue } from './fact.ts';
import { reason, type Reason } from './reasons.ts';
import { endOf, lastSafeDay, noticeDueBy, renewalsUntil, spanOf, type FixedSpan, type Span } from './span.ts';
import { stretchOn, type StatusInput } from './status.ts';
import { isEnded } from './statuses.ts';
import { timelineOf, type Lapse, type Stretch } from './timeline.ts';

export interface Term {
  /**
   * The last day: of the term, after a notice, or as recorded. Where the term renews itself, the last day of the period that notice can
   * still keep from being renewed. Null where there is no end or it is not known; the reasons say which.
   */
  readonly expiresOn: Because<PartialDate>;
  /** The last safe day to give notice before the next tacit renewal. Null where there is nothing to prevent or it is not known. */
  readonly lastDayForNotice: Because<Day>;
  /** Whether the agreement goes on after `expiresOn` unless notice is given. */
  readonly renewsTacitly: boolean;
}

/** A value with the reasons for it. */
export interface Because<T> {
  readonly value: T | null;
  readonly reasons: readonly Reason[];
}

export const deriveTerm = (input: StatusInput): Term => termIn(stretchOn(timelineOf(input), input.today), input);

/** @param stretch the one that today lies in. */
export function termIn(stretch: Stretch, { agreement, today }: Pick<StatusInput, 'agreement' | 'today'>): Term {
  if (stretch.status === 'withdrawn') return both([reason('neverInForce', {})]);
  if (isEnded(stretch.status)) return { ...both(stretch.reasons), expiresOn: { value: stretch.since, reasons: stretch.reasons } };
  const planned = stretch.plannedForce;
  const span = planned !== null && stretch.span.kind === 'forceUnknown' ? spanOf(agreement.term, planned, []) : stretch.span;
  const term = stretch.notice === null ? ofSpan(span, today) : afterNotice(stretch, stretch.notice, span);
  const end = stretch.plannedEnd;
  if (end?.date == null || (term.expiresOn.value !== null && !term.renewsTacitly && term.expiresOn.value < end.date)) return term;
  const recorded = [reason('endRecorded', { date: dateValue(end) })];
  return { ...both(recorded), expiresOn: { value: end.date, reasons: recorded } };
}

function ofSpan(span: Span, today: Day): Term {
  switch (span.kind) {
    case 'notRecorded':
      return both([reason('termNotRecorded', {})]);
    case 'forceUnknown':
      return both([reason('forceUnknown', {})]);
    case 'indefinite':
      return { ...both([reason('indefinite', {})]), lastDayForNotice: { value: null, reasons: [atAnyTime(span.noticeMonths)] } };
    case 'withoutEnd':
      return { ...both([reason('extendedWithoutEnd', { date: span.extended })]), lastDayForNotice: { value: null, reasons: [atAnyTime(span.noticeMonths)] } };
    case 'fixed':
      return span.renewalMonths === null ? ofFixed(span) : ofRenewing(span, span.renewalMonths, today);
  }
}

function ofFixed(span: FixedSpan): Term {
  const day = endOf(span, 0, 'latest');
  return { expiresOn: { value: day, reasons: [endReason(span, day), ...partial(span, 'startPartial')] }, lastDayForNotice: { value: null, reasons: [reason('noTacitRenewal', {})] }, renewsTacitly: false };
}

/** The period that notice can still end: the first whose last safe day has not passed; without a notice period, the one that runs. */
function ofRenewing(span: FixedSpan, renewalMonths: number, today: Day): Term {
  const running = renewalsUntil(span, today, 0, (renewals) => endOf(span, renewals, 'latest'));
  const { noticeMonths } = span;
  const safeDay = (renewals: number): Day => lastSafeDay(endOf(span, renewals, 'earliest'), noticeMonths ?? 0);
  const renewals = noticeMonths === null ? running : renewalsUntil(span, today, noticeMonths, safeDay);
  const day = endOf(span, renewals, 'latest');
  if (day === LAST_DAY) return both([reason('indefinite', {})]);
  const assumed = span.renewalAssumed ? [reason('renewalLengthTaken', { months: renewalMonths })] : [];
  const missed = renewals > running ? [reason('renewalToCome', { end: endOf(span, running, 'latest'), day: safeDay(running) })] : [];
  const reasons = [renewals === 0 ? endReason(span, day) : reason(span.extended ? 'renewedAfterExtension' : 'renewedPeriod', { date: span.from, day }), ...missed, reason('renewsTacitly', { day, months: renewalMonths }), ...assumed, ...partial(span, 'startPartial')];
  if (noticeMonths === null) return { expiresOn: { value: day, reasons }, lastDayForNotice: { value: null, reasons: [reason('noticePeriodNotRecorded', {})] }, renewsTacitly: true };
  const end = endOf(span, renewals, 'earliest');
  const due = noticeMonths === 0 ? reason('lastSafeDayBeforeEnd', { end }) : reason('lastSafeDay', { end, months: noticeMonths, by: noticeDueBy(end, noticeMonths) });
  const why = [due, ...partial(span, 'startPartialForNotice')];
  return { expiresOn: { value: day, reasons }, lastDayForNotice: { value: safeDay(renewals), reasons: why }, renewsTacitly: true };
}

function afterNotice(stretch: Stretch, notice: NonNullable<Stretch['notice']>, span: Span): Term {
  const date = dateValue(notice);
  const already = { value: null, reasons: [reason('noticeAlready', { date })] };
  const { lapse } = stretch;
  if (lapse === null) return { expiresOn: { value: null, reasons: [reason('noticeAlready', { date }), reason(date === null ? 'dateNotRecorded' : 'noticePeriodNotRecorded', {})] }, lastDayForNotice: already, renewsTacitly: false };
  const { day } = lapse;
  const why = lapse.by === 'noticePeriod' ? reason('noticeEnds', { date, months: span.noticeMonths ?? 0, day })
    : lapse.by === 'noticeAgainstRenewal' ? reason('noticeStopsRenewal', { date, day })
      : span.kind === 'fixed' ? endReason(span, day) : reason('endRecorded', { date: day });
  return { expiresOn: { value: day, reasons: [why, ...tooLate(lapse, notice.date, span)] }, lastDayForNotice: already, renewsTacitly: false };
}

/** A notice that no longer kept the period that ran when it came from being renewed. */
function tooLate(lapse: Lapse, notice: PartialDate | null, span: Span): readonly Reason[] {
  if (lapse.by !== 'noticeAgainstRenewal' || span.kind !== 'fixed' || notice === null) return [];
  const end = endOf(span, renewalsUntil(span, latestDay(notice), 0, (renewals) => endOf(span, renewals, 'latest')), 'latest');
  return end < lapse.day ? [reason('noticeTooLate', { end })] : [];
}

const endReason = (span: FixedSpan, day: Day): Reason => (span.extended ? reason('extendedUntil', { day }) : reason('termEnds', { date: span.from, months: span.months, day }));

const partial = (span: FixedSpan, code: 'startPartial' | 'startPartialForNotice'): readonly Reason[] =>
  (precisionOf(dateOf(span.from)) === 'day' ? [] : [reason(code, { date: dateOf(span.from) })]);

const atAnyTime = (noticeMonths: number | null): Reason => (noticeMonths === null ? reason('noticePeriodNotRecorded', {}) : reason('noticeAtAnyTime', { months: noticeMonths }));

const both = (reasons: readonly Reason[]): Term => ({ expiresOn: { value: null, reasons }, lastDayForNotice: { value: null, reasons }, renewsTacitly: false });
