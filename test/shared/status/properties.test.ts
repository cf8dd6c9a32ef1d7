import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, FIRST_DAY, LAST_DAY, latestDay, type Day } from '../../../src/shared/dates.ts';
import type { AgreementFacts } from '../../../src/shared/status/fact.ts';
import { deriveStatus, phasesOf } from '../../../src/shared/status/status.ts';
import { deriveTerm } from '../../../src/shared/status/term.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';

const day: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));
const date = fc.oneof(day, day.map((one) => one.slice(0, 7)), day.map((one) => one.slice(0, 4)), fc.constantFrom('2020-02-29', '2024-02-29', '2021-01-31', '2020', '2024-02'));
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const months = fc.integer({ min: 1, max: 130 });
const term = fc.oneof(
  fc.record({ kind: fc.constant('indefinite'), noticeMonths: fc.integer({ min: 0, max: 24 }) }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('fixed'), months, renewal: fc.constantFrom('none', 'tacit', 'express'), renewalMonths: months, noticeMonths: fc.integer({ min: 0, max: 24 }) }, { requiredKeys: ['kind', 'months'] }),
);
const party = fc.record({ partner: fc.constantFrom('a', 'b', 'c'), side: fc.constantFrom('ours', 'theirs'), signed: date, approved: date, notified: date, boundFrom: date }, { requiredKeys: ['partner'] });
const agreement: fc.Arbitrary<AgreementFacts['agreement']> = fc.record({
  dateSigned: optional(date), dateInForce: optional(date), term: optional(term), parties: fc.array(party, { maxLength: 3 }),
  entryIntoForce: optional(fc.record({ rule: fc.constantFrom('on-signature', 'on-last-notification', 'on-ratification'), days: fc.constantFrom(0, 30) })),
});
const type = fc.constantFrom(...baseline.eventTypes.terms.map((one) => one.code));
const event = fc.record({ type, date: optional(date), party: fc.constantFrom(undefined, 'a', 'b'), until: optional(date) });
const facts: fc.Arbitrary<AgreementFacts> = fc.record({ agreement, events: fc.array(event, { maxLength: 6 }) });

const codes = new Set(baseline.agreementStatuses.terms.map((one) => one.code));

