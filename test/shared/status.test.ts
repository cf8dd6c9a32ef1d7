import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveStatus, type StatusInput } from '../../src/shared/status.ts';
import { baseline } from '../../src/shared/vocabularies/baseline.ts';

const TODAY = '2026-06-15';

type Events = readonly (readonly [type: string, date: string | undefined])[];

const status = (agreement: StatusInput['agreement'], events: Events = [], today = TODAY): readonly [string, string | null, string] => {
  const { status: found, since, reason } = deriveStatus({ agreement, events: events.map(([type, date]) => ({ type, date })), today });
  return [found, since, reason];
};

const LAST = { entryIntoForce: { rule: 'on-last-notification' } } as const;
const FIXED = { kind: 'fixed', months: 60 } as const;

describe('the status of an agreement', () => {
  it.each<[string, StatusInput['agreement'], Events, string, string | null, string]>([
    ['nothing known', {}, [], 'idea', null, 'Nothing dated is recorded yet.'],
    ['proposed', {}, [['proposed', '2026-01-10']], 'idea', '2026-01-10', 'Proposed on 2026-01-10.'],
    ['permission requested', {}, [['proposed', '2026-01'], ['permission-requested', '2026-02-01']], 'underPermission', '2026-02-01', 'Permission was requested on 2026-02-01.'],
    ['permission refused', {}, [['permission-requested', '2026-02-01'], ['permission-refused', '2026-03-01']], 'refused', '2026-03-01', 'Permission was refused on 2026-03-01.'],
    ['asked again after a refusal', {}, [['permission-refused', '2026-03-01'], ['permission-requested', '2026-04-01']], 'underPermission', '2026-04-01', 'Permission was requested on 2026-04-01.'],
    ['permitted', {}, [['permission-requested', '2026-02-01'], ['permission-granted', '2026-03-01']], 'permitted', '2026-03-01', 'Permission was granted on 2026-03-01.'],
    ['permitted on the day it was asked', {}, [['permission-granted', '2026-03-01'], ['permission-requested', '2026-03-01']], 'permitted', '2026-03-01', 'Permission was granted on 2026-03-01.'],
    ['in negotiation', {}, [['permission-granted', '2026-03-01'], ['negotiation-round', '2026-04-01']], 'negotiation', '2026-04-01', 'Negotiated on 2026-04-01.'],
    ['initialled', {}, [['text-agreed', '2026-04-01'], ['initialled', '2026-04-02']], 'initialled', '2026-04-02', 'Initialled on 2026-04-02.'],
    ['ready to sign', {}, [['initialled', '2026-04-02'], ['full-powers-issued', '2026-05']], 'readyToSign', '2026-05', 'Full powers were issued in 2026-05.'],
    ['withdrawn', {}, [['initialled', '2026-04-02'], ['withdrawn', '2026-05-01']], 'withdrawn', '2026-05-01', 'Withdrawn before signature on 2026-05-01.'],
    ['signed, nothing more known', { dateSigned: '1895-11-12' }, [], 'signed', '1895-11-12', 'Signed on 1895-11-12. No entry into force is recorded.'],
    ['signed by an event', {}, [['signed', '2026-05-01']], 'signed', '2026-05-01', 'Signed on 2026-05-01. No entry into force is recorded.'],
    ['an inferred date', { dateSigned: { certainty: 'inferred', date: '1990' } }, [], 'signed', '1990', 'Signed in 1990 (inferred). No entry into force is recorded.'],
    ['signature still to come', { dateSigned: '2026-07-01' }, [['text-agreed', '2026-05-01']], 'negotiation', '2026-05-01', 'The text was agreed on 2026-05-01.'],
    ['adopted by a conference', { dateAdopted: '1948-07-09' }, [], 'awaitingProcedures', '1948-07-09', 'Adopted on 1948-07-09. No entry into force is recorded.'],
    ['adopted, then in force', { dateAdopted: '1948-07-09', dateInForce: '1950-07-04' }, [], 'inForce', '1950-07-04', 'In force since 1950-07-04.'],
    ['waiting for the last notification', { dateSigned: '2026-01-01', ...LAST }, [], 'awaitingProcedures', '2026-01-01', 'Signed on 2026-01-01. The last notification is not recorded.'],
    ['waiting for ratification', { dateSigned: '2026-01-01', entryIntoForce: { rule: 'on-ratification' } }, [], 'awaitingProcedures', '2026-01-01', 'Signed on 2026-01-01. The last ratification is not recorded.'],
    ['one party has notified', { dateSigned: '2026-01-01', ...LAST, parties: [{ notified: '2026-02-01' }, {}] }, [], 'awaitingProcedures', '2026-01-01', 'Signed on 2026-01-01. The last notification is not recorded.'],
    ['both parties have notified', { dateSigned: '2026-01-01', ...LAST, parties: [{ notified: '2026-02-01' }, { notified: '2026-03-05' }] }, [], 'inForce', '2026-03-05', 'In force on the last notification since 2026-03-05.'],
    ['thirty days after the last notification', { dateSigned: '2026-01-01', entryIntoForce: { rule: 'on-last-notification', days: 30 }, parties: [{ notified: '2026-02-01' }, { notified: '2026-03-05' }] }, [], 'inForce', '2026-04-04', 'In force on the last notification since 2026-04-04.'],
    ['thirty days that are not over', { dateSigned: '2026-01-01', entryIntoForce: { rule: 'on-last-notification', days: 30 }, parties: [{ notified: '2026-06-01' }, { notified: '2026-06-02' }] }, [], 'awaitingProcedures', '2026-01-01', 'Signed on 2026-01-01. In force on the last notification from 2026-07-02, which is still to come.'],
    ['all have ratified', { entryIntoForce: { rule: 'on-ratification' }, dateSigned: '2025', parties: [{ approved: '2025-12' }, { approved: '2026-01-02' }] }, [], 'inForce', '2026-01-02', 'In force on the last ratification since 2026-01-02.'],
    ['in force on signature', { dateSigned: '2026-01-01', entryIntoForce: { rule: 'on-signature' } }, [], 'inForce', '2026-01-01', 'In force on signature since 2026-01-01.'],
    ['in force on the signature that an event tells of', { entryIntoForce: { rule: 'on-signature' } }, [['signed', '2026-01-01']], 'inForce', '2026-01-01', 'In force on signature since 2026-01-01.'],
    ['in force on the last party\'s signature', { entryIntoForce: { rule: 'on-signature' }, parties: [{ signed: '2026-01-01' }, { signed: '2026-01-20' }] }, [], 'inForce', '2026-01-20', 'In force on signature since 2026-01-20.'],
    ['in force on a date agreed', { dateSigned: '2026-01-01', entryIntoForce: { rule: 'on-date', date: '2026-03-01' } }, [], 'inForce', '2026-03-01', 'In force on the date agreed since 2026-03-01.'],
    ['in force on a date to come', { dateSigned: '2026-01-01', dateInForce: '2027' }, [], 'awaitingProcedures', '2026-01-01', 'Signed on 2026-01-01. In force from 2027, which is still to come.'],
    ['in force in a year that has begun', { dateSigned: '2026-01-01', dateInForce: '2026' }, [], 'inForce', '2026', 'In force since 2026.'],
    ['a recorded date before the rule', { dateSigned: '2026-01-01', dateInForce: '2026-02-01', entryIntoForce: { rule: 'on-signature' } }, [], 'inForce', '2026-02-01', 'In force since 2026-02-01.'],
    ['in force before it was signed, as old registers have it', { dateSigned: '1926-05-01', dateInForce: '1926-01-01' }, [], 'inForce', '1926-01-01', 'In force since 1926-01-01.'],
    ['applied provisionally', { dateSigned: '2026-01-01' }, [['provisional-start', '2026-01-01']], 'provisional', '2026-01-01', 'Applied provisionally since 2026-01-01.'],
    ['provisional application ended', { dateSigned: '2026-01-01', ...LAST }, [['provisional-start', '2026-01-01'], ['provisional-end', '2026-02-01']], 'awaitingProcedures', '2026-02-01', 'Provisional application ended on 2026-02-01. The last notification is not recorded.'],
    ['in force after provisional application', { dateInForce: '2026-03-01' }, [['provisional-start', '2026-01-01']], 'inForce', '2026-03-01', 'In force since 2026-03-01.'],
    ['suspended', { dateInForce: '2020' }, [['suspended', '2021-05-01']], 'suspended', '2021-05-01', 'Suspended since 2021-05-01.'],
    ['resumed', { dateInForce: '2020' }, [['suspended', '2021-05-01'], ['resumed', '2022-01-01']], 'inForce', '2020', 'Resumed on 2022-01-01. In force since 2020.'],
    ['provisional, suspended, in force', { dateInForce: '2023-01-01' }, [['provisional-start', '2020'], ['suspended', '2021'], ['resumed', '2022']], 'inForce', '2023-01-01', 'In force since 2023-01-01.'],
    ['suspended, all that a legacy entry says', {}, [['suspended', undefined]], 'suspended', null, 'Suspended; the date is not recorded.'],
    ['resumed, all that a legacy entry says after a dated suspension', {}, [['suspended', '1990'], ['resumed', undefined]], 'inForce', null, 'Resumed; the date is not recorded.'],
    ['notice given', { dateInForce: '2020' }, [['notice-given', '2026-05-01']], 'noticeGiven', '2026-05-01', 'Notice of termination was given on 2026-05-01.'],
    ['notice received, its period running', { dateInForce: '2020', term: { kind: 'indefinite', noticeMonths: 6 } }, [['notice-received', '2026-05-01']], 'noticeGiven', '2026-05-01', 'Notice of termination was received on 2026-05-01.'],
    ['notice given, its period over', { dateInForce: '2020', term: { kind: 'indefinite', noticeMonths: 6 } }, [['notice-given', '2025-08-31']], 'terminated', '2026-02-28', 'Notice of termination was given on 2025-08-31. The notice period of 6 months ended on 2026-02-28.'],
    ['notice withdrawn', { dateInForce: '2020' }, [['notice-given', '2025-08-31'], ['notice-withdrawn', '2025-10']], 'inForce', '2020', 'The notice of termination was withdrawn in 2025-10. In force since 2020.'],
    ['terminated', { dateSigned: '1895-11-12' }, [['terminated', '1907-10-29']], 'terminated', '1907-10-29', 'Terminated on 1907-10-29.'],
    ['terminated, no date known', { dateSigned: '1895-11-12' }, [['terminated', undefined]], 'terminated', null, 'Terminated; the date is not recorded.'],
    ['termination to come', { dateInForce: '2020-01-01' }, [['terminated', '2027-01-01']], 'inForce', '2020-01-01', 'In force since 2020-01-01.'],
    ['nothing after the end counts', { dateInForce: '2020' }, [['terminated', '2021'], ['resumed', '2022'], ['extended-tacitly', '2023'], ['signed', '2024']], 'terminated', '2021', 'Terminated in 2021.'],
    ['superseded', { dateInForce: '2020' }, [['superseded', '2024-01-01']], 'superseded', '2024-01-01', 'Superseded on 2024-01-01.'],
    ['expired by an event', { dateInForce: '2020' }, [['expired', '2025']], 'expired', '2025', 'Expired in 2025.'],
    ['a term that is over', { dateInForce: '2020-02-29', term: FIXED }, [], 'expired', '2025-02-28', 'In force from 2020-02-29 for 60 months: expired after 2025-02-28; no renewal is recorded.'],
    ['a term whose last day is today', { dateInForce: '2021-06-15', term: FIXED }, [], 'inForce', '2021-06-15', 'In force since 2021-06-15.'],
    ['a term from a year, perhaps over', { dateInForce: '2021', term: FIXED }, [], 'inForce', '2021', 'In force since 2021.'],
    ['a term from a year, surely over', { dateInForce: '2020', term: FIXED }, [], 'expired', '2025-12-31', 'In force from 2020 for 60 months: expired after 2025-12-31; no renewal is recorded.'],
    ['a term that renews itself', { dateInForce: '2010-01-01', term: { ...FIXED, renewal: 'tacit', renewalMonths: 60 } }, [], 'inForce', '2010-01-01', 'In force since 2010-01-01.'],
    ['a term that was extended', { dateInForce: '2020-01-01', term: { ...FIXED, renewal: 'express' } }, [['extended-expressly', '2024-12-01']], 'inForce', '2020-01-01', 'In force since 2020-01-01.'],
    ['a term that could be extended and was not', { dateInForce: '2020-01-01', term: { ...FIXED, renewal: 'express' } }, [], 'expired', '2025-01-01', 'In force from 2020-01-01 for 60 months: expired after 2025-01-01; no renewal is recorded.'],
    ['an indefinite term', { dateInForce: '1850', term: { kind: 'indefinite' } }, [], 'inForce', '1850', 'In force since 1850.'],
    ['other events', { dateInForce: '2020' }, [['amended', '2021'], ['registered', '2021'], ['celebrated', '2022']], 'inForce', '2020', 'In force since 2020.'],
    ['values of other shapes', { dateSigned: 7, dateInForce: 'soon', term: 'long', entryIntoForce: [] }, [], 'idea', null, 'Nothing dated is recorded yet.'],
  ])('%s', (_, agreement, events, expected, since, reason) => {
    expect(status(agreement, events)).toEqual([expected, since, reason]);
  });

  it('does not depend on the order in which events are known', () => {
    const types = baseline.eventTypes.terms.map((term) => term.code);
    const event = fc.record({ type: fc.constantFrom(...types), date: fc.constantFrom('2020', '2020-05', '2020-05-17', '2021-01-01', '2022-02', '2027', undefined) });
    fc.assert(fc.property(fc.array(event, { maxLength: 8 }).chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))), ([events, shuffled]) => {
      const derive = (of: typeof events) => {
        const { status: found, since, reason } = deriveStatus({ agreement: {}, events: of, today: TODAY });
        return { found, since, reason };
      };
      expect(derive(shuffled)).toEqual(derive(events));
    }));
  });

  it('is one of the states of the vocabulary', () => {
    const types = baseline.eventTypes.terms.map((term) => term.code);
    const known = new Set(baseline.agreementStatuses.terms.map((term) => term.code));
    fc.assert(fc.property(fc.array(fc.constantFrom(...types)), (of) => {
      expect(known.has(deriveStatus({ agreement: {}, events: of.map((type, i) => ({ type, date: `20${String(10 + (i % 10))}` })), today: TODAY }).status)).toBe(true);
    }));
  });
});
