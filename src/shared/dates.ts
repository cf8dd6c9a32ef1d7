/**
 * Partial dates: the subset of EDTF level 0 (ISO 8601-2:2019) that the register knows: `2024`, `2024-05`, `2024-05-17`,
 * in the proleptic Gregorian calendar, years 0001 to 9999. A date stands for the range of days that it may mean.
 */
import { err, ok, type Result } from './result.ts';
import { quote } from './text.ts';

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;
/** `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

/** The calendar's ends: they stand for "always" and "for ever" where a range of days has no bound. */
export const FIRST_DAY: Day = '0001-01-01';
export const LAST_DAY: Day = '9999-12-31';

/** A date as a record holds it: stated, or inferred by whoever entered it. One value, so that it never merges in halves. */
export type DateValue = PartialDate | { readonly certainty: 'inferred'; readonly date: PartialDate };

export type Certainty = 'stated' | 'inferred';

export interface ImpossibleDate {
  readonly type: 'ImpossibleDate';
  readonly message: string;
}

/** Reads `2024`, `2024-05` or `2024-05-17`; anything else, and any day that the calendar does not have, is refused with the reason. */
export function parsePartialDate(text: string): Result<PartialDate, ImpossibleDate> {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return impossible(text, 'is not a date of the form 2024, 2024-05 or 2024-05-17');
  const [, year = '', month, day] = match;
  return checked(text, year, month, day);
}

/** The date without its certainty. */
export const dateOf = (value: DateValue): PartialDate => (typeof value === 'string' ? value : value.date);

export const certaintyOf = (value: DateValue): Certainty => (typeof value === 'string' ? 'stated' : value.certainty);

export const precisionOf = (date: PartialDate): 'year' | 'month' | 'day' => (date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day');

/** The first day that the date may mean. */
export const earliestDay = (date: PartialDate): Day => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);

/** The last day that the date may mean. */
export function latestDay(date: PartialDate): Day {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-${two(daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5))))}`;
  return date;
}

/** How many days lie between two days: 1 from a day to the next; negative where the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** How two dates stand to each other as ranges: `unknown` where they overlap without being the same day. */
export function compareDates(a: PartialDate, b: PartialDate): 'before' | 'same' | 'after' | 'unknown' {
  if (latestDay(a) < earliestDay(b)) return 'before';
  if (earliestDay(a) > latestDay(b)) return 'after';
  return a === b && precisionOf(a) === 'day' ? 'same' : 'unknown';
}

/**
 * The date that many months later (or earlier). A day that the month lacks becomes the month's last day: a period in months ends
 * with the last day of the month in which its day does not occur (the common rule, e.g. Regulation 1182/71, article 3(2)(c)).
 *
 * @returns null where the precision does not allow it (2024 plus 7 months) or the year leaves 0001 to 9999.
 */
export function addMonths(date: PartialDate, months: number): PartialDate | null {
  const year = Number(date.slice(0, 4));
  if (date.length === 4) return months % 12 === 0 ? yearText(year + months / 12) : null;
  const count = year * 12 + Number(date.slice(5, 7)) - 1 + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  const text = yearText(newYear);
  if (text === null) return null;
  if (date.length === 7) return `${text}-${two(newMonth)}`;
  return `${text}-${two(newMonth)}-${two(Math.min(Number(date.slice(8)), daysInMonth(newYear, newMonth)))}`;
}

/** The date that many years later; 29 February becomes 28 February in a common year. Null outside the years 0001 to 9999. */
export const addYears = (date: PartialDate, years: number): PartialDate | null => addMonths(date, years * 12);

/** The day that many days later, or earlier; the first or last day of the calendar where it would leave the years 0001 to 9999. */
export function addDays(day: Day, days: number): Day {
  const within = Number(day.slice(8)) + days;
  if (within >= 1 && within <= 28) return `${day.slice(0, 8)}${two(within)}`;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  if (date.getUTCFullYear() < 1) return FIRST_DAY;
  return date.getUTCFullYear() > 9999 ? LAST_DAY : date.toISOString().slice(0, 10);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** `17.05.2024`, `05.2024`, `2024`: the official form. */
export const officialDate = (date: PartialDate): string => date.split('-').reverse().join('.');

function checked(text: string, year: string, month: string | undefined, day: string | undefined): Result<PartialDate, ImpossibleDate> {
  if (year === '0000') return impossible(text, 'has the year 0000, which the calendar does not have');
  if (month === undefined) return ok(year);
  if (month < '01' || month > '12') return impossible(text, `has the month ${month}; there are 12`);
  if (day === undefined) return ok(`${year}-${month}`);
  const days = daysInMonth(Number(year), Number(month));
  if (day < '01' || Number(day) > days) return impossible(text, `has the day ${day}; ${month}.${year} has ${String(days)} days`);
  return ok(`${year}-${month}-${day}`);
}

const impossible = (text: string, why: string): Result<never, ImpossibleDate> =>
  err({ type: 'ImpossibleDate', message: `${quote(text)} ${why}.` });

const yearText = (year: number): string | null => (year >= 1 && year <= 9999 ? String(year).padStart(4, '0') : null);

const two = (value: number): string => String(value).padStart(2, '0');
