/** What a row of a table says, by its mapping: pure, no register needed. Every problem of a row is found at once and named by its column. */
import type { Json } from '../../shared/json.ts';
import { readDate, type DateForm } from '../../shared/dates.ts';
import { foldName } from '../../shared/fold.ts';
import { parseNew } from '../../shared/records/read.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import type { FieldForm, ValueSpec } from '../../shared/records/forms.ts';
import { date as dateSpec } from '../../shared/records/values.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { quote, scriptOf, textProblem, toNfc } from '../../shared/text.ts';
import { baseline } from '../../shared/vocabularies/baseline.ts';
import { codeByLabel, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { malformed, type FormRule, type Mapping, type MappingMalformed, type PartyRule, type ReferenceRule, type SetRule, type ValueRule } from './mapping.ts';
import { detached } from './rows.ts';

/** A partner as a row names it; whether the register knows it is decided later. */
export interface PartyDraft {
  readonly name: string;
  /** The name as names are compared (`foldName`). */
  readonly folded: string;
  readonly language: string;
  readonly script: string;
  readonly partnerKind: string | null;
  readonly country: string | null;
  readonly externalId: { readonly source: string; readonly key: string } | null;
  readonly side: string | null;
}

export interface EventDraft {
  readonly type: string;
  readonly date: Json;
  readonly note: string | null;
}

export interface RowPlan {
  /** Fields of the record, without its parties and without the id that the row itself gives. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly parties: readonly PartyDraft[];
  readonly events: readonly EventDraft[];
}

/** Cells are taken without the spaces around them. */
export interface RowPlanner {
  /** What tells the row apart; null where only the whole row does, or where the row has no key. */
  readonly key: (cells: readonly string[]) => string | null;
  /** What the row means, or all that is wrong with it as one sentence. */
  readonly plan: (cells: readonly string[]) => Result<RowPlan, string>;
}

/** Prepares a mapping for a table with that header. A column that the table lacks, or a code that no vocabulary knows, is an error of the mapping. */
export function plannerFor(mapping: Mapping, header: readonly string[]): Result<RowPlanner, MappingMalformed> {
  const problem = columnProblem(mapping, header) ?? ruleProblem(mapping);
  if (problem !== null) return malformed(problem);
  const places = new Map(header.map((name, i) => [name, i]));
  const parties = mapping.parties.map((rule) => ({ rule, reader: nameReader(rule) }));
  const beginnings = new Map(Object.entries(mapping.values).map(([field, rule]) => [field, 'beginsWith' in rule ? beginningsOf(rule.beginsWith) : []]));

  const rowOf = (cells: readonly string[]): Row => openRow((column) => toNfc((cells[places.get(column) ?? -1] ?? '').trim()));

  const plan: RowPlanner['plan'] = (cells) => {
    if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      return err(`the row has ${String(cells.length)} cells, the header ${String(header.length)}`);
    }
    if (cells.length < header.length) return err(`the row has ${String(cells.length)} cells, the header ${String(header.length)}`);
    const row = rowOf(cells);
    const nested: Record<string, Json> = {};
    for (const [field, rule] of Object.entries(mapping.values)) {
      const value = plainValue(row, mapping, field, rule, beginnings.get(field) ?? []);
      if (value !== null) nested[field] = value;
    }
    addList(nested, mapping.kind === 'agreement' ? 'titleForms' : 'nameForms', (mapping.kind === 'agreement' ? mapping.titles : mapping.names).flatMap((rule) => formOf(row, rule)));
    addList(nested, 'fields', [...new Set(mapping.fields.flatMap((rule) => codesOf(row, rule)))]);
    addList(nested, 'previousNos', mapping.previousNos.flatMap((rule) => pieces(row, rule.column, rule.separator)));
    addList(nested, 'references', mapping.references.flatMap((rule) => referencesOf(row, rule)));
    addList(nested, 'links', mapping.links.flatMap((rule) => (row.cell(rule.column) === '' ? [] : [{ url: row.cell(rule.column), ...(rule.title === undefined ? {} : { title: rule.title }) }])));
    addList(nested, 'externalIds', mapping.externalIds.flatMap((rule) => (row.cell(rule.column) === '' ? [] : [{ source: rule.source, key: row.cell(rule.column) }])));
    const drafts = parties.flatMap(({ rule, reader }) => draftsOf(row, rule, reader));
    const events = mapping.events.flatMap((rule): EventDraft[] => {
      const date = dateOf(row, rule.date, rule.dateForms ?? mapping.dateForms, rule.certainty);
      return date === null ? [] : [{ type: rule.type, date, note: rule.note === undefined ? null : filled(row, rule.note) }];
    });
    requireKey(row, mapping);
    requireName(row, mapping, nested);
    if (row.problems.length > 0) return err(row.problems.join('; '));
    const fields = parseNew(mapping.kind, nested, counter());
    if (!fields.ok) return err(fields.error.problems.map((one) => `${one.path}: ${one.message}`).join('; '));
    return ok({ fields: fields.value, parties: drafts, events });
  };

  return ok({ key: (cells) => keyOf(rowOf(cells), mapping), plan });
}

interface Row {
  readonly cell: (column: string) => string;
  readonly problems: string[];
}

const openRow = (cell: (column: string) => string): Row => ({ cell, problems: [] });

function counter(): () => string {
  let last = 0;
  return () => String(++last);
}

function addList(nested: Record<string, Json>, field: string, items: readonly Json[]): void {
  if (items.length > 0) nested[field] = items;
}

/** Several key columns are joined by `|`; one in a cell is doubled. */
function keyOf(row: Row, mapping: Mapping): string | null {
  const parts = (mapping.key ?? []).map((column) => row.cell(column).replaceAll('|', '||'));
  return parts.every((part) => part === '') ? null : parts.join('|');
}

function requireKey(row: Row, mapping: Mapping): void {
  if (mapping.key === undefined) return;
  const key = keyOf(row, mapping);
  if (key === null) row.problems.push(`${mapping.key.join(', ')}: the row has no key`);
  else if (key.length > 300) row.problems.push(`${mapping.key.join(', ')}: the key has ${String(key.length)} characters, at most 300 are allowed`);
}

function requireName(row: Row, mapping: Mapping, nested: Readonly<Record<string, Json>>): void {
  if (mapping.kind === 'agreement' && nested.titleForms === undefined && nested.registerNo === undefined) row.problems.push('the row gives the agreement neither a title nor a number');
  if (mapping.kind === 'partner' && nested.nameForms === undefined) row.problems.push('the row gives the partner no name');
}

function plainValue(row: Row, mapping: Mapping, field: string, rule: ValueRule, beginnings: readonly Beginning[]): Json | null {
  if ('constant' in rule) return rule.constant;
  if ('templates' in rule) {
    const lines = rule.templates.map((template) => filled(row, template)).filter((line) => line !== null);
    return lines.length === 0 ? null : lines.join('\n');
  }
  const spec = plainSpec(mapping.kind, field);
  const text = row.cell(rule.column);
  if (text === '' || spec === null) return null;
  if (spec === dateSpec) return dateOf(row, rule.column, rule.dateForms ?? mapping.dateForms, rule.certainty);
  const translated = translationOf(rule.values, text) ?? beginningOf(beginnings, text);
  if (spec.codes !== undefined) {
    const code = translated ?? codeByLabel(baseline[spec.codes], text);
    if (code === null && rule.otherwise !== 'ignore') row.problems.push(`${rule.column}: ${quote(text)} is not known as a value of ${field}`);
    return code;
  }
  if (translated === null && (rule.values !== undefined || rule.beginsWith !== undefined)) {
    if (rule.otherwise !== 'ignore') row.problems.push(`${rule.column}: ${quote(text)} is not known as a value of ${field}`);
    return null;
  }
  return spec.reads === 'json' ? jsonOf(row, rule.column, translated ?? text) : (translated ?? text);
}

function jsonOf(row: Row, column: string, text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    row.problems.push(`${column}: expected JSON, found ${quote(text)}`);
    return null;
  }
}

