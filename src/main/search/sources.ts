/** What a record is found by: its texts, each with its place, and what it can be narrowed to. The same for indexing and for showing hits. */
import { earliestDay, parsePartialDate } from '../../shared/dates.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { parsePath } from '../../shared/records/forms.ts';
import { elementsOf, groupsOf, type Fields } from '../../shared/records/nest.ts';
import { dateTextOf, textAt, titleOf } from '../../shared/records/titles.ts';
import { countries } from '../../shared/vocabularies/countries.ts';
import { regionNames } from '../../shared/vocabularies/regions.ts';
import { termOf } from '../../shared/vocabularies/vocabulary.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import type { FilterName, Place } from './tags.ts';

export interface SourceText {
  readonly place: Place;
  readonly text: string;
  /** Of a document's text. */
  readonly page?: number;
}

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly texts: readonly SourceText[];
  readonly filters: readonly (readonly [name: FilterName, value: string])[];
  /** Of a partner: what those are found by that name it. */
  readonly names: readonly string[] | null;
}

/** Kinds of records that can be found. Events are found by their agreement, attachments by their document. */
export const isSearched = (kind: string): boolean => Object.hasOwn(FIELDS, kind);

/** Null where the record is of a kind that is not searched, or not here. */
export function sourceOf(db: ReadableDB, id: string): Source | null {
  const view = readView(db, id);
  return view === null || !isSearched(view.kind) ? null : sourceOfView(db, view);
}

function sourceOfView(db: ReadableDB, view: RecordView): Source {
  const { id, kind, fields } = view;
  const partners = kind === 'agreement' ? partiesOf(fields) : kind === 'relationship' ? [textAt(fields, 'ours'), textAt(fields, 'theirs')].filter((partner) => partner !== null) : [];
  const parties = partners.map((partner) => partnerOf(db, partner));
  const own = ownTexts(kind, fields);
  const labels = kind === 'partner' ? unitLabels(fields) : [];
  const texts: SourceText[] = [
    ...own,
    ...parties.flatMap((party) => party.names.map((text) => ({ place: 'party' as const, text }))),
    ...labels.map((text) => ({ place: 'party' as const, text })),
    ...(kind === 'agreement' ? eventNotes(db, id) : []),
    ...(kind === 'document' ? fileTexts(db, id) : []),
  ];
  return {
    id, kind, title: titleOf(kind, fields), texts, filters: filtersOf(view, partners, parties),
    names: kind === 'partner' ? [...own.filter(({ place }) => place === 'title').map(({ text }) => text), ...labels] : null,
  };
}

/** Field, or field and part -> place. What is not listed is not searched: codes, ids, addresses. Dates are found by how they are written. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  agreement: {
    titleForms: 'title', registerNo: 'number', previousNos: 'number', externalIds: 'number', fileIndex: 'number', 'registrations.number': 'number', 'registrations.volume': 'number', 'relations.actNo': 'number',
    placeSigned: 'text', dateSigned: 'text', dateAdopted: 'text', dateInForce: 'text', forum: 'text', references: 'text', notes: 'text', desk: 'text', responsible: 'text',
    'relations.act': 'text', 'relations.note': 'text', 'parties.signatories': 'text',
  },
  partner: { nameForms: 'title', externalIds: 'number', note: 'text', profile: 'text', 'heads.name': 'text', 'heads.post': 'text', 'contacts.name': 'text', 'contacts.post': 'text' },
  document: { title: 'title', version: 'text' },
  authorisation: {
    requestNo: 'number', decisionNo: 'number', requestDate: 'text', decisionDate: 'text', addressee: 'text', legalBasis: 'text', conditions: 'text', note: 'text',
    'opinions.body': 'text', 'opinions.note': 'text', 'remarks.remark': 'text', 'remarks.reply': 'text',
  },
  competenceCheck: { conclusionNote: 'text', by: 'text', 'terms.term': 'text', 'answers.note': 'text' },
  original: { label: 'title', fonds: 'number', inventory: 'number', file: 'number', sheets: 'number', box: 'number', shelf: 'number', holder: 'text', note: 'text', 'loans.to': 'text', 'loans.note': 'text' },
  relationship: { note: 'text', 'activities.note': 'text' },
};

/** Of values that are objects: the parts that are texts of the record. */
const SPOKEN = ['text', 'key', 'name', 'post', 'fullPowers', 'title', 'date'] as const;

function ownTexts(kind: string, fields: Fields): SourceText[] {
  const table = FIELDS[kind] ?? {};
  const texts: SourceText[] = [];
  for (const [path, value] of fields) {
    const parsed = parsePath(path);
    if (parsed === null) continue;
    const place = table[parsed.part === null ? parsed.field : `${parsed.field}.${parsed.part}`];
    if (place === undefined) continue;
    for (const text of spoken(value)) texts.push({ place, text });
  }
  return texts;
}

