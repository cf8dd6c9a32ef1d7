import { describe, expect, it } from 'vitest';
import { eventsOf, factsOfAgreement } from '../../../src/main/agreements/facts.ts';
import { listAgreements, listEvents } from '../../../src/main/agreements/repository.ts';
import { deriveStatus, type Status } from '../../../src/shared/status/status.ts';
import type { ReadableDB } from '../../../src/main/db/open.ts';
import { cursorText } from '../../../src/main/db/cursor.ts';
import type { PageRequest } from '../../../src/main/db/page.ts';
import type { JsonObject } from '../../../src/shared/json.ts';
import { readView } from '../../../src/main/changes/apply.ts';
import { dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';

const TODAY = '2026-06-15';

const titled = (text: string, more: JsonObject = {}): JsonObject => ({ titleForms: [{ text, language: 'en', script: 'Latn' }], ...more });

const voidIt = (register: Register, id: string, kind: string): void => {
  const heads = [...(readView(register.db, id)?.heads.values() ?? [])].flat();
  register.write(id, kind, { $void: { reason: 'entered twice', seen: [...new Set(heads)].sort() } });
};

const statusOf = (db: ReadableDB, id: string, today: string): Status | null => {
  const facts = factsOfAgreement(db, id);
  return facts === null ? null : deriveStatus({ ...facts, today });
};

const listed = (register: Register, request: Partial<PageRequest> = {}): unknown => {
  const page = listAgreements(register.db, { limit: 50, today: TODAY, ...request });
  return page.ok ? [page.value.total, page.value.items.map((item) => item.title)] : page.error.message;
};

/** Three agreements with two partners. */
function sample(): { readonly register: Register; readonly ids: readonly string[]; readonly partner: string } {
  const register = openRegister();
  const partner = register.add('partner', { partnerKind: 'city', nameForms: [{ text: 'Doha', language: 'en', script: 'Latn' }] });
  const other = register.add('partner', { partnerKind: 'city', nameForms: [{ text: 'Toshkent', language: 'uz', script: 'Latn' }] });
  const ids = [
    register.add('agreement', titled('B', { registerNo: '2', level: 'twinning', dateSigned: '2024-05-17', fields: ['ECON', 'EDU'], parties: [{ id: 'a', partner, side: 'theirs' }, { id: 'b', partner: other, side: 'ours' }] })),
    register.add('agreement', titled('A', { registerNo: '1', level: 'interregional', dateSigned: { certainty: 'inferred', date: '2023' }, entryIntoForce: { rule: 'on-signature' }, fields: ['ECO'] })),
    register.add('agreement', titled('C', { level: 'twinning', externalIds: [{ id: 'row', source: 'old', key: 'k1', row: 'f' }] })),
  ];
  return { register, ids, partner };
}

const BEGIN_AGAIN = 'There is no page after that: it was not given by a list of this kind in this order. Begin with the first page.';

describe('the list of agreements', () => {
  it.each<[string, Partial<PageRequest>, unknown]>([
    ['in the order of entry', {}, [3, ['B', 'A', 'C']]],
    ['sorted', { sort: 'title' }, [3, ['A', 'B', 'C']]],
    ['sorted downwards', { sort: '-title' }, [3, ['C', 'B', 'A']]],
    ['sorted by date, those without one last', { sort: 'dateSigned' }, [3, ['A', 'B', 'C']]],
    ['sorted by date downwards, those without one last', { sort: '-dateSigned' }, [3, ['B', 'A', 'C']]],
    ['up to a limit', { sort: 'title', limit: 2 }, [3, ['A', 'B']]],
    ['after a page of another order', { sort: 'title', after: cursorText({ kind: 'agreement', sort: '-title', key: 'a', id: 'x' }) }, BEGIN_AGAIN],
    ['after what is no page', { after: 'eyJ9' }, BEGIN_AGAIN],
    ['by level', { where: { level: 'twinning' } }, [2, ['B', 'C']]],
    ['by the year of a date', { where: { dateSigned: '2024' } }, [1, ['B']]],
    ['by a field of cooperation', { where: { fields: 'ECO' } }, [1, ['A']]],
    ['by two conditions', { where: { level: 'twinning', registerNo: '2' } }, [1, ['B']]],
    ['by the table it came from', { where: { source: 'old' } }, [1, ['C']]],
    ['by nothing that is there', { where: { level: `' OR 1 = 1 --` } }, [0, []]],
    ['by an unknown field', { where: { colour: 'red' } }, 'There is no list of this kind by "colour". Known are registerNo, title, level, instrument, nature, placeSigned, dateSigned, dateAdopted, dateInForce, access, fields, partner, source, status, expiring, expiresBefore, noticeBefore, id, voided.'],
    ['sorted by an unknown field', { sort: 'colour' }, 'This kind is not sorted by "colour". Known are registerNo, title, level, instrument, nature, placeSigned, dateSigned, dateAdopted, dateInForce, access, id.'],
    ['sorted by what is only filtered', { sort: 'fields' }, 'This kind is not sorted by "fields". Known are registerNo, title, level, instrument, nature, placeSigned, dateSigned, dateAdopted, dateInForce, access, id.'],
    ['by a field of every object', { where: { constructor: 'x' } }, 'There is no list of this kind by "constructor". Known are registerNo, title, level, instrument, nature, placeSigned, dateSigned, dateAdopted, dateInForce, access, fields, partner, source, status, expiring, expiresBefore, noticeBefore, id, voided.'],
  ])('is given %s', (_, request, expected) => {
    expect(listed(sample().register, request)).toEqual(expected);
  });

  it('is given by partner', () => {
    const { register, partner } = sample();
    expect(listed(register, { where: { partner } })).toEqual([1, ['B']]);
  });

  it('shows columns, status, voiding and conflicts', () => {
    const { register, ids } = sample();
    register.write(ids[0] ?? '', 'agreement', { registerNo: '3' });
    voidIt(register, ids[2] ?? '', 'agreement');
    const page = listAgreements(register.db, { limit: 50, today: TODAY });
    const none = { instrument: null, nature: null, placeSigned: null, dateAdopted: null, dateInForce: null, access: null, expiresOn: null, lastDayForNotice: null };
    expect(page.ok && page.value.items).toEqual([
      { id: ids[0], kind: 'agreement', title: 'B', registerNo: '3', level: 'twinning', dateSigned: '2024-05-17', status: 'signed', conflicts: 1, ...none },
      { id: ids[1], kind: 'agreement', title: 'A', registerNo: '1', level: 'interregional', dateSigned: '2023', status: 'inForce', ...none },
      { id: ids[2], kind: 'agreement', title: 'C', registerNo: null, level: 'twinning', dateSigned: null, status: 'idea', voided: true, ...none },
    ]);
    expect([listed(register, { where: { voided: 'true' } }), listed(register, { where: { voided: 'false' } })]).toEqual([[1, ['C']], [2, ['B', 'A']]]);
  });
});

describe('the events of an agreement', () => {
  it('are in the order of their days and make its status', () => {
    const { register, ids } = sample();
    const agreement = ids[1] ?? '';
    const later = register.add('event', { agreement, type: 'notice-given', date: '2026-05' });
    const undated = register.add('event', { agreement, type: 'amended' });
    const earlier = register.add('event', { agreement, type: 'registered', date: { certainty: 'inferred', date: '2024' } });
    expect(eventsOf(register.db, agreement).map(({ id, type, date }) => [id, type, date])).toEqual([
      [earlier, 'registered', { certainty: 'inferred', date: '2024' }], [later, 'notice-given', '2026-05'], [undated, 'amended', undefined],
    ]);
    expect(statusOf(register.db, agreement, TODAY)).toEqual({ status: 'noticeGiven', since: '2026-05', certainty: 'stated', reasons: [{ code: 'noticeGiven', values: { date: '2026-05' } }] });
    voidIt(register, later, 'event');
    expect(statusOf(register.db, agreement, TODAY)).toEqual({ status: 'inForce', since: '2023', certainty: 'inferred', reasons: [{ code: 'forceOnSignature', values: { date: { certainty: 'inferred', date: '2023' } } }] });
    const page = listEvents(register.db, { limit: 10, where: { agreement }, sort: 'day' });
    expect(page.ok && page.value.items.map((item) => [item.title, item.voided ?? false])).toEqual([['Registered, 2024', false], ['Notice given, 2026-05', true], ['Amended', false]]);
    const dated = listEvents(register.db, { limit: 10, where: { date: '2024' }, sort: 'date' });
    expect(dated.ok && dated.value.items.map((item) => item.id)).toEqual([earlier]);
  });

  it('leave the status of an unknown agreement open', () => {
    expect(statusOf(openRegister().db, '01963f2c-9a40-7000-8000-00000000ffff', TODAY)).toBeNull();
  });
});

describe('the tables of agreements', () => {
  it('hold values of an unexpected shape as if they were not there', () => {
    const register = openRegister();
    const id = register.newId();
    register.write(id, 'agreement', { registerNo: 7, 'titleForms[1]': 'x', 'parties[1].partner': [], 'externalIds[1]': 'x', dateSigned: { date: 5 }, 'things[1]': null, term: 'long' });
    const event = register.newId();
    register.write(event, 'event', { agreement: id, type: 5, date: '2023-02-30' });
    expect(listed(register)).toEqual([1, ['']]);
    expect([statusOf(register.db, id, TODAY)?.status, eventsOf(register.db, id).map(({ type }) => type)]).toEqual(['idea', ['']]);
  });

  it('lose a record that turns out to be of another kind, and are the same when made anew', () => {
    const { register, ids } = sample();
    const id = ids[2] ?? '';
    register.write(id, 'partner', { country: 'QA' });
    const before = dumpHash(register.db, projectors);
    for (const order of ['arrival', 'reverse', 'reference'] as const) {
      rebuild(register.db, projectors, order);
      expect(dumpHash(register.db, projectors)).toBe(before);
    }
  });

  it('follow a change: parties and ids that are gone are gone', () => {
    const { register, ids, partner } = sample();
    const id = ids[0] ?? '';
    const heads = readView(register.db, id)?.heads ?? new Map<string, readonly string[]>();
    const seen = [...new Set(['partner', 'side'].flatMap((part) => heads.get(`parties[a].${part}`) ?? []))].sort();
    register.write(id, 'agreement', { 'parties[a]': { $gone: seen }, registerNo: null }, new Map([['registerNo', heads.get('registerNo') ?? []]]));
    expect(register.db.prepare('SELECT count(*) FROM agreement_party WHERE agreement = ?').pluck().get(id)).toBe(1);
    expect(listed(register, { where: { partner } })).toEqual([0, []]);
    expect(listed(register, { where: { registerNo: '2' } })).toEqual([0, []]);
  });
});
