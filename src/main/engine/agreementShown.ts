/** What is derived of an agreement today, from all that is known of it: status, term, flags, and what the guards say of its events. */
import { earliestDay, latestDay, type Day, type PartialDate } from '../../shared/dates.ts';
import type { Fields } from '../../shared/records/nest.ts';
import { groupsOf } from '../../shared/records/nest.ts';
import type { WarningShown } from '../../shared/records/answers.ts';
import type { AgreementDerived, ReasonShown } from '../../shared/status/answers.ts';
import { possibleDate, type AgreementFacts, type Fact } from '../../shared/status/fact.ts';
import { factsOf } from '../../shared/status/facts.ts';
import { flagsOf } from '../../shared/status/flags.ts';
import { guardDate, guardEvent, type GuardInput } from '../../shared/status/guards.ts';
import { sentenceOf, sentencesOf, type Reason, type ReasonCode } from '../../shared/status/reasons.ts';
import { stretchOn } from '../../shared/status/status.ts';
import { termIn } from '../../shared/status/term.ts';
import { timelineOf } from '../../shared/status/timeline.ts';
import { factsOfAgreement, type EventShown } from '../agreements/facts.ts';
import { authorisationsOf } from '../authorisations/repository.ts';
import type { ReadableDB } from '../db/open.ts';
import { originalsOf } from '../originals/repository.ts';
import { relationshipsOf } from '../relationships/repository.ts';

export type KnownAgreement = Omit<GuardInput, 'events'> & { readonly events: readonly EventShown[] };

/** What the guards look at when something is entered about an agreement; null if there is no such agreement. */
export function guardInputOf(db: ReadableDB, agreement: string, today: Day): KnownAgreement | null {
  const facts = factsOfAgreement(db, agreement);
  return facts === null ? null : { ...facts, authorisations: authorisationsOf(db, agreement), today };
}

/** @param known of the agreement. @param scans how many files are attached to it. */
export function agreementDerived(db: ReadableDB, id: string, known: KnownAgreement, fields: Fields, scans: number): AgreementDerived {
  const { today, agreement } = known;
  const stretch = stretchOn(timelineOf(known), today);
  const term = termIn(stretch, { agreement, today });
  const facts = factsOf(known);
  const flags = flagsOf({
    status: stretch.status, term, level: known.level, authorisations: known.authorisations, events: known.events, today, scans,
    signed: facts.find((fact) => fact.step === 'signed')?.date ?? null,
    lastActivity: lastActivity(facts, known, relationshipDays(db, id, fields)), originals: originalsOf(db, id).length,
  });
  return {
    status: stretch.status, statusSince: stretch.since, statusCertainty: stretch.certainty, statusReason: sentencesOf(stretch.reasons, 'en'),
    expiresOn: term.expiresOn.value, renewsTacitly: term.renewsTacitly, lastDayForNotice: term.lastDayForNotice.value,
    reasons: { status: stretch.reasons.map(shownReason), expiresOn: term.expiresOn.reasons.map(shownReason), lastDayForNotice: term.lastDayForNotice.reasons.map(shownReason) },
    flags: flags.map(({ flag, reason }) => ({ flag, ...shownReason(reason) })),
  };
}

/**
 * Guards that events break which nobody overrode: those of other offices, and those that were broken by what was recorded later. Each event is
 * looked at beside the others. What the record's own warnings say already is left out.
 */
export function guardWarnings(known: KnownAgreement): readonly WarningShown[] {
  const warnings = [
    ...(known.events.length > LOOKED_AT ? [] : known.events).filter((event) => event.override === null)
      .flatMap((event) => guardEvent({ ...known, events: known.events.filter((other) => other !== event) }, event)),
    ...guardDate(known, 'dateSigned', known.agreement.dateSigned ?? null).filter((one) => one.code === 'signedWithoutPermission'),
  ];
  const seen = new Set<string>();
  return warnings.filter((one) => !SAID_ELSEWHERE.has(one.code)).flatMap((one) => {
    const sentence = sentenceOf(one, 'en');
    if (seen.has(sentence)) return [];
    seen.add(sentence);
    return [{ code: one.code, sentence }];
  });
}

/** Looking at each event beside all others takes the square of their number. */
const LOOKED_AT = 200;

/** By the warnings on dates, and by the flag for a missing permission. */
const SAID_ELSEWHERE: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['forceBeforeSignature', 'registeredBeforeForce', 'permissionOver', 'permissionLater', 'permissionRefusedForSigning', 'permissionLapsedForSigning']);

const shownReason = (of: Reason): ReasonShown => ({ code: of.code, values: of.values, sentence: sentenceOf(of, 'en') });

/** Events, the agreement's own dates and what the relationship did; a file is no activity: a scan of an old paper is made at any time. */
function lastActivity(facts: readonly Fact[], { events, today }: AgreementFacts & { readonly today: Day }, others: readonly (string | null)[]): PartialDate | null {
  const dates = [...facts.map((fact) => fact.date), ...events.map((event) => possibleDate(event.date)), ...others.map((date) => possibleDate(date ?? undefined))];
  return dates.filter((date) => date !== null && earliestDay(date) <= today).sort((a, b) => (latestDay(a ?? '') < latestDay(b ?? '') ? -1 : 1)).at(-1) ?? null;
}

/** The last activities of relationships that rest on the agreement or bind its parties to each other. */
function relationshipDays(db: ReadableDB, id: string, fields: Fields): readonly (string | null)[] {
  const parties = new Set(groupsOf(fields, 'parties').flatMap(([, parts]) => (typeof parts.partner === 'string' ? [parts.partner] : [])));
  const between = [...parties].flatMap((party) => relationshipsOf(db, party)).filter((one) => parties.has(one.ours ?? '') && parties.has(one.theirs ?? ''));
  return [...relationshipsOf(db, id), ...between].map((one) => one.lastActivity);
}