function dateOf(row: Row, column: string, forms: readonly DateForm[], certainty: 'inferred' | undefined): Json | null {
  const text = row.cell(column);
  if (text === '') return null;
  const read = readDate(text, forms);
  if (!read.ok) {
    row.problems.push(`${column}: ${read.error.message.replace(/\.$/, '')}`);
    return null;
  }
  return certainty === undefined ? read.value : { certainty, date: read.value };
}

function formOf(row: Row, rule: FormRule): Json[] {
  const text = filled(row, rule.template);
  if (text === null) return [];
  return [{ text, language: rule.language ?? 'und', script: rule.script ?? scriptOf(text), ...(rule.courtesy === true ? { courtesy: true } : {}) }];
}

/** Null where one of the columns in braces is empty. */
function filled(row: Row, template: string): string | null {
  let complete = true;
  const text = template.replace(COLUMN_IN_BRACES, (_, column: string) => {
    const value = row.cell(column);
    if (value === '') complete = false;
    return value;
  });
  return complete && text !== '' ? text : null;
}

const COLUMN_IN_BRACES = /\{([^{}]+)\}/g;

const pieces = (row: Row, column: string, separator: string | undefined): readonly string[] =>
  (separator === undefined ? [row.cell(column)] : row.cell(column).split(separator)).map((piece) => piece.trim()).filter((piece) => piece !== '');

