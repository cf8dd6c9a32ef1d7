/** What a row of a table says, by its mapping: pure, no register needed. Every problem of a row is found at once, each with its column. */
import type { Json } from '../../shared/json.ts';
import { foldName } from '../../shared/fold.ts';
import { parseNew } from '../../shared/records/read.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import type { FieldForm, ValueSpec } from '../../shared/records/forms.ts';
import { date as dateSpec } from '../../shared/records/values.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readDate, type DateForm } from '../../shared/tables/dateForms.ts';
import type { ProblemCode, ProblemValues } from '../../shared/tables/problems.ts';
import { quote, scriptOf, textProblem, toNfc } from '../../shared/text.ts';
import { baseline, type Vocabularies } from '../../shared/vocabularies/baseline.ts';
import { codeByLabel, termOf } from '../../shared/vocabularies/vocabulary.ts';
import { columnsIn, columnsOf } from './columns.ts';
import { malformed, type FormRule, type Mapping, type MappingMalformed, type PartyRule, type ReferenceRule, type Separator, type SetRule, type ValueRule } from './mapping.ts';
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

/** What is wrong with a cell, or with the row where no column is to blame. */
export interface PlanProblem {
  readonly column: string | null;
  readonly value: string | null;
  readonly code: ProblemCode;
  readonly values: ProblemValues;
}

/** Cells are taken without the spaces around them. */
export interface RowPlanner {
  /** What tells the row apart; null where only the whole row does, or where the row has no key. */
  readonly key: (cells: readonly string[]) => string | null;
  /** What the row means, or all that is wrong with it. */
  readonly plan: (cells: readonly string[]) => Result<RowPlan, readonly PlanProblem[]>;
}

/**
 * Prepares a mapping for a table with that header. A column that the table lacks, or a code that no vocabulary knows, is an error of the mapping.
 *
 * @param vocabularies whose labels and codes cells are compared with.
 */
export function plannerFor(mapping: Mapping, header: readonly string[], vocabularies: Vocabularies = baseline): Result<RowPlanner, MappingMalformed> {
  const problem = columnProblem(mapping, header) ?? ruleProblem(mapping, vocabularies);
  if (problem !== null) return malformed(problem);
  const places = new Map(header.map((name, i) => [name, i]));
  const used = [...columnsOf(mapping)];
  const parties = mapping.parties.map((rule) => ({ rule, reader: nameReader(rule) }));
  const beginnings = new Map(Object.entries(mapping.values).map(([field, rule]) => [field, 'beginsWith' in rule ? beginningsOf(rule.beginsWith) : []]));
  const formsField = mapping.kind === 'agreement' ? 'titleForms' : 'nameForms';
  const forms = (mapping.kind === 'agreement' ? mapping.titles : mapping.names).map((rule) => ({ rule, columns: columnsIn(rule.template) }));

  const rowOf = (cells: readonly string[]): Row => openRow(mapping, vocabularies, (column) => cellText(cells[places.get(column) ?? -1] ?? ''));

  const plan: RowPlanner['plan'] = (cells) => {
    if (cells.length !== header.length && (cells.length < header.length || cells.slice(header.length).some((cell) => cell.trim() !== ''))) {
      return err([{ column: null, value: null, code: 'cellCount', values: { cells: cells.length, columns: header.length } }]);
    }
    const row = rowOf(cells);
    for (const column of used) if (isSheetError(row.cell(column))) row.problem(column, 'cellError');
    if (row.problems.length > 0) return err(row.problems);
    for (const [field, rule] of Object.entries(mapping.values)) row.set(field, 'column' in rule ? rule.column : null, plainValue(row, field, rule, beginnings.get(field) ?? []));
    for (const { rule, columns } of forms) row.add(formsField, columns, formOf(row, rule));
    const codes = new Set<string>();
    for (const rule of mapping.fields) {
      for (const code of codesOf(row, rule)) {
        if (!codes.has(code)) row.add('fields', [rule.column], code);
        codes.add(code);
      }
    }
    for (const rule of mapping.previousNos) for (const piece of pieces(row, rule.column, rule.separator)) row.add('previousNos', [rule.column], piece);
    for (const rule of mapping.references) for (const reference of referencesOf(row, rule)) row.add('references', [rule.column], reference);
    for (const rule of mapping.links) if (row.cell(rule.column) !== '') row.add('links', [rule.column], { url: row.cell(rule.column), ...(rule.title === undefined ? {} : { title: rule.title }) });
    for (const rule of mapping.externalIds) if (row.cell(rule.column) !== '') row.add('externalIds', [rule.column], { source: rule.source, key: row.cell(rule.column) });
    const drafts = parties.flatMap(({ rule, reader }) => draftsOf(row, rule, reader));
    const events = mapping.events.flatMap((rule): EventDraft[] => {
      const date = dateOf(row, rule.date, rule.dateForms ?? mapping.dateForms, rule.certainty);
      return date === null ? [] : [{ type: rule.type, date, note: rule.note === undefined ? null : filled(row, rule.note) }];
    });
    requireKey(row);
    requireName(row);
    const fields = parseNew(mapping.kind, row.nested, counter(), vocabularies);
    if (!fields.ok && (row.problems.length === 0 || Object.keys(row.nested).length > 0)) for (const one of fields.error.problems) row.invalid(one.path, one.message);
    return row.problems.length > 0 || !fields.ok ? err(row.problems) : ok({ fields: fields.value, parties: drafts, events });
  };

  return ok({ key: (cells) => keyOf(rowOf(cells)), plan });
}

