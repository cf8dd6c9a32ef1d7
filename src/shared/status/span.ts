/**
 * The time that an agreement's term covers, as days (docs/decisions/0011-terms-and-notice.md).
 *
 * A term of months begins with entry into force and ends with the day of the same number, the month's last day where there is none: its
 * first day is not counted, its last one is (Civil Code of Uzbekistan, articles 146 and 147; Regulation (EEC, Euratom) 1182/71, article 3;
 * ETS 76, articles 3 and 4). So five years from 01.03.2020 have 01.03.2025 as their last day. Renewals count from the original day, not from
 * one that a short month clipped: two years from 29.02.2024 by twelve months are 28.02.2026, four are 29.02.2028. A suspension stops no clock.
 * Of a partial date both ends are kept: what is computed counts from the last day that it may be, what is safe from the first.
 */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { addDays, addMonths, dateOf, earliestDay, LAST_DAY, latestDay, type DateValue, type Day } from '../dates.ts';
import { dateValue, type Fact } from './fact.ts';

export type Span =
  | { readonly kind: 'notRecorded' | 'forceUnknown' | 'indefinite'; readonly noticeMonths: number | null }
  /** Extended, and until when is not known. */
  | { readonly kind: 'withoutEnd'; readonly extended: DateValue | null; readonly noticeMonths: number | null }
  | FixedSpan;

export interface FixedSpan {
  readonly kind: 'fixed';
  /** The day from which the months count; of an extension until a day, that day. */
  readonly from: DateValue;
  readonly months: number;
  /** By an extension: the months then count from the last day that was agreed, or hold the extensions. */
  readonly extended: boolean;
  /** Months of each tacit renewal; null where the term is not renewed tacitly. */
  readonly renewalMonths: number | null;
  /** The length of a renewal is not recorded; that of the term was taken. */
  readonly renewalAssumed: boolean;
  readonly noticeMonths: number | null;
}

/** @param force the fact of entry into force, null where it is not known. @param extensions in their order. */
export function spanOf(term: Json | undefined, force: Fact | null, extensions: readonly Fact[]): Span {
  const rule = isJsonObject(term) ? term : {};
  const noticeMonths = wholeMonths(rule.noticeMonths);
  if (rule.kind === 'indefinite') return { kind: 'indefinite', noticeMonths };
  const months = rule.kind === 'fixed' ? wholeMonths(rule.months) : null;
  const tacit = months !== null && rule.renewal === 'tacit';
  const renewalMonths = wholeMonths(rule.renewalMonths);
  const start = force === null ? null : dateValue(force);
  let counted: { readonly from: DateValue; readonly months: number } | null = months === null || start === null ? null : { from: start, months };
  let open: Fact | null = null;
  let extended = false;
  for (const extension of distinct(extensions)) {
    if (extension.until !== null) {
      counted = { from: extension.until, months: 0 };
      [open, extended] = [null, true];
    } else if (!tacit && renewalMonths !== null && renewalMonths > 0) {
      if (counted !== null) counted = { from: counted.from, months: counted.months + renewalMonths };
      extended = true;
    } else if (!tacit && months !== null) open = extension;
  }
  if (open !== null) return { kind: 'withoutEnd', extended: dateValue(open), noticeMonths };
  if (counted === null) return { kind: months === null ? 'notRecorded' : 'forceUnknown', noticeMonths };
  const each = renewalMonths !== null && renewalMonths > 0 ? renewalMonths : months;
  return { kind: 'fixed', ...counted, extended, renewalMonths: tacit ? each : null, renewalAssumed: tacit && each !== renewalMonths, noticeMonths };
}

/** The last day of the period after so many renewals, counted from the first or from the last day that the start may be. */
export function endOf(span: FixedSpan, renewals: number, side: 'earliest' | 'latest'): Day {
  const from = side === 'earliest' ? earliestDay(dateOf(span.from)) : latestDay(dateOf(span.from));
  return addMonths(from, span.months + renewals * (span.renewalMonths ?? 0)) ?? LAST_DAY;
}

/** The day by which notice must have arrived so that so many months lie before the end: counted back from the end. */
export const noticeDueBy = (end: Day, noticeMonths: number): Day => (end === LAST_DAY ? LAST_DAY : (addMonths(end, -noticeMonths) ?? end));

/** The last safe day: one before, so that notice is in time too for those who take the term to end a day earlier. */
export const lastSafeDay = (end: Day, noticeMonths: number): Day => (end === LAST_DAY ? LAST_DAY : addDays(noticeDueBy(end, noticeMonths), -1));

/**
 * How many renewals lie before the first period of which a day (its end, or the last safe day in it) is not before the given one.
 *
 * @param dayOf rises with the number of renewals. @param monthsBefore how far that day lies before the period's end, at most a month less.
 */
export function renewalsUntil(span: FixedSpan, day: Day, monthsBefore: number, dayOf: (renewals: number) => Day): number {
  if (span.renewalMonths === null) return 0;
  const passed = monthNumber(day) + monthsBefore - monthNumber(earliestDay(dateOf(span.from))) - span.months;
  /** A start known by its year may be eleven months later than its earliest day: renewed by the month, that many renewals earlier. */
  let renewals = Math.max(0, Math.floor(passed / span.renewalMonths) - 13);
  while (dayOf(renewals) < day) renewals += 1;
  return renewals;
}

/** Months since the year 0. */
export const monthNumber = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const wholeMonths = (value: Json | undefined): number | null => (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 120_000 ? value : null);

/** Two records of one extension count once: days that may be the same are taken as the same. */
function distinct(extensions: readonly Fact[]): readonly Fact[] {
  const kept: Fact[] = [];
  for (const extension of extensions) {
    const before = kept.at(-1);
    if (before?.date != null && extension.date !== null && earliestDay(extension.date) <= latestDay(before.date)) {
      if (extension.until !== null && (before.until === null || extension.until > before.until)) kept[kept.length - 1] = extension;
    } else kept.push(extension);
  }
  return kept;
}
