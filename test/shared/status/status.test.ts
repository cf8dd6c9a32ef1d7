import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../src/shared/status/reasons.ts';
import { deriveStatus } from '../../../src/shared/status/status.ts';
import { deriveTerm } from '../../../src/shared/status/term.ts';
import { consentCases } from './consentCases.ts';
import { lifeCases } from './lifeCases.ts';
import { eventsOf } from './statusCase.ts';
import { termCases } from './termCases.ts';

describe.each(Object.entries({ ...lifeCases, ...termCases, ...consentCases }))('status, end and last day for notice: %s', (_, cases) => {
  it.each(cases)('%s', (_name, agreement, events, today, status, expiresOn, lastDayForNotice) => {
    const input = { agreement, events: eventsOf(events), today };
    const found = deriveStatus(input);
    const term = deriveTerm(input);
    expect([
      [found.status, found.since, found.certainty, sentencesOf(found.reasons, 'en')],
      [term.expiresOn.value, sentencesOf(term.expiresOn.reasons, 'en')],
      [term.lastDayForNotice.value, sentencesOf(term.lastDayForNotice.reasons, 'en')],
    ]).toEqual([status, expiresOn, lastDayForNotice]);
  });
});