/** What spreadsheets show where a formula failed. */
const isSheetError = (cell: string): boolean => cell.charCodeAt(0) === 35 && /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/.test(cell);

/** Without the spaces around it, and without the apostrophe by which a cell is kept from being computed. */
function cellText(cell: string): string {
  const text = toNfc(cell.trim());
  return text.charCodeAt(0) === 39 && /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? text.slice(1) : text;
}

interface Row {
  readonly mapping: Mapping;
  readonly vocabularies: Vocabularies;
  readonly cell: (column: string) => string;
  /** The record as it is read so far. */
  readonly nested: Readonly<Record<string, Json>>;
  readonly problems: readonly PlanProblem[];
  /** A null value is left out. */
  readonly set: (field: string, column: string | null, value: Json | null) => void;
  readonly add: (field: string, columns: readonly string[], item: Json | null) => void;
  /** `value` stands for the cell where none is given. */
  readonly problem: (column: string | null, code: ProblemCode, values?: ProblemValues) => void;
  /** A problem at a path of `nested`. */
  readonly invalid: (path: string, why: string) => void;
}

function openRow(mapping: Mapping, vocabularies: Vocabularies, cell: (column: string) => string): Row {
  const nested: Record<string, Json> = {};
  const problems: PlanProblem[] = [];
  /** Field -> the columns of each of its items. */
  const origins = new Map<string, (readonly string[])[]>();

  const put = (columns: readonly string[], code: ProblemCode, values: ProblemValues): void => {
    const [only] = columns;
    const whole = only === undefined || columns.length > 1 ? null : cell(only);
    problems.push({ column: columns.length === 0 ? null : columns.join(', '), value: whole === null ? null : [...whole.slice(0, 400)].slice(0, 200).join(''), code, values: { value: whole === null ? '' : quote(whole), ...values } });
  };
  return {
    mapping, vocabularies, cell, nested, problems,
    set: (field, column, value) => {
      if (value === null) return;
      nested[field] = value;
      origins.set(field, [column === null ? [] : [column]]);
    },
    add: (field, columns, item) => {
      if (item === null) return;
      const items = nested[field];
      if (Array.isArray(items)) items.push(item);
      else nested[field] = [item];
      origins.set(field, [...(origins.get(field) ?? []), columns]);
    },
    problem: (column, code, values = {}) => { put(column === null ? [] : [column], code, values); },
    invalid: (path, why) => {
      const [, field = '', index = '0'] = /^([A-Za-z]+)(?:\[(\d+)\])?/.exec(path) ?? [];
      const columns = origins.get(field)?.[Number(index)] ?? [];
      put(columns, 'valueInvalid', { why: columns.length === 0 ? `${path}: ${why}` : why });
    },
  };
}

