import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { factsOfAgreement } from '../../../src/main/agreements/facts.ts';
import { listAgreements } from '../../../src/main/agreements/repository.ts';
import { readView } from '../../../src/main/changes/apply.ts';
import { dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { addDays, earliestDay, type Day } from '../../../src/shared/dates.ts';
import { agreementStates, isBinding } from '../../../src/shared/status/statuses.ts';
import { deriveStatus } from '../../../src/shared/status/status.ts';
import { deriveTerm } from '../../../src/shared/status/term.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';

const DAYS: readonly Day[] = ['2019-12-31', '2020-06-01', '2021-02-28', '2024-02-29', '2024-08-31', '2025-03-01', '2026-06-15', '2030-01-01'];

const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2018-01-01', days));
const date = fc.oneof(day, day.map((one) => one.slice(0, 7)), day.map((one) => one.slice(0, 4)));
const months = fc.constantFrom(1, 12, 24, 60);
const term = fc.oneof(
  fc.record({ kind: fc.constant('indefinite'), noticeMonths: fc.constantFrom(3, 6) }),
  fc.record({ kind: fc.constant('fixed'), months, renewal: fc.constantFrom('none', 'tacit', 'tacit', 'express'), renewalMonths: months, noticeMonths: fc.constantFrom(0, 3, 6, 18) }, { requiredKeys: ['kind', 'months', 'renewal'] }),
);
const agreement = fc.record({ dateSigned: date, dateInForce: date, term }, { requiredKeys: [] });
const event = fc.record({ type: fc.constantFrom('signed', 'entered-into-force', 'suspended', 'resumed', 'notice-given', 'notice-withdrawn', 'terminated', 'expired', 'extended-expressly', 'provisional-start'), date, until: date }, { requiredKeys: ['type', 'date'] });

/** Agreements with events that came before them, after them, were voided or moved to another. */
function filled(): Register {
  const register = openRegister();
  const samples = fc.sample(fc.tuple(agreement, fc.array(event, { maxLength: 4 }), fc.constantFrom('before', 'after', 'voided', 'moved')), { numRuns: 120, seed: 7 });
  let last = '';
  for (const [fields, events, how] of samples) {
    const id = register.newId();
    const ids = events.map((one) => {
      const of = register.newId();
      if (how === 'before') register.write(of, 'event', { agreement: id, ...one });
      return of;
    });
    register.write(id, 'agreement', { registerNo: id.slice(-6), ...fields });
    for (const [i, one] of events.entries()) {
      const of = ids[i] ?? '';
      if (how !== 'before') register.write(of, 'event', { agreement: id, ...one });
      if (how === 'voided' && i === 0) register.write(of, 'event', { $void: { reason: 'entered twice', seen: [...new Set([...(readView(register.db, of)?.heads.values() ?? [])].flat())].sort() } });
      if (how === 'moved' && last !== '') register.write(of, 'event', { agreement: last }, new Map([['agreement', readView(register.db, of)?.heads.get('agreement') ?? []]]));
    }
    last = id;
  }
  return register;
}

describe('lists by what is derived', () => {
  let register: Register;
  let all: readonly string[];
  beforeAll(() => {
    register = filled();
    all = register.db.prepare('SELECT id FROM agreement ORDER BY id').pluck().all() as string[];
  });

  const listed = (where: Readonly<Record<string, string>>, today: Day): readonly string[] => {
    const page = listAgreements(register.db, { limit: 1000, where, today });
    return page.ok ? page.value.items.map((item) => item.id) : [page.error.message];
  };
  const expected = (today: Day, holds: (status: ReturnType<typeof deriveStatus>, term: ReturnType<typeof deriveTerm>) => boolean): readonly string[] => all.filter((id) => {
    const facts = factsOfAgreement(register.db, id);
    return facts !== null && holds(deriveStatus({ ...facts, today }), deriveTerm({ ...facts, today }));
  });

  it.each(DAYS)('are by status what the status of each says on %s', (today) => {
    const found = agreementStates.map((status) => [status, listed({ status }, today)]);
    /** Ideas are left out before the first fact. */
    expect(found.filter(([status]) => status !== 'idea')).toEqual(agreementStates.filter((status) => status !== 'idea').map((status) => [status, expected(today, (of) => of.status === status)]));
  });

  it('hold as ideas what has no dated fact at all', () => {
    expect(listed({ status: 'idea' }, '2026-06-15')).toEqual(expected('2026-06-15', (of) => of.status === 'idea' && of.reasons.some((reason) => reason.code === 'nothingRecorded')));
  });

  it.each(DAYS)('are by the day for notice what the term of each says on %s', (today) => {
    for (const span of [0, 31, 180, 2_000]) {
      const until = addDays(today, span);
      expect([...listed({ noticeBefore: until }, today)].sort()).toEqual(expected(today, (of, term) => isBinding(of.status) && (term.lastDayForNotice.value ?? '~') <= until));
    }
  });

  it('are by their end what the term of each says, once all that is recorded has happened', () => {
    for (const today of ['2027-01-01', '2028-06-01', '2030-01-01']) {
      const ends = (until: Day) => expected(today, (of, term) => (isBinding(of.status) || of.status === 'provisional') && !term.renewsTacitly && term.expiresOn.value !== null && earliestDay(term.expiresOn.value) <= until);
      expect(listed({ expiring: 'true' }, today)).toEqual(ends(addDays(today, 180)));
      expect(listed({ expiresBefore: '2035' }, today)).toEqual(ends('2035-01-01'));
    }
  });

  it('take what is no day for nothing', () => {
    expect([listed({ noticeBefore: 'soon' }, '2026-06-15'), listed({ expiresBefore: `' OR 1=1 --` }, '2026-06-15'), listed({ expiring: 'false' }, '2026-06-15')]).toEqual([[], [], []]);
  });

  it('are the same when the tables are made anew', () => {
    const before = dumpHash(register.db, projectors);
    for (const order of ['reverse', 'reference', 'arrival'] as const) {
      rebuild(register.db, projectors, order);
      expect(dumpHash(register.db, projectors)).toBe(before);
    }
  });

  it('forget an agreement that turns out to be something else', () => {
    const id = all.find((one) => register.db.prepare('SELECT 1 FROM agreement_term WHERE agreement = ?').get(one) !== undefined) ?? '';
    const heads = readView(register.db, id)?.heads ?? new Map<string, readonly string[]>();
    register.write(id, 'partner', Object.fromEntries([...heads.keys()].map((path) => [path, null])), heads);
    expect(readView(register.db, id)?.kind).toBe('partner');
    expect(['agreement', 'agreement_phase', 'agreement_term'].map((table) => register.db.prepare(`SELECT count(*) FROM ${table} WHERE ${table === 'agreement' ? 'id' : 'agreement'} = ?`).pluck().get(id))).toEqual([0, 0, 0]);
  });

  it('find something: the sample has agreements of every sort', () => {
    const counts = agreementStates.map((status) => [status, Math.max(...DAYS.map((today) => listed({ status }, today).length)) > 0]);
    expect(counts.filter(([, found]) => found === true).map(([status]) => status)).toEqual(['idea', 'signed', 'awaitingProcedures', 'provisional', 'inForce', 'suspended', 'noticeGiven', 'terminated', 'expired']);
    expect(Math.max(...DAYS.map((today) => listed({ noticeBefore: addDays(today, 180) }, today).length))).toBeGreaterThan(3);
  });
});
