/**
 * What the parties' consent makes of an agreement: when it was signed by all, and when it entered into force by its rule.
 *
 * VCLT, article 24: a treaty enters into force in such manner and upon such date as it provides; failing that, when the consent of all
 * negotiating States is established; for one whose consent comes later, on that date. So a rule takes the last of the parties' dates, and
 * where only `boundFrom` is known, the agreement is in force from the day on which a second party is bound.
 * A party's date stands in its group (`signed`, `approved`, `notified`) or in an event that names it; a notification without a party is
 * ours if it was sent and theirs if it was received (VCLT, article 78: what counts is the receipt).
 */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { addDays, earliestDay, latestDay } from '../dates.ts';
import { dated, type AgreementEvent, type Fact } from './fact.ts';

type Party = Readonly<Record<string, Json>>;
type Act = 'signed' | 'approved' | 'notified';

/** The signature that the parties' dates tell of, where none of the agreement as a whole is recorded: the last one known. */
export function signatureByParties(parties: readonly Party[], events: readonly AgreementEvent[]): Fact | null {
  const dates = datesOf('signed', consenting(parties), events);
  const known = dates.filter((fact) => fact !== null);
  const last = lastOf(known);
  if (last === null) return null;
  return { ...last, step: 'signed', code: 'signed', ...(known.length < dates.length ? { partly: true } : {}) };
}

/** Entry into force as it follows from the rule or from the parties being bound; null where it does not. */
export function entryByParties(rule: Json | undefined, parties: readonly Party[], events: readonly AgreementEvent[], signature: Fact | null): Fact | null {
  return byRule(isJsonObject(rule) ? rule : {}, consenting(parties), events, signature) ?? byBinding(consenting(parties));
}

function byRule(rule: Party, parties: readonly Party[], events: readonly AgreementEvent[], signature: Fact | null): Fact | null {
  const days = typeof rule.days === 'number' ? rule.days : 0;
  switch (rule.rule) {
    case 'on-date':
      return dated('inForce', 'forceOnDateAgreed', rule.date);
    case 'on-signature':
      return entering(lastOfAll('signed', parties, events) ?? signature, days, 'forceOnSignature');
    case 'on-last-notification':
      return entering(lastOfAll('notified', parties, events), days, 'forceOnNotification');
    case 'on-ratification':
      return entering(lastOfAll('approved', parties, events), days, 'forceOnRatification');
    default:
      return null;
  }
}

/** In force from the day on which a second party is bound, or the one that is recorded. */
function byBinding(parties: readonly Party[]): Fact | null {
  const bound = parties.flatMap((party) => dated('inForce', 'forceByPartiesBound', party.boundFrom) ?? []).sort((a, b) => compareDays(a, b));
  const second = bound[1];
  if (second !== undefined) return second;
  return bound[0] === undefined ? null : { ...bound[0], certainty: 'inferred' };
}

/** The last of the parties' dates, if every party (of at least two) has one. */
function lastOfAll(act: Act, parties: readonly Party[], events: readonly AgreementEvent[]): Fact | null {
  const dates = datesOf(act, parties, events);
  const known = dates.filter((fact) => fact !== null);
  return known.length < 2 || known.length < dates.length ? null : lastOf(known);
}

/** Each party's date of an act; where fewer than two parties are known, ours and theirs as the notifications tell of them. */
function datesOf(act: Act, parties: readonly Party[], events: readonly AgreementEvent[]): readonly (Fact | null)[] {
  if (parties.length < 2) return act === 'notified' ? (['ours', 'theirs'] as const).map((side) => firstOf(events.filter((event) => event.type === NOTIFICATION[side]))) : [];
  return parties.map((party) => {
    const own = dated('inForce', 'inForceSince', party[act]);
    if (own !== null) return own;
    const sides = parties.filter((other) => other.side === party.side).length;
    return firstOf(events.filter((event) => TYPES[act].includes(event.type) && (event.party != null
      ? event.party === party.partner
      : act === 'notified' && sides === 1 && (party.side === 'ours' || party.side === 'theirs') && event.type === NOTIFICATION[party.side])));
  });
}

const TYPES: Readonly<Record<Act, readonly string[]>> = { signed: ['signed'], approved: ['approved'], notified: ['notification-sent', 'notification-received'] };
const NOTIFICATION = { ours: 'notification-sent', theirs: 'notification-received' } as const;

const firstOf = (events: readonly AgreementEvent[]): Fact | null =>
  events.flatMap((event) => dated('inForce', 'inForceSince', event.date) ?? []).sort((a, b) => compareDays(a, b))[0] ?? null;

/** Who can be bound: not a depositary, not an observer. */
const consenting = (parties: readonly Party[]): readonly Party[] => parties.filter((party) => party.capacity !== 'depositary' && party.capacity !== 'observer');

/** The one that is surely not before another: by its last possible day. */
function lastOf(facts: readonly Fact[]): Fact | null {
  let last: Fact | null = null;
  for (const fact of facts) {
    if (last === null || compareLast(last, fact) < 0) last = fact;
  }
  return last;
}

function entering(fact: Fact | null, days: number, code: Fact['code']): Fact | null {
  if (fact === null) return null;
  const date = fact.date === null || days === 0 || fact.date.length < 10 ? fact.date : addDays(fact.date, days);
  return { step: 'inForce', code, date, certainty: fact.certainty, until: null };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareDays = (a: Fact, b: Fact): number => compareText(earliestDay(a.date ?? ''), earliestDay(b.date ?? '')) || compareLast(a, b);
const compareLast = (a: Fact, b: Fact): number => compareText(latestDay(a.date ?? ''), latestDay(b.date ?? '')) || compareText(a.date ?? '', b.date ?? '') || compareText(a.certainty, b.certainty);