function counter(): () => string {
  let last = 0;
  return () => String(++last);
}

/** Several key columns are joined by `|`; one in a cell is doubled. */
function keyOf(row: Row): string | null {
  const parts = (row.mapping.key ?? []).map((column) => row.cell(column).replaceAll('|', '||'));
  return parts.every((part) => part === '') ? null : parts.join('|');
}

/** Of the id that a record has in a table. */
const MAX_KEY = 300;

function requireKey(row: Row): void {
  if (row.mapping.key === undefined) return;
  const key = keyOf(row);
  const columns = row.mapping.key.join(', ');
  if (key === null) row.problem(columns, 'keyMissing');
  else if (key.length > MAX_KEY) row.problem(columns, 'keyLong', { length: key.length, most: MAX_KEY });
}

function requireName({ mapping, nested, problem }: Row): void {
  if (mapping.kind === 'agreement' && nested.titleForms === undefined && nested.registerNo === undefined) problem(null, 'titleMissing');
  if (mapping.kind === 'partner' && nested.nameForms === undefined) problem(null, 'nameMissing');
}

function plainValue(row: Row, field: string, rule: ValueRule, beginnings: readonly Beginning[]): Json | null {
  if ('constant' in rule) return rule.constant;
  if ('templates' in rule) {
    const lines = rule.templates.map((template) => filled(row, template)).filter((line) => line !== null);
    return lines.length === 0 ? null : lines.join('\n');
  }
  const spec = plainSpec(row.mapping.kind, field);
  const text = row.cell(rule.column);
  if (text === '' || spec === null) return null;
  if (spec === dateSpec) return dateOf(row, rule.column, rule.dateForms ?? row.mapping.dateForms, rule.certainty);
  const translated = translationOf(rule.values, text) ?? beginningOf(beginnings, text) ?? placeOf(row, field, text);
  if (spec.codes !== undefined) {
    const code = translated ?? codeByLabel(row.vocabularies[spec.codes], text);
    if (code === null && rule.otherwise !== 'ignore') row.problem(rule.column, 'valueUnknown', { field });
    return code;
  }
  if (translated === null && (rule.values !== undefined || rule.beginsWith !== undefined)) {
    if (rule.otherwise !== 'ignore') row.problem(rule.column, 'valueUnknown', { field });
    return null;
  }
  return spec.reads === 'json' ? jsonOf(row, rule.column, translated ?? text) : (translated ?? text);
}

/** Countries and regions stand in tables by their names in any language. */
function placeOf({ vocabularies }: Row, field: string, text: string): string | null {
  if (field === 'country') return codeByLabel(vocabularies.countries, text);
  return field === 'subdivision' ? codeByLabel(vocabularies.regions, text) : null;
}

function jsonOf(row: Row, column: string, text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    row.problem(column, 'jsonExpected');
    return null;
  }
}

function dateOf(row: Row, column: string, forms: readonly DateForm[], certainty: 'inferred' | undefined): Json | null {
  const text = row.cell(column);
  if (text === '') return null;
  const read = readDate(text, forms);
  if (read.ok) return certainty === undefined ? read.value : { certainty, date: read.value };
  if (read.error.type === 'form') row.problem(column, 'dateForm', { forms: read.error.forms });
  else row.problem(column, 'dateImpossible', { why: read.error.why });
  return null;
}

function formOf(row: Row, rule: FormRule): Json | null {
  const text = filled(row, rule.template);
  if (text === null) return null;
  return { text, language: rule.language ?? 'und', script: rule.script ?? scriptOf(text), ...(rule.courtesy === true ? { courtesy: true } : {}) };
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

function pieces(row: Row, column: string, separator: Separator | undefined): readonly string[] {
  const text = row.cell(column);
  if (separator === undefined) return text === '' ? [] : [text];
  return text.split(typeof separator === 'string' ? separator : splitterOf(separator)).map((piece) => piece.trim()).filter((piece) => piece !== '');
}

const splitters = new WeakMap<readonly string[], RegExp>();

/** Any of several separators; letters in any case, spaces of any kind. */
function splitterOf(separators: readonly string[]): RegExp {
  const known = splitters.get(separators) ?? new RegExp(separators.map((one) => one.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ +/g, '\\s+')).join('|'), 'iu');
  splitters.set(separators, known);
  return known;
}

