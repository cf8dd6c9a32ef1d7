import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addYears, compareDates, daysBetween, daysInMonth, earliestDay, latestDay, officialDate, parsePartialDate } from '../../src/shared/dates.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const anyDate = fc
  .tuple(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.constantFrom('year', 'month', 'day'))
  .map(([year, month, day, precision]) => {
    const text = String(year).padStart(4, '0');
    if (precision === 'year') return text;
    return precision === 'month' ? `${text}-${two(month)}` : `${text}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`;
  });

describe('partial dates', () => {
  it.each(['2024', '2024-05', '2024-05-17', '2024-02-29', '1703-12-31', '0001'])('accepts %s', (text) => {
    expect(parsePartialDate(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['2023-02-29', '02.2023 has 28 days'],
    ['1900-02-29', '02.1900 has 28 days'],
    ['2024-13', 'there are 12'],
    ['2024-00', 'there are 12'],
    ['2024-04-31', '04.2024 has 30 days'],
    ['2024-04-00', 'has the day 00'],
    ['0000', 'year 0000'],
    ['2024-5', 'is not a date of the form'],
    ['24', 'is not a date of the form'],
    ['2024-05-17T00:00', 'is not a date of the form'],
    ['2024?', 'is not a date of the form'],
    ['', 'is not a date of the form'],
  ])('refuses %s and says why', (text, why) => {
    const read = parsePartialDate(text);
    expect(read.ok ? '' : read.error.message).toContain(why);
  });

  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-05-17', '2024-05-17', '2024-05-17'],
  ])('%s means the days from %s to %s', (date, first, last) => {
    expect([earliestDay(date), latestDay(date)]).toEqual([first, last]);
  });

  it.each([
    ['2024', '2025', 'before'],
    ['2024-05-17', '2024', 'unknown'],
    ['2024', '2024', 'unknown'],
    ['2024-05-17', '2024-05-17', 'same'],
    ['2024-05-17', '2024-05-16', 'after'],
    ['2024-06', '2024-05-31', 'after'],
  ])('%s against %s is %s', (a, b, expected) => {
    expect(compareDates(a, b)).toBe(expected);
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-12', 1, '2025-01'],
    ['2024', 24, '2026'],
    ['2024', 7, null],
    ['9999-12', 1, null],
    ['0001-01-01', -1, null],
  ])('%s plus %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('adds years over a leap day', () => {
    expect([addYears('2024-02-29', 1), addYears('2024-02-29', 4), addYears('1896-02-29', 4)]).toEqual(['2025-02-28', '2028-02-29', '1900-02-28']);
  });

  it('writes the official form', () => {
    expect(['2026-03-07', '2026-03', '2026'].map(officialDate)).toEqual(['07.03.2026', '03.2026', '2026']);
  });

  it('has an earliest day no later than the latest, and compares the other way round when swapped', () => {
    const swapped = { before: 'after', after: 'before', same: 'same', unknown: 'unknown' };
    fc.assert(fc.property(anyDate, anyDate, (a, b) => {
      expect(earliestDay(a) <= latestDay(a)).toBe(true);
      expect(parsePartialDate(a).ok).toBe(true);
      expect(compareDates(b, a)).toBe(swapped[compareDates(a, b)]);
    }));
  });

  it('agrees with the calendar of the platform on which days exist', () => {
    fc.assert(fc.property(fc.integer({ min: 100, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
      const time = Date.parse(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
      expect(parsePartialDate(text).ok).toBe(exists);
    }));
  });

  it('stays in order when whole months are added', () => {
    fc.assert(fc.property(anyDate, anyDate, fc.integer({ min: 0, max: 100 }), (a, b, years) => {
      const [x, y] = [addYears(a, years), addYears(b, years)];
      if (x === null || y === null || a.length !== b.length || a > b) return;
      expect(x <= y).toBe(true);
    }));
  });

  it.each<[string, number, string]>([
    ['2024-02-28', 1, '2024-02-29'], ['2024-02-28', 2, '2024-03-01'], ['2023-02-28', 1, '2023-03-01'], ['2024-03-01', -1, '2024-02-29'], ['2026-01-01', -1, '2025-12-31'],
    ['2026-06-15', 0, '2026-06-15'], ['2026-12-31', 1, '2027-01-01'], ['0001-01-01', -1, '0001-01-01'], ['9999-12-31', 1, '9999-12-31'], ['9999-12-31', -1, '9999-12-30'],
  ])('count days: %s and %i is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it('count days there and back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700_000 }), fc.integer({ min: -300_000, max: 300_000 }), (start, days) => {
      const day = addDays('1000-01-01', start);
      expect([addDays(addDays(day, days), -days), daysBetween(day, addDays(day, days))]).toEqual([day, days]);
    }));
  });
});
