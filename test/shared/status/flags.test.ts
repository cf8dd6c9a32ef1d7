import { describe, expect, it } from 'vitest';
import type { AgreementFacts } from '../../../src/shared/status/fact.ts';
import { factsOf } from '../../../src/shared/status/facts.ts';
import { flagsOf, type FlagsInput } from '../../../src/shared/status/flags.ts';
import { sentenceOf } from '../../../src/shared/status/reasons.ts';
import { deriveStatus } from '../../../src/shared/status/status.ts';
import { deriveTerm } from '../../../src/shared/status/term.ts';
import { eventsOf, type CaseEvent } from './statusCase.ts';

const TODAY = '2026-06-15';

type More = Partial<Pick<FlagsInput, 'level' | 'authorisations' | 'lastActivity' | 'originals' | 'scans'>>;

function flags(agreement: AgreementFacts['agreement'], events: readonly CaseEvent[], more: More, today: string): readonly string[] {
  const input = { agreement, events: eventsOf(events), today };
  const found = flagsOf({
    status: deriveStatus(input).status, term: deriveTerm(input), signed: factsOf(input).find((fact) => fact.step === 'signed')?.date ?? null,
    level: null, authorisations: [], events: input.events, lastActivity: TODAY, originals: 1, scans: 1, today, ...more,
  });
  return found.map(({ flag, reason }) => `${flag}: ${sentenceOf(reason, 'en')}`);
}

const RENEWING = { dateSigned: '2020-01-01', dateInForce: '2020-03-01', term: { kind: 'fixed', months: 60, renewal: 'tacit', renewalMonths: 60, noticeMonths: 6 } } as const;
const FIXED = { dateSigned: '2020-01-01', dateInForce: '2020-03-01', term: { kind: 'fixed', months: 60 } } as const;
const SIGNED = { dateSigned: '2026-05-01' } as const;

describe('the flags of an agreement', () => {
  it.each<[string, AgreementFacts['agreement'], readonly CaseEvent[], More, string, readonly string[]]>([
    ['none where there is nothing to look at', { dateSigned: '2026-01-01', dateInForce: '2026-03-01', term: { kind: 'indefinite', noticeMonths: 6 } }, [], {}, TODAY, []],
    ['181 days before the last day for notice', RENEWING, [], {}, '2024-03-03', []],
    ['180 days before the last day for notice', RENEWING, [], {}, '2024-03-04', ['noticeWindowOpen: 180 days left for notice: the last safe day is 31.08.2024.']],
    ['one day before the last day for notice', RENEWING, [], {}, '2024-08-30', ['noticeWindowOpen: 1 day left for notice: the last safe day is 31.08.2024.']],
    ['on the last day for notice', RENEWING, [], {}, '2024-08-31', ['noticeWindowOpen: 0 days left for notice: the last safe day is 31.08.2024.']],
    ['after the last day for notice: it is renewed, and does not expire', RENEWING, [], {}, '2024-12-31', []],
    ['notice given in time: the end is near', RENEWING, [['notice-given', '2024-08-01']], {}, '2024-12-01', ['expiring: 90 days left: the last day is 01.03.2025.']],
    ['181 days before the end', FIXED, [], {}, '2024-09-01', []],
    ['180 days before the end', FIXED, [], {}, '2024-09-02', ['expiring: 180 days left: the last day is 01.03.2025.']],
    ['on the last day', FIXED, [], {}, '2025-03-01', ['expiring: 0 days left: the last day is 01.03.2025.']],
    ['after the end', FIXED, [], {}, '2025-03-02', []],
    ['a recorded end to come, known by month', { dateSigned: '2020', dateInForce: '2020' }, [['terminated', '2026-08']], {}, TODAY, ['expiring: 47 days left: the last day is 08.2026.']],
    ['nothing for 24 months to the day', { dateInForce: '2020-03-01' }, [], { lastActivity: '2024-06-15' }, TODAY, []],
    ['nothing for 24 months and a day', { dateInForce: '2020-03-01' }, [], { lastActivity: '2024-06-14' }, TODAY, ['dormant: No activity is recorded since 14.06.2024.']],
    ['nothing since a year that may have ended in time', { dateInForce: '2020-03-01' }, [], { lastActivity: '2024' }, TODAY, []],
    ['nothing since a year', { dateInForce: '2020-03-01' }, [], { lastActivity: '2023' }, TODAY, ['dormant: No activity is recorded since 2023.']],
    ['nothing at all', {}, [['entered-into-force', undefined]], { lastActivity: null }, TODAY, ['dormant: No activity is recorded at all.']],
    ['an ended agreement does not sleep', { dateInForce: '2000' }, [['terminated', '2005']], { lastActivity: '2005' }, TODAY, []],
    ['an idea does not sleep', {}, [['proposed', '2000']], { lastActivity: '2000' }, TODAY, []],
    ['no original and no scan', SIGNED, [], { originals: 0, scans: 0 }, TODAY, ['noOriginal: Where the original is kept is not recorded.', 'noScan: No scan is attached.']],
    ['no original and no scan of what is not signed', {}, [['initialled', '2026-01-01']], { originals: 0, scans: 0 }, TODAY, []],
    ['no scan of what has ended', SIGNED, [['terminated', '2026-06-01']], { scans: 0 }, TODAY, ['noScan: No scan is attached.']],
    ['a twinning signed without permission', SIGNED, [], { level: 'twinning' }, TODAY, ['permissionMissing: No permission to sign is recorded.']],
    ['a treaty of the state', SIGNED, [], { level: 'interstate' }, TODAY, []],
    ['signed with a permission', SIGNED, [['permission-granted', '2026-04-01']], { level: 'twinning' }, TODAY, []],
    ['signed while the permission was valid', SIGNED, [], { level: 'twinning', authorisations: [{ decision: 'granted-with-remarks', decisionDate: '2026-04-01', validUntil: '2026-05-31' }] }, TODAY, []],
    ['signed after the permission was over', SIGNED, [], { level: 'twinning', authorisations: [{ decision: 'granted', decisionDate: '2026-04-01', validUntil: '2026-04-30' }] }, TODAY, ['permissionMissing: The permission to sign was valid only until 30.04.2026.']],
    ['about to be signed, the permission is over', {}, [['initialled', '2026-05-01']], { level: 'interregional', authorisations: [{ decision: 'granted', decisionDate: '2026-04-01', validUntil: '2026-06-14' }] }, TODAY, ['permissionMissing: The permission to sign was valid only until 14.06.2026.']],
    ['about to be signed, the permission is valid today', {}, [['initialled', '2026-05-01']], { level: 'interregional', authorisations: [{ decision: 'granted', decisionDate: '2026-04-01', validUntil: '2026-06-15' }] }, TODAY, []],
    ['in negotiation: a permission is not missing yet', {}, [['negotiation-round', '2026-05-01']], { level: 'twinning' }, TODAY, []],
    ['permitted after it was signed', SIGNED, [['permission-granted', '2026-05-20']], { level: 'twinning' }, TODAY, ['permissionMissing: The permission to sign came after the signature, on 20.05.2026.']],
  ])('%s', (_, agreement, events, more, today, expected) => {
    expect(flags(agreement, events, { lastActivity: today, ...more }, today)).toEqual(expected);
  });
});
