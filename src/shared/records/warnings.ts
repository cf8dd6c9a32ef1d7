/** Broken rules of the domain, as sentences on the record. What another office wrote is never rejected for them. */
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { compareDates, dateOf, officialDate, parsePartialDate, type PartialDate } from '../dates.ts';
import { quote } from '../text.ts';
import { baseline, type Vocabularies } from '../vocabularies/baseline.ts';
import { stateOnlyFields } from '../vocabularies/cooperation.ts';
import { termOf } from '../vocabularies/vocabulary.ts';
import { parsePath, specAt } from './forms.ts';
import { elementsOf, groupsOf, type Fields } from './nest.ts';
import { valueProblem } from './read.ts';
import { fieldTableOf } from './registry.ts';
import { dateValueOf, textAt } from './titles.ts';

export interface WarningsInput {
  readonly fields: Fields;
  /** Of an agreement: its events that are not voided. */
  readonly events?: readonly { readonly type: string; readonly date: Json | undefined }[];
  /** Of an agreement: what is known of a partner that it names; null if nothing. */
  readonly partner?: (id: string) => { readonly partnerKind: string | null; readonly subdivision: string | null; readonly voided: boolean } | null;
}

export function warningsOf(kind: string, input: WarningsInput, vocabularies: Vocabularies = baseline): readonly string[] {
  const own = kind === 'agreement' ? agreementWarnings(input, vocabularies) : kind === 'partner' ? partnerWarnings(input.fields) : kind === 'event' ? eventWarnings(input.fields) : [];
  return [...valueWarnings(kind, input.fields, vocabularies), ...own];
}

/** Values that this version would not have accepted, and fields that it does not know. */
function valueWarnings(kind: string, fields: Fields, vocabularies: Vocabularies): readonly string[] {
  const table = fieldTableOf(kind);
  if (table === null) return [`The kind "${kind}" needs a newer version of the program.`];
  const warnings: string[] = [];
  for (const [path, value] of fields) {
    const parsed = parsePath(path);
    const found = parsed === null ? null : specAt(table, parsed);
    if (parsed === null || found === null) {
      const isGroup = parsed?.part === null && Object.hasOwn(table, parsed.field) && table[parsed.field]?.form === 'groups';
      if (!isGroup) warnings.push(`The field ${path} needs a newer version of the program.`);
    } else {
      const problem = valueProblem(found.spec, found.form === 'marks' ? (parsed.id ?? '') : value, vocabularies);
      if (problem !== null) warnings.push(`${path}: ${problem}.`);
    }
  }
  return warnings;
}

function agreementWarnings(input: WarningsInput, vocabularies: Vocabularies): readonly string[] {
  const { fields } = input;
  const warnings: string[] = [];
  const parties = groupsOf(fields, 'parties').map(([, parts]) => parts);
  if (elementsOf(fields, 'titleForms').length === 0) warnings.push('The agreement has no title.');
  if (parties.length < 2) warnings.push(parties.length === 0 ? 'The agreement names no parties.' : 'The agreement names only one party.');
  warnings.push(...dateWarnings(input));
  const level = textAt(fields, 'level');
  if (level === 'interregional' || level === 'twinning' || level === 'institutional') {
    for (const [code] of elementsOf(fields, 'fields')) {
      const label = termOf(vocabularies.cooperationFields, code)?.labels.en ?? code;
      if (stateOnlyFields.has(code)) warnings.push(`The field of cooperation "${label}" is the state's alone; the agreement is ${level}.`);
    }
  }
  if (input.partner !== undefined) warnings.push(...partyWarnings(parties, input.partner));
  return warnings;
}

function dateWarnings({ fields, events = [] }: WarningsInput): readonly string[] {
  const warnings: string[] = [];
  const signed = dateAt(fields.get('dateSigned')) ?? firstEvent(events, 'signed');
  const force = dateAt(fields.get('dateInForce')) ?? firstEvent(events, 'entered-into-force');
  const ended = firstEvent(events, 'terminated') ?? firstEvent(events, 'expired');
  const order = (a: PartialDate | null, b: PartialDate | null, what: (a: string, b: string) => string): void => {
    if (a !== null && b !== null && compareDates(a, b) === 'before') warnings.push(what(officialDate(a), officialDate(b)));
  };
  order(force, signed, (a, b) => `Entry into force (${a}) lies before the signature (${b}).`);
  order(ended, force, (a, b) => `The end (${a}) lies before entry into force (${b}).`);
  order(ended, signed, (a, b) => `The end (${a}) lies before the signature (${b}).`);
  for (const type of ['extended-tacitly', 'extended-expressly', 'registered']) {
    const date = firstEvent(events, type);
    if (date === null) continue;
    const what = type === 'registered' ? 'registered' : 'extended';
    if (force === null) warnings.push(`The agreement was ${what} (${officialDate(date)}), but no entry into force is recorded.`);
    else order(date, force, (a, b) => `The agreement was ${what} (${a}) before it entered into force (${b}).`);
  }
  return warnings;
}

/** A region with a city, or Tashkent city with Tashkent region: frequent slips. */
function partyWarnings(parties: readonly Readonly<Record<string, Json>>[], partner: NonNullable<WarningsInput['partner']>): readonly string[] {
  const warnings: string[] = [];
  const ids = parties.flatMap((party) => (typeof party.partner === 'string' ? [party.partner] : []));
  const known = ids.flatMap((id) => {
    const found = partner(id);
    if (found === null) warnings.push(`The party ${id} is not in this register.`);
    else if (found.voided) warnings.push(`The party ${id} is voided.`);
    return found === null ? [] : [found];
  });
  if (new Set(ids).size < ids.length) warnings.push('One partner stands twice among the parties.');
  const kinds = new Set(known.map((one) => one.partnerKind));
  if (known.length === 2 && kinds.has('region') && kinds.has('city')) warnings.push('A region is paired with a city.');
  const units = new Set(known.map((one) => one.subdivision));
  if (units.has('UZ-TK') && units.has('UZ-TO')) warnings.push('Tashkent city is paired with Tashkent region.');
  return warnings;
}

function partnerWarnings(fields: Fields): readonly string[] {
  const warnings: string[] = [];
  if (elementsOf(fields, 'nameForms').length === 0) warnings.push('The partner has no name.');
  const [country, subdivision] = [textAt(fields, 'country'), textAt(fields, 'subdivision')];
  if (country !== null && subdivision !== null && /^[A-Z]{2}-/.test(subdivision) && !subdivision.startsWith(`${country}-`)) {
    warnings.push(`The subdivision ${subdivision} is not one of ${country}.`);
  }
  return warnings;
}

function eventWarnings(fields: Fields): readonly string[] {
  const warnings: string[] = [];
  if (textAt(fields, 'agreement') === null) warnings.push('The event belongs to no agreement.');
  const type = textAt(fields, 'type');
  if (type === null) warnings.push('The event has no type.');
  else if (!fields.has('date')) warnings.push(`The event ${quote(type)} has no date.`);
  return warnings;
}

function firstEvent(events: NonNullable<WarningsInput['events']>, type: string): PartialDate | null {
  return events.filter((event) => event.type === type).map((event) => dateAt(event.date)).filter((date) => date !== null).sort()[0] ?? null;
}

/** The date of a value, if it is a possible one. */
function dateAt(value: Json | undefined): PartialDate | null {
  const date = isJsonObject(value) || typeof value === 'string' ? dateValueOf(value) : null;
  return date !== null && parsePartialDate(dateOf(date)).ok ? dateOf(date) : null;
}
