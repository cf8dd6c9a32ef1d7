/** Dates of a record as its warnings compare them. */
import type { Json } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import { compareDates, dateOf, parsePartialDate, type PartialDate } from '../../dates.ts';
import { dateValueOf } from '../titles.ts';
import { warn, type Warning } from './warning.ts';

/** The date of a value, if it is a possible one. */
export function possibleDate(value: Json | undefined): PartialDate | null {
  const date = isJsonObject(value) || typeof value === 'string' ? dateValueOf(value) : null;
  return date !== null && parsePartialDate(dateOf(date)).ok ? dateOf(date) : null;
}

/** Whether both are known and the first lies wholly before the second. */
export const isBefore = (a: PartialDate | null, b: PartialDate | null): boolean => a !== null && b !== null && compareDates(a, b) === 'before';

/** A warning where a period ends before it begins. @param field that holds the period. */
export function endBeforeStart(field: string, start: Json | undefined, end: Json | undefined): readonly Warning[] {
  const [from, until] = [possibleDate(start), possibleDate(end)];
  return from !== null && until !== null && isBefore(until, from) ? [warn('endBeforeStart', { field, start: from, end: until }, field)] : [];
}
