/** Rules of agreements and their events. */
import type { Json } from '../../json.ts';
import type { PartialDate } from '../../dates.ts';
import { stateOnlyFields } from '../../vocabularies/cooperation.ts';
import { elementsOf, groupsOf, type Fields } from '../nest.ts';
import { textAt } from '../titles.ts';
import { isBefore, possibleDate } from './dates.ts';
import type { WarningsInput } from './input.ts';
import { warn, type Warning } from './warning.ts';

export function agreementWarnings(input: WarningsInput): readonly Warning[] {
  const { fields } = input;
  const parties = groupsOf(fields, 'parties').map(([, parts]) => parts);
  return [
    ...(elementsOf(fields, 'titleForms').length === 0 ? [warn('titleMissing', {}, 'titleForms')] : []),
    ...(parties.length < 2 ? [warn(parties.length === 0 ? 'partiesMissing' : 'partySingle', {}, 'parties')] : []),
    ...dateWarnings(input),
    ...fieldWarnings(fields),
    ...relationWarnings(fields),
    ...languageWarnings(fields),
    ...(input.partner === undefined ? [] : partyWarnings(parties, input.partner)),
  ];
}

export function eventWarnings({ fields }: WarningsInput): readonly Warning[] {
  const type = textAt(fields, 'type');
  return [
    ...(textAt(fields, 'agreement') === null ? [warn('eventWithoutAgreement', {}, 'agreement')] : []),
    ...(type === null ? [warn('eventWithoutType', {}, 'type')] : fields.has('date') ? [] : [warn('eventWithoutDate', { type }, 'date')]),
  ];
}

function dateWarnings({ fields, events = [] }: WarningsInput): readonly Warning[] {
  const warnings: Warning[] = [];
  const signed = possibleDate(fields.get('dateSigned')) ?? firstEvent(events, 'signed');
  const force = possibleDate(fields.get('dateInForce')) ?? firstEvent(events, 'entered-into-force');
  const end = firstEvent(events, 'terminated') ?? firstEvent(events, 'expired');
  if (isBefore(force, signed)) warnings.push(warn('forceBeforeSignature', { force, signed }, 'dateInForce'));
  if (isBefore(end, force)) warnings.push(warn('endBeforeForce', { end, force }));
  if (isBefore(end, signed)) warnings.push(warn('endBeforeSignature', { end, signed }));
  for (const type of ['extended-tacitly', 'extended-expressly']) {
    const date = firstEvent(events, type);
    if (date === null) continue;
    if (force === null) warnings.push(warn('extendedWithoutForce', { date }));
    else if (isBefore(date, force)) warnings.push(warn('extendedBeforeForce', { date, force }));
  }
  const registered = [firstEvent(events, 'registered'), ...groupsOf(fields, 'registrations').map(([, parts]) => possibleDate(parts.date))].filter((date) => date !== null).sort()[0] ?? null;
  if (registered !== null && force === null) warnings.push(warn('registeredWithoutForce', { date: registered }));
  else if (isBefore(registered, force)) warnings.push(warn('registeredBeforeForce', { date: registered, force }));
  return warnings;
}

/** A field that is the state's alone, in an agreement of a region, a city or an institution. */
function fieldWarnings(fields: Fields): readonly Warning[] {
  const level = textAt(fields, 'level');
  if (level !== 'interregional' && level !== 'twinning' && level !== 'institutional') return [];
  return elementsOf(fields, 'fields').flatMap(([topic]) => (stateOnlyFields.has(topic) ? [warn('fieldStateOnly', { topic, level }, `fields[${topic}]`)] : []));
}

const relationWarnings = (fields: Fields): readonly Warning[] =>
  groupsOf(fields, 'relations').flatMap(([id, { agreement, act }]) => (agreement === undefined && act === undefined ? [warn('relationWithoutTarget', {}, `relations[${id}]`)] : []));

function languageWarnings(fields: Fields): readonly Warning[] {
  const language = textAt(fields, 'prevailingLanguage');
  const authentic = elementsOf(fields, 'authenticLanguages').map(([id]) => id);
  return language === null || authentic.length === 0 || authentic.includes(language) ? [] : [warn('prevailingNotAuthentic', { language }, 'prevailingLanguage')];
}

/** Parties that are not here, or twice; a region with a city, or Tashkent city with Tashkent region: frequent slips. */
function partyWarnings(parties: readonly Readonly<Record<string, Json>>[], partner: NonNullable<WarningsInput['partner']>): readonly Warning[] {
  const warnings: Warning[] = [];
  const ids = parties.flatMap((party) => (typeof party.partner === 'string' ? [party.partner] : []));
  const known = ids.flatMap((id) => {
    const found = partner(id);
    if (found === null) warnings.push(warn('partyAbsent', { id }, 'parties'));
    else if (found.voided) warnings.push(warn('partyVoided', { id }, 'parties'));
    return found === null ? [] : [found];
  });
  if (new Set(ids).size < ids.length) warnings.push(warn('partyTwice', {}, 'parties'));
  const kinds = new Set(known.map((one) => one.partnerKind));
  if (known.length === 2 && kinds.has('region') && kinds.has('city')) warnings.push(warn('regionWithCity', {}, 'parties'));
  const units = new Set(known.map((one) => one.subdivision));
  if (units.has('UZ-TK') && units.has('UZ-TO')) warnings.push(warn('tashkentTwice', {}, 'parties'));
  return warnings;
}

const firstEvent = (events: NonNullable<WarningsInput['events']>, type: string): PartialDate | null =>
  events.filter((event) => event.type === type).map((event) => possibleDate(event.date)).filter((date) => date !== null).sort()[0] ?? null;