function codesOf(row: Row, rule: SetRule): readonly string[] {
  return pieces(row, rule.column, rule.separator).flatMap((piece) => {
    const translated = translationOf(rule.values, piece);
    if (translated !== null) return translated;
    const code = codeByLabel(row.vocabularies.cooperationFields, piece);
    if (code !== null) return [code];
    if (rule.otherwise !== 'ignore') row.problem(rule.column, 'cooperationUnknown', { value: quote(piece) });
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
    if (key !== '') row.problem(rule.name, 'partyNameless', { value: key });
    return [];
  }
  const country = countryOf(row, rule.country);
  if (country !== null && !/^[A-Z]{2}$/.test(country)) row.problem(rule.country !== undefined && 'column' in rule.country ? rule.country.column : rule.name, 'countryUnknown', { value: quote(country) });
  if (rule.externalId !== undefined && key.length > MAX_KEY) row.problem(rule.externalId.column, 'partyKeyLong', { length: key.length, most: MAX_KEY });
  const externalId = rule.externalId === undefined || key === '' ? null : { source: rule.externalId.source, key };
  return names.map((name) => {
    const problem = name.length > 1_000 ? `has ${String(name.length)} characters, at most 1000 are allowed` : textProblem(name);
    if (problem !== null) row.problem(rule.name, 'nameInvalid', { why: problem });
    return { name, country, externalId, ...read(name) };
  });
}

function countryOf(row: Row, rule: PartyRule['country']): string | null {
  if (rule === undefined) return null;
  if ('constant' in rule) return rule.constant;
  const country = row.cell(rule.column);
  return country === '' ? null : (placeOf(row, 'country', country) ?? country);
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

/** Fields that the kind does not have, codes that no vocabulary has: faults of the mapping, not of the rows. */
function ruleProblem(mapping: Mapping, vocabularies: Vocabularies): string | null {
  for (const [field, rule] of Object.entries(mapping.values)) {
    const spec = plainSpec(mapping.kind, field);
    if (spec === null) return `values.${field}: is not a plain field of a record of kind ${mapping.kind}`;
    const codes = 'column' in rule ? [...Object.values(rule.values ?? {}), ...Object.values(rule.beginsWith ?? {})] : 'constant' in rule && typeof rule.constant === 'string' ? [rule.constant] : [];
    const wrong = spec.codes === undefined ? undefined : codes.find((code) => termOf(vocabularies[spec.codes ?? 'levels'], code) === undefined);
    if (wrong !== undefined) return `values.${field}: "${wrong}" is not a code of ${spec.codes ?? ''}`;
  }
  const used = { agreement: ['names'], partner: ['titles', 'fields', 'previousNos', 'references', 'links', 'parties', 'events'] } as const;
  const foreign = used[mapping.kind].find((part) => mapping[part].length > 0);
  if (foreign !== undefined) return `${foreign}: a record of kind ${mapping.kind} has none`;
  const field = mapping.fields.flatMap((rule) => Object.values(rule.values ?? {}).flat()).find((code) => termOf(vocabularies.cooperationFields, code) === undefined);
  if (field !== undefined) return `fields: "${field}" is not a field of cooperation`;
  const kind = mapping.parties.flatMap((rule) => [...(rule.partnerKind === undefined ? [] : [rule.partnerKind]), ...Object.keys(rule.partnerKinds ?? {})]).find((code) => termOf(vocabularies.partnerKinds, code) === undefined);
  if (kind !== undefined) return `parties: "${kind}" is not a kind of partner`;
  const event = mapping.events.find((rule) => termOf(vocabularies.eventTypes, rule.type) === undefined);
  return event === undefined ? null : `events: "${event.type}" is not a type of event`;
}
