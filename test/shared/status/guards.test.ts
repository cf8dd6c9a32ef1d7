import { describe, expect, it } from 'vitest';
import type { AgreementFacts } from '../../../src/shared/status/fact.ts';
import { guardDate, guardEvent, type GuardInput } from '../../../src/shared/status/guards.ts';
import { sentencesOf } from '../../../src/shared/status/reasons.ts';
import { eventsOf, type CaseEvent } from './statusCase.ts';

const TODAY = '2026-06-15';

type Known = Partial<Pick<GuardInput, 'level' | 'authorisations'>> & AgreementFacts['agreement'] & { readonly events?: readonly CaseEvent[] };

const input = ({ level = null, authorisations = [], events = [], ...agreement }: Known): GuardInput => ({ level, authorisations, events: eventsOf(events), agreement, today: TODAY });

const granted = (decisionDate: string | null, validUntil: string | null = null) => ({ decision: 'granted', decisionDate, validUntil });
const ACTIVE: Known = { dateSigned: '2020-01-01', dateInForce: '2020-03-01' };
const NO_PERMISSION = (level: string, on: string): string => `An agreement of the level "${level}" needs the state's permission, and none is recorded as valid ${on}.`;

describe('the guards of events', () => {
  it.each<[string, Known, CaseEvent, string]>([
    ['a signature of the state needs no permission', { level: 'intergovernmental' }, ['signed', '2026-05-01'], ''],
    ['a signature of a region without permission', { level: 'interregional' }, ['signed', '2026-05-01'], NO_PERMISSION('Interregional', 'on 01.05.2026')],
    ['a twinning without permission', { level: 'twinning' }, ['signed', '2026-05'], NO_PERMISSION('Twinning', 'in 05.2026')],
    ['with a permission told by an event', { level: 'twinning', events: [['permission-granted', '2026-03-01']] }, ['signed', '2026-05-01'], ''],
    ['with a permission that came later', { level: 'twinning', events: [['permission-granted', '2026-06-01']] }, ['signed', '2026-05-01'], `${NO_PERMISSION('Twinning', 'on 01.05.2026')} The permission to sign came after the signature, on 01.06.2026.`],
    ['with a permission that lapsed', { level: 'twinning', events: [['permission-granted', '2025-03-01'], ['permission-lapsed', '2026-03-01']] }, ['signed', '2026-05-01'], `${NO_PERMISSION('Twinning', 'on 01.05.2026')} The permission to sign lapsed on 01.03.2026.`],
    ['with a permission that lapsed and was given again', { level: 'twinning', events: [['permission-granted', '2025-03-01'], ['permission-lapsed', '2026-03-01'], ['permission-granted', '2026-04-01']] }, ['signed', '2026-05-01'], ''],
    ['with a refusal', { level: 'institutional', events: [['permission-refused', '2026-03-01']] }, ['signed', '2026-05-01'], `${NO_PERMISSION('Institutional', 'on 01.05.2026')} Permission to sign was refused on 01.03.2026.`],
    ['with a decision on record', { level: 'twinning', authorisations: [granted('2026-03-01', '2026-12-31')] }, ['signed', '2026-05-01'], ''],
    ['with a decision valid until that day', { level: 'twinning', authorisations: [granted('2026-03-01', '2026-05-01')] }, ['signed', '2026-05-01'], ''],
    ['with a decision valid until the day before', { level: 'twinning', authorisations: [granted('2026-03-01', '2026-04-30')] }, ['signed', '2026-05-01'], `${NO_PERMISSION('Twinning', 'on 01.05.2026')} The permission to sign was valid only until 30.04.2026.`],
    ['with a decision in the month of the signature', { level: 'twinning', authorisations: [granted('2026-05')] }, ['signed', '2026-05-01'], ''],
    ['with a decision without a date', { level: 'twinning', authorisations: [granted(null)] }, ['signed', '2026-05-01'], ''],
    ['with a request that nobody answered', { level: 'twinning', authorisations: [{ decision: null, decisionDate: null, validUntil: null }] }, ['signed', '2026-05-01'], NO_PERMISSION('Twinning', 'on 01.05.2026')],
    ['with a draft that was returned', { level: 'twinning', authorisations: [{ decision: 'returned', decisionDate: '2026-03-01', validUntil: null }] }, ['signed', '2026-05-01'], NO_PERMISSION('Twinning', 'on 01.05.2026')],
    ['a signature after the entry into force that is recorded', { dateInForce: '2026-01-01' }, ['signed', '2026-05-01'], 'Entry into force (01.01.2026) would lie before the signature (01.05.2026).'],
    ['entry into force after the signature', { dateSigned: '2026-01-01' }, ['entered-into-force', '2026-02-01'], ''],
    ['entry into force on the day of the signature', { dateSigned: '2026-01-01' }, ['entered-into-force', '2026-01-01'], ''],
    ['entry into force before the signature', { dateSigned: '2026-02-01' }, ['entered-into-force', '2026-01-31'], 'Entry into force (31.01.2026) would lie before the signature (01.02.2026).'],
    ['entry into force in the month of the signature', { dateSigned: '2026-02-10' }, ['entered-into-force', '2026-02'], ''],
    ['entry into force of what is in negotiation', { events: [['negotiation-round', '2026-01-01']] }, ['entered-into-force', '2026-02-01'], 'No signature is recorded.'],
    ['entry into force of what was adopted', { dateAdopted: '1948-07-09' }, ['entered-into-force', '1950-07-04'], ''],
    ['a legacy entry: in force, and nothing else is known', {}, ['entered-into-force', '1990'], ''],
    ['a legacy entry: suspended', {}, ['suspended', undefined], ''],
    ['a legacy entry: terminated', {}, ['terminated', '1990'], ''],
    ['an extension of what is in force', ACTIVE, ['extended-expressly', '2025-01-01'], ''],
    ['an extension of what is suspended', { ...ACTIVE, events: [['suspended', '2024-01-01']] }, ['extended-tacitly', '2025-01-01'], ''],
    ['an extension of what is not in force yet', { dateSigned: '2026-01-01' }, ['extended-expressly', '2026-02-01'], '"Extended expressly" is for an agreement in force; on 01.02.2026 its status is: Signed.'],
    ['an extension before entry into force', ACTIVE, ['extended-tacitly', '2020-02-01'], '"Extended tacitly" is for an agreement in force; on 01.02.2020 its status is: Awaiting procedures.'],
    ['an extension of what has expired', { ...ACTIVE, term: { kind: 'fixed', months: 12 } }, ['extended-expressly', '2021-03-02'], '"Extended expressly" is for an agreement in force; on 02.03.2021 its status is: Expired.'],
    ['an extension on the last day', { ...ACTIVE, term: { kind: 'fixed', months: 12 } }, ['extended-expressly', '2021-03-01'], ''],
    ['a suspension of what is signed', { dateSigned: '2026-01-01' }, ['suspended', '2026-02-01'], '"Suspended" is for an agreement in force; on 01.02.2026 its status is: Signed.'],
    ['a suspension of what is applied provisionally', { dateSigned: '2026-01-01', events: [['provisional-start', '2026-01-01']] }, ['suspended', '2026-02-01'], ''],
    ['a resumption of what was not suspended', ACTIVE, ['resumed', '2024-01-01'], 'It was not suspended on 01.01.2024.'],
    ['a resumption', { ...ACTIVE, events: [['suspended', '2023-01-01']] }, ['resumed', '2024-01-01'], ''],
    ['notice', ACTIVE, ['notice-given', '2024-01-01'], ''],
    ['notice before entry into force', ACTIVE, ['notice-received', '2020-02-01'], '"Notice received" is for an agreement in force; on 01.02.2020 its status is: Awaiting procedures.'],
    ['withdrawal of a notice that nobody gave', ACTIVE, ['notice-withdrawn', '2024-01-01'], 'No notice of termination was running on 01.01.2024.'],
    ['withdrawal of a notice', { ...ACTIVE, events: [['notice-given', '2023-01-01']] }, ['notice-withdrawn', '2024-01-01'], ''],
    ['the end of a provisional application that never began', { dateSigned: '2026-01-01' }, ['provisional-end', '2026-02-01'], 'It was not applied provisionally on 01.02.2026.'],
    ['registration after entry into force', ACTIVE, ['registered', '2020-04-01'], ''],
    ['registration before entry into force', ACTIVE, ['registered', '2020-02-01'], 'The registration (01.02.2020) would lie before entry into force.'],
    ['registration of what is not in force', { dateSigned: '2026-01-01' }, ['registered', '2026-02-01'], 'The registration (01.02.2026) would lie before entry into force.'],
    ['termination of what is in negotiation', { events: [['negotiation-round', '2026-01-01']] }, ['terminated', '2026-02-01'], '"Terminated" is for an agreement in force; on 01.02.2026 its status is: In negotiation.'],
    ['withdrawal of what is in negotiation', { events: [['negotiation-round', '2026-01-01']] }, ['withdrawn', '2026-02-01'], ''],
    ['withdrawal of what is signed', ACTIVE, ['withdrawn', '2024-01-01'], 'What is signed is not withdrawn; on 01.01.2024 its status is: In force.'],
    ['notice after the end', { ...ACTIVE, events: [['terminated', '2022-01-01']] }, ['notice-given', '2024-01-01'], 'The agreement had ended already on 01.01.2024: Terminated.'],
    ['an amendment after the end', { ...ACTIVE, events: [['superseded', '2022-01-01']] }, ['amended', '2024-01-01'], 'The agreement had ended already on 01.01.2024: Superseded.'],
    ['an amendment before the end, recorded afterwards', { ...ACTIVE, events: [['superseded', '2022-01-01']] }, ['amended', '2021-01-01'], ''],
    ['a second end', { ...ACTIVE, events: [['expired', '2022-01-01']] }, ['terminated', '2024-01-01'], 'The agreement had ended already on 01.01.2024: Expired.'],
    ['the end that was computed, recorded', { ...ACTIVE, term: { kind: 'fixed', months: 12 } }, ['expired', '2021-03-02'], ''],
    ['an original moved after the end', { ...ACTIVE, events: [['terminated', '2022-01-01']] }, ['original-moved', '2024-01-01'], ''],
    ['an event without a date is looked at as of today', { ...ACTIVE, events: [['terminated', '2022-01-01']] }, ['suspended', undefined], 'The agreement had ended already on 15.06.2026: Terminated.'],
    ['a type that this version does not know', ACTIVE, ['celebrated', '2024-01-01'], ''],
  ])('%s', (_, known, [type, date], expected) => {
    expect(sentencesOf(guardEvent(input(known), { type, date }), 'en')).toBe(expected);
  });
});