function codesOf(row: Row, rule: SetRule): readonly string[] {
  return pieces(row, rule.column, rule.separator).flatMap((piece) => {
    const translated = translationOf(rule.values, piece);
    if (translated !== null) return translated;
    const code = codeByLabel(baseline.cooperationFields, piece);
    if (code !== null) return [code];
    if (rule.otherwise !== 'ignore') row.problems.push(`${rule.column}: ${quote(piece)} is not known as a field of cooperation`);
    return [];
  });
}

function referencesOf(row: Row, rule: ReferenceRule): Json[] {
  return pieces(row, rule.column, rule.separator).map((piece) => {
    const at = rule.addressAfter === undefined ? -1 : piece.indexOf(rule.addressAfter);
    if (at < 0 || rule.addressAfter === undefined) return { text: piece };
    const text = piece.slice(0, at).trim();
    const url = piece.slice(at + rule.addressAfter.length).trim();
    return url === '' ? { text } : { text: text === '' ? url : text, url };
  });
}

function draftsOf(row: Row, rule: PartyRule, read: (name: string) => NameFacts): readonly PartyDraft[] {
  const names = pieces(row, rule.name, rule.separator);
  const key = rule.externalId === undefined ? '' : row.cell(rule.externalId.column);
  if (names.length === 0) {
    if (key !== '') row.problems.push(`${rule.name}: the party ${key} has no name`);
    return [];
  }
  const country = countryOf(row, rule.country);
  if (country !== null && !/^[A-Z]{2}$/.test(country)) row.problems.push(`${rule.name}: ${quote(country)} is not an ISO 3166-1 code`);
  if (key.length > 300) row.problems.push(`${rule.name}: the id of a party has ${String(key.length)} characters, at most 300 are allowed`);
  const externalId = rule.externalId === undefined || key === '' ? null : { source: rule.externalId.source, key };
  return names.map((name) => {
    const problem = name.length > 1_000 ? `has ${String(name.length)} characters, at most 1000 are allowed` : textProblem(name);
    if (problem !== null) row.problems.push(`${rule.name}: a name ${problem}`);
    return { name, country, externalId, ...read(name) };
  });
}

function countryOf(row: Row, rule: PartyRule['country']): string | null {
  if (rule === undefined) return null;
  const country = 'constant' in rule ? rule.constant : row.cell(rule.column);
  return country === '' ? null : country;
}

type NameFacts = Omit<PartyDraft, 'name' | 'country' | 'externalId'>;

/** What a rule makes of a name. Tables repeat names: some are remembered. */
function nameReader(rule: PartyRule): (name: string) => NameFacts {
  const kinds = new Map(Object.entries(rule.partnerKinds ?? {}).flatMap(([kind, names]) => names.map((name) => [foldName(name), kind] as const)));
  const ours = rule.ours === undefined ? null : new Set(rule.ours.map(foldName));
  const remembered = new Map<string, NameFacts>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const folded = foldName(name);
    const facts = {
      folded, language: rule.language ?? 'und', script: rule.script ?? scriptOf(name), partnerKind: kinds.get(folded) ?? rule.partnerKind ?? null,
      side: ours === null ? (rule.side ?? null) : ours.has(folded) ? 'ours' : 'theirs',
    };
    if (remembered.size < MAX_REMEMBERED) remembered.set(detached(name), facts);
    return facts;
  };
}

const MAX_REMEMBERED = 10_000;

const folding = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** What a text stands for, compared by its folded form; null if it is not listed. */
function translationOf<T>(listed: Readonly<Record<string, T>> | undefined, text: string): T | null {
  if (listed === undefined) return null;
  if (Object.hasOwn(listed, text)) return listed[text] ?? null;
  const known = folding.get(listed) ?? new Map(Object.entries(listed).map(([from, to]) => [foldName(from), to]));
  folding.set(listed, known);
  return (known.get(foldName(text)) as T | undefined) ?? null;
}

interface Beginning {
  readonly key: string;
  readonly value: string;
}