describe('what is derived of an agreement', () => {
  it('has phases that cover the calendar without gaps and agree with the status on the days around every border', () => {
    fc.assert(fc.property(facts, day, (of, any) => {
      const phases = phasesOf(of);
      expect([phases[0]?.from, phases.at(-1)?.until]).toEqual([FIRST_DAY, LAST_DAY]);
      for (const [i, phase] of phases.entries()) {
        expect(phase.from <= phase.until && codes.has(phase.status)).toBe(true);
        if (i > 0) expect([phase.from, phase.status === phases[i - 1]?.status]).toEqual([addDays(phases[i - 1]?.until ?? '', 1), false]);
      }
      for (const today of [any, ...phases.flatMap((phase) => [phase.from, phase.until, addDays(phase.from, 1), addDays(phase.until, -1)])]) {
        expect(phases.find((phase) => phase.from <= today && today <= phase.until)?.status).toBe(deriveStatus({ ...of, today }).status);
      }
    }), { numRuns: 400 });
  });

  it('does not depend on the order in which events and parties are known', () => {
    const shuffled = facts.chain((of) => fc.tuple(
      fc.constant(of), fc.shuffledSubarray([...of.events], { minLength: of.events.length }), fc.shuffledSubarray([...(of.agreement.parties ?? [])], { minLength: of.agreement.parties?.length ?? 0 })));
    fc.assert(fc.property(shuffled, day, ([of, events, parties], today) => {
      const other = { agreement: { ...of.agreement, parties }, events, today };
      expect([deriveStatus(other), deriveTerm(other), phasesOf(other)]).toEqual([deriveStatus({ ...of, today }), deriveTerm({ ...of, today }), phasesOf(of)]);
    }), { numRuns: 400 });
  });

  it('gives a reason for everything, whatever was recorded', () => {
    fc.assert(fc.property(facts, day, (of, today) => {
      const { expiresOn, lastDayForNotice } = deriveTerm({ ...of, today });
      for (const { reasons } of [deriveStatus({ ...of, today }), expiresOn, lastDayForNotice]) expect(reasons.length).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });

  it('takes anything for an agreement: values of other shapes are passed over', () => {
    const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), date) as fc.Arbitrary<never>;
    const oddFacts = fc.record({
      agreement: fc.record({ dateSigned: odd, dateAdopted: odd, dateInForce: odd, entryIntoForce: odd, term: fc.oneof(odd, fc.record({ kind: fc.constant('fixed'), months: odd, renewal: fc.constant('tacit'), renewalMonths: odd, noticeMonths: odd })), parties: fc.array(fc.dictionary(fc.string(), odd), { maxLength: 2 }) }),
      events: fc.array(fc.record({ type, date: odd, until: odd }), { maxLength: 3 }),
    });
    fc.assert(fc.property(oddFacts, day, (of, today) => {
      deriveTerm({ ...of, today });
      expect(codes.has(deriveStatus({ ...of, today }).status)).toBe(true);
    }), { numRuns: 300 });
  });

  it('never names an end before today while the agreement is in force', () => {
    fc.assert(fc.property(facts, day, (of, today) => {
      const input = { ...of, today };
      const end = deriveTerm(input).expiresOn.value;
      const { status } = deriveStatus(input);
      if (end !== null && (status === 'inForce' || status === 'suspended' || status === 'noticeGiven')) expect(latestDay(end) >= today).toBe(true);
    }), { numRuns: 600 });
  });
});

describe('the last safe day for notice', () => {
  const renewing = fc.record({ months, renewalMonths: months, noticeMonths: fc.integer({ min: 0, max: 36 }) });
  const termOn = (start: string, of: { readonly months: number; readonly renewalMonths: number; readonly noticeMonths: number }, today: Day) =>
    deriveTerm({ agreement: { dateInForce: start, term: { kind: 'fixed', renewal: 'tacit', ...of } }, events: [], today });

  it('is not in the past, lies before the end, and leaves the whole notice period, also for those who take the term to end a day earlier', () => {
    fc.assert(fc.property(day, renewing, fc.integer({ min: 0, max: 15_000 }), (start, of, later) => {
      const today = addDays(start, later);
      const { expiresOn, lastDayForNotice } = termOn(start, of, today);
      const [end, last] = [expiresOn.value ?? '', lastDayForNotice.value ?? ''];
      expect([last >= today, last < end, (addMonths(last, of.noticeMonths) ?? '') <= addDays(end, -1)]).toEqual([true, true, true]);
    }), { numRuns: 600 });
  });

  it('moves on only when it has passed, and the end with it', () => {
    fc.assert(fc.property(day, renewing, fc.integer({ min: 0, max: 5_000 }), (start, of, later) => {
      const today = addDays(start, later);
      const now = termOn(start, of, today);
      const last = now.lastDayForNotice.value ?? '';
      const [onThatDay, dayAfter] = [termOn(start, of, last), termOn(start, of, addDays(last, 1))];
      expect([onThatDay.lastDayForNotice.value, onThatDay.expiresOn.value]).toEqual([last, now.expiresOn.value]);
      expect((dayAfter.lastDayForNotice.value ?? '') > last && (dayAfter.expiresOn.value ?? '') > (now.expiresOn.value ?? '')).toBe(true);
    }), { numRuns: 400 });
  });

  it('from a partial date is never later than from any day that it may mean', () => {
    fc.assert(fc.property(day, renewing, fc.constantFrom(4, 7), (start, of, length) => {
      const last = termOn(start.slice(0, length), of, start).lastDayForNotice.value ?? '';
      const exact = termOn(start, of, addDays(last, 1) > start ? last : start);
      expect(last <= (exact.lastDayForNotice.value ?? '')).toBe(true);
    }), { numRuns: 300 });
  });

  it('is kept by a notice given on it: the agreement ends with that period', () => {
    fc.assert(fc.property(day, renewing, fc.integer({ min: 0, max: 5_000 }), (start, of, later) => {
      const today = addDays(start, later);
      const { expiresOn, lastDayForNotice } = termOn(start, of, today);
      const given = { agreement: { dateInForce: start, term: { kind: 'fixed', renewal: 'tacit', ...of } }, events: [{ type: 'notice-given', date: lastDayForNotice.value ?? '' }] };
      if ((lastDayForNotice.value ?? '') < start) return;
      expect(deriveTerm({ ...given, today: lastDayForNotice.value ?? '' }).expiresOn.value).toBe(expiresOn.value);
      expect(phasesOf(given).at(-1)).toEqual({ from: addDays(expiresOn.value ?? '', 1), until: LAST_DAY, status: 'terminated' });
    }), { numRuns: 400 });
  });
});

describe('renewals', () => {
  it('end on the day of the original number, or on the last day of a month that lacks it', () => {
    fc.assert(fc.property(day, months, months, fc.integer({ min: 0, max: 15_000 }), (start, first, renewal, later) => {
      const { expiresOn } = deriveTerm({ agreement: { dateInForce: start, term: { kind: 'fixed', months: first, renewal: 'tacit', renewalMonths: renewal } }, events: [], today: addDays(start, later) });
      let end = addMonths(start, first) ?? '';
      for (let count = 1; end < addDays(start, later); count += 1) end = addMonths(start, first + count * renewal) ?? '';
      expect(expiresOn.value).toBe(end);
    }), { numRuns: 300 });
  });
});