describe('the guards of an agreement\'s own dates', () => {
  it.each<[string, Known, 'dateSigned' | 'dateInForce', string, string]>([
    ['a signature with permission', { level: 'twinning', events: [['permission-granted', '2026-03-01']] }, 'dateSigned', '2026-05-01', ''],
    ['a signature without permission', { level: 'twinning' }, 'dateSigned', '2026-05-01', NO_PERMISSION('Twinning', 'on 01.05.2026')],
    ['a signature after entry into force', { dateInForce: '2026-01-01' }, 'dateSigned', '2026-05-01', 'Entry into force (01.01.2026) would lie before the signature (01.05.2026).'],
    ['a signature corrected', { dateSigned: '2026-05-01', dateInForce: '2026-03-01' }, 'dateSigned', '2026-02-01', ''],
    ['entry into force before the signature', { dateSigned: '2026-05-01' }, 'dateInForce', '2026-04', 'Entry into force (04.2026) would lie before the signature (01.05.2026).'],
    ['entry into force before a signature that an event tells of', { events: [['signed', '2026-05-01']] }, 'dateInForce', '2026-04-01', 'Entry into force (01.04.2026) would lie before the signature (01.05.2026).'],
    ['entry into force after the signature', { dateSigned: '2026-05-01' }, 'dateInForce', '2026-06-01', ''],
    ['entry into force, and no signature is known', {}, 'dateInForce', '2026-06-01', ''],
    ['no date', { level: 'twinning' }, 'dateSigned', 'soon', ''],
  ])('%s', (_, known, field, value, expected) => {
    expect(sentencesOf(guardDate(input(known), field, value), 'en')).toBe(expected);
  });
});
