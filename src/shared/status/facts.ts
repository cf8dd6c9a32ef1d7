/**
 * The dated facts that the status follows from: the agreement's own dates, those of its parties, and its events, in one order.
 * Registers are old and incomplete: values of an unexpected shape are passed over, and a fact without a date still counts for what it says.
 */
import type { Json } from '../json.ts';
import { earliestDay, latestDay, precisionOf, type PartialDate } from '../dates.ts';
import { entryByParties, signatureByParties } from './consent.ts';
import { dated, possibleDate, type AgreementEvent, type AgreementFacts, type Fact, type FactCode, type Step } from './fact.ts';

/** All facts: undated ones from before the signature, then by first possible day, then the other undated ones, which count for what they say. */
export function factsOf({ agreement, events }: AgreementFacts): readonly Fact[] {
  const recorded: (Fact | null)[] = [dated('adopted', 'adopted', agreement.dateAdopted), dated('signed', 'signed', agreement.dateSigned), dated('inForce', 'inForceSince', agreement.dateInForce)];
  const parties = agreement.parties ?? [];
  for (const event of events) {
    const step = STEP_OF_EVENT.get(event.type);
    if (step === undefined || (step[0] === 'signed' && isOfOneParty(event, parties))) continue;
    recorded.push({ ...(dated(step[0], step[1], event.date) ?? undated(step[0], step[1])), until: possibleDate(event.until) });
  }
  const facts = withoutVagueTwins(recorded.filter((fact) => fact !== null));
  const signature = facts.find((fact) => fact.step === 'signed') ?? null;
  const byParties = signature === null ? signatureByParties(parties, events) : null;
  if (byParties !== null) facts.push(byParties);
  if (!facts.some((fact) => fact.step === 'inForce')) {
    const force = entryByParties(agreement.entryIntoForce, parties, events, signature);
    if (force !== null) facts.push(force);
  }
  return facts.sort(compareFacts);
}

/** Whether an event tells of one of several known parties only. */
export const isOfOneParty = (event: AgreementEvent, parties: readonly Readonly<Record<string, Json>>[]): boolean =>
  event.party != null && parties.length > 1 && parties.some((party) => party.partner === event.party);

/** An event without a date is how an archivist records the last known state: its time is not known. */
const undated = (step: Step, code: FactCode): Fact => ({ step, code, date: null, certainty: 'inferred', until: null });

/** Events that move an agreement; the others tell of it without changing its status. */
const STEP_OF_EVENT: ReadonlyMap<string, readonly [Step, FactCode]> = new Map<string, readonly [Step, FactCode]>([
  ['proposed', ['idea', 'proposed']],
  ['notified-to-ministry', ['underPermission', 'ministryNotified']],
  ['permission-requested', ['underPermission', 'permissionRequested']],
  ['permission-granted', ['permitted', 'permissionGranted']],
  ['permission-refused', ['refused', 'permissionRefused']],
  ['permission-lapsed', ['underPermission', 'permissionLapsed']],
  ['negotiation-round', ['negotiation', 'negotiated']],
  ['text-agreed', ['negotiation', 'textAgreed']],
  ['initialled', ['initialled', 'initialled']],
  ['full-powers-issued', ['readyToSign', 'fullPowersIssued']],
  ['signed', ['signed', 'signed']],
  ['provisional-start', ['provisional', 'provisionalSince']],
  ['provisional-end', ['provisionalEnd', 'provisionalEnded']],
  ['entered-into-force', ['inForce', 'inForceSince']],
  ['extended-tacitly', ['extendedTacitly', 'extendedTacitly']],
  ['extended-expressly', ['extendedExpressly', 'extendedExpressly']],
  ['suspended', ['suspended', 'suspendedSince']],
  ['resumed', ['resumed', 'resumed']],
  ['notice-given', ['noticeGiven', 'noticeGiven']],
  ['notice-received', ['noticeGiven', 'noticeReceived']],
  ['notice-withdrawn', ['noticeWithdrawn', 'noticeWithdrawn']],
  ['terminated', ['terminated', 'terminated']],
  ['expired', ['expired', 'expired']],
  ['superseded', ['superseded', 'superseded']],
  ['withdrawn', ['withdrawn', 'withdrawn']],
]);

/** Order of steps that fall on one day. */
const RANK: Readonly<Record<Step, number>> = {
  idea: 0, underPermission: 1, refused: 2, permitted: 3, negotiation: 4, initialled: 5, readyToSign: 6, withdrawn: 7, adopted: 8, signed: 9, awaitingProcedures: 10,
  provisional: 11, provisionalEnd: 12, inForce: 13, extendedTacitly: 14, extendedExpressly: 15, suspended: 16, resumed: 17, noticeGiven: 18, noticeWithdrawn: 19, superseded: 20, terminated: 21, expired: 22,
};

/** What happens once: "2024" beside "2024-05-17" is the same fact, told less exactly. */
const ONCE: ReadonlySet<Step> = new Set<Step>(['adopted', 'signed', 'inForce', 'superseded', 'terminated', 'expired']);

function withoutVagueTwins(facts: readonly Fact[]): Fact[] {
  return facts.filter((fact) => !ONCE.has(fact.step) || fact.date === null || !facts.some((other) => other.step === fact.step && other.date !== null && isWithin(other.date, fact.date ?? '')));
}

const isWithin = (exact: PartialDate, vague: PartialDate): boolean => precisionOf(vague) !== 'day' && exact.length > vague.length && earliestDay(vague) <= earliestDay(exact) && latestDay(exact) <= latestDay(vague);

/** The rest only makes the order total: events come in no order of their own. */
function compareFacts(a: Fact, b: Fact): number {
  return compareText(placeOf(a), placeOf(b)) || RANK[a.step] - RANK[b.step] || compareText(a.code, b.code) || compareText(a.date ?? '', b.date ?? '')
    || compareText(a.certainty, b.certainty) || compareText(a.until ?? '', b.until ?? '');
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const placeOf = (fact: Fact): string => (fact.date !== null ? earliestDay(fact.date) : RANK[fact.step] < RANK.withdrawn ? '' : '~');