function spoken(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(spoken);
  return isJsonObject(value) ? SPOKEN.flatMap((part) => (value[part] === undefined ? [] : spoken(value[part]))) : [];
}

const partiesOf = (fields: Fields): readonly string[] => [...new Set(groupsOf(fields, 'parties').flatMap(([, parts]) => (typeof parts.partner === 'string' ? [parts.partner] : [])))];

/** The names of a partner's country and region in the languages of the register. */
function unitLabels(fields: Fields): readonly string[] {
  const terms = [termOf(countries, textAt(fields, 'country') ?? ''), termOf(regionNames, textAt(fields, 'subdivision') ?? '')];
  return terms.flatMap((term) => (term === undefined ? [] : [...new Set(Object.values(term.labels))]));
}

interface Party {
  readonly names: readonly string[];
  readonly country: string | null;
  readonly region: string | null;
}

/** As the index holds the partner; read from the log where it does not yet. */
function partnerOf(db: ReadableDB, id: string): Party {
  const kept = statementsOf(db).namesOf.get(id) as { readonly names: string | null; readonly facets: string } | undefined;
  if (kept !== undefined && kept.names !== null) {
    const facets = JSON.parse(kept.facets) as { readonly country?: readonly string[]; readonly region?: readonly string[] };
    return { names: JSON.parse(kept.names) as readonly string[], country: facets.country?.[0] ?? null, region: facets.region?.[0] ?? null };
  }
  const view = readView(db, id);
  if (view?.kind !== 'partner') return { names: [], country: null, region: null };
  const names = ownTexts('partner', view.fields).filter(({ place }) => place === 'title').map(({ text }) => text);
  return { names: [...names, ...unitLabels(view.fields)], country: textAt(view.fields, 'country'), region: textAt(view.fields, 'subdivision') };
}

function filtersOf(view: RecordView, partners: readonly string[], parties: readonly Party[]): Source['filters'] {
  const { kind, fields } = view;
  const filters: [FilterName, string | null | undefined][] = [['kind', kind]];
  for (const name of ['level', 'instrument', 'nature', 'access', 'country', 'partnerKind', 'documentKind'] as const) filters.push([name, textAt(fields, name)]);
  filters.push(['region', textAt(fields, 'subdivision')], ['year', yearOf(fields.get('dateSigned'))], ['of', textAt(fields, 'of') ?? textAt(fields, 'agreement')], ['voided', view.voided === null ? null : 'yes']);
  for (const [code] of elementsOf(fields, 'fields')) filters.push(['field', code]);
  for (const partner of partners) filters.push(['partner', partner]);
  for (const party of parties) filters.push(['country', party.country], ['region', party.region]);
  const given = new Map<string, readonly [FilterName, string]>();
  for (const [name, value] of filters) if (value !== null && value !== undefined && value !== '') given.set(`${name} ${value}`, [name, value]);
  return [...given.values()];
}

function yearOf(value: Json | undefined): string | null {
  const text = dateTextOf(value);
  return text !== null && parsePartialDate(text).ok ? earliestDay(text).slice(0, 4) : null;
}

const eventNotes = (db: ReadableDB, agreement: string): readonly SourceText[] => (statementsOf(db).notesOf.all(agreement) as string[]).map((text) => ({ place: 'text', text }));

/** A document is found by the names of its files, and by what they say, page by page. */
function fileTexts(db: ReadableDB, document: string): readonly SourceText[] {
  const files = statementsOf(db).filesOf.all(document) as { readonly name: string | null; readonly sha256: string | null }[];
  return files.flatMap(({ name, sha256 }) => [
    ...(name === null ? [] : [{ place: 'text' as const, text: name }]),
    ...(sha256 === null ? [] : (statementsOf(db).pagesOf.all(sha256) as { readonly page: number; readonly text: string }[]).map(({ page, text }) => ({ place: 'text' as const, text, page }))),
  ]);
}

const statementsOf = perConnection((db: ReadableDB) => ({
  namesOf: db.prepare('SELECT names, facets FROM search_doc WHERE record = ?'),
  notesOf: db.prepare('SELECT e.note FROM agreement_event e JOIN record r ON r.id = e.id WHERE e.agreement = ? AND r.voided = 0 AND e.note IS NOT NULL ORDER BY e.id').pluck(),
  pagesOf: db.prepare('SELECT page, text FROM content_text WHERE sha256 = ? ORDER BY page'),
  filesOf: db.prepare('SELECT a.name, a.sha256 FROM attachment a JOIN record r ON r.id = a.id WHERE a.document = ? AND r.voided = 0 ORDER BY a.id'),
}));
