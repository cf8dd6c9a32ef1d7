/** One case of a table: what is recorded, the day on which it is asked, what is derived. */
import type { Json } from '../../../src/shared/json.ts';
import type { AgreementFacts } from '../../../src/shared/status/fact.ts';

/** `[type, date, more]`; an event without a date is how a legacy entry tells of the last known state. */
export type CaseEvent = readonly [type: string, date: Json | undefined, more?: { readonly party?: string; readonly until?: string }];

export type StatusCase = readonly [
  name: string,
  agreement: AgreementFacts['agreement'],
  events: readonly CaseEvent[],
  today: string,
  status: readonly [status: string, since: string | null, certainty: string, sentence: string],
  expiresOn: readonly [day: string | null, sentence: string],
  lastDayForNotice: readonly [day: string | null, sentence: string],
];

export const eventsOf = (events: readonly CaseEvent[]): AgreementFacts['events'] => events.map(([type, date, more]) => ({ type, date, ...more }));