/** The longest first. */
const beginningsOf = (listed: Readonly<Record<string, string>> | undefined): readonly Beginning[] =>
  Object.entries(listed ?? {}).map(([beginning, value]) => ({ key: foldName(beginning), value })).sort((a, b) => b.key.length - a.key.length);

function beginningOf(listed: readonly Beginning[], text: string): string | null {
  const [longest] = listed;
  if (longest === undefined) return null;
  const folded = foldName(text.slice(0, longest.key.length * 2));
  return listed.find((beginning) => folded.startsWith(beginning.key))?.value ?? null;
}

function plainSpec(kind: Mapping['kind'], field: string): ValueSpec | null {
  const form = formAt(kind, field);
  return form?.form === 'plain' ? form.value : null;
}

function formAt(kind: Mapping['kind'], field: string): FieldForm | undefined {
  const table: Readonly<Record<string, FieldForm>> = recordKinds[kind];
  return Object.hasOwn(table, field) ? table[field] : undefined;
}

function columnProblem(mapping: Mapping, header: readonly string[]): string | null {
  for (const column of columnsOf(mapping)) {
    const times = header.filter((name) => name === column).length;
    if (times !== 1) return `the column "${column}" stands ${times === 0 ? 'not' : `${String(times)} times`} in the table, whose columns are ${header.slice(0, 50).map((name) => `"${name}"`).join(', ')}`;
  }
  return null;
}

function columnsOf(mapping: Mapping): ReadonlySet<string> {
  const inBraces = (template: string): string[] => [...template.matchAll(COLUMN_IN_BRACES)].map((match) => match[1] ?? '');
  return new Set([
    ...(mapping.key ?? []),
    ...Object.values(mapping.values).flatMap((rule) => ('column' in rule ? [rule.column] : 'templates' in rule ? rule.templates.flatMap(inBraces) : [])),
    ...[...mapping.titles, ...mapping.names].flatMap((rule) => inBraces(rule.template)),
    ...[...mapping.fields, ...mapping.previousNos, ...mapping.references, ...mapping.links, ...mapping.externalIds].map((rule) => rule.column),
    ...mapping.parties.flatMap((rule) => [rule.name, ...(rule.externalId === undefined ? [] : [rule.externalId.column]), ...(rule.country !== undefined && 'column' in rule.country ? [rule.country.column] : [])]),
    ...mapping.events.flatMap((rule) => [rule.date, ...(rule.note === undefined ? [] : inBraces(rule.note))]),
  ]);
}

/** Fields that the kind does not have, codes that no vocabulary has: faults of the mapping, not of the rows. */
function ruleProblem(mapping: Mapping): string | null {
  for (const [field, rule] of Object.entries(mapping.values)) {
    const spec = plainSpec(mapping.kind, field);
    if (spec === null) return `values.${field}: is not a plain field of a record of kind ${mapping.kind}`;
    const codes = 'column' in rule ? [...Object.values(rule.values ?? {}), ...Object.values(rule.beginsWith ?? {})] : 'constant' in rule && typeof rule.constant === 'string' ? [rule.constant] : [];
    const wrong = spec.codes === undefined ? undefined : codes.find((code) => termOf(baseline[spec.codes ?? 'levels'], code) === undefined);
    if (wrong !== undefined) return `values.${field}: "${wrong}" is not a code of ${spec.codes ?? ''}`;
  }
  const used = { agreement: ['names'], partner: ['titles', 'fields', 'previousNos', 'references', 'links', 'parties', 'events'] } as const;
  const foreign = used[mapping.kind].find((part) => mapping[part].length > 0);
  if (foreign !== undefined) return `${foreign}: a record of kind ${mapping.kind} has none`;
  const field = mapping.fields.flatMap((rule) => Object.values(rule.values ?? {}).flat()).find((code) => termOf(baseline.cooperationFields, code) === undefined);
  if (field !== undefined) return `fields: "${field}" is not a field of cooperation`;
  const kind = mapping.parties.flatMap((rule) => [...(rule.partnerKind === undefined ? [] : [rule.partnerKind]), ...Object.keys(rule.partnerKinds ?? {})]).find((code) => termOf(baseline.partnerKinds, code) === undefined);
  if (kind !== undefined) return `parties: "${kind}" is not a kind of partner`;
  const event = mapping.events.find((rule) => termOf(baseline.eventTypes, rule.type) === undefined);
  return event === undefined ? null : `events: "${event.type}" is not a type of event`;
}
