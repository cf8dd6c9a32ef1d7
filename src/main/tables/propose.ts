/** A mapping proposed for a table: by the names of its columns in any of the four languages, and by what their cells hold. */
import { foldName } from '../../shared/fold.ts';
import { recordKinds } from '../../shared/records/registry.ts';
import { date as dateSpec } from '../../shared/records/values.ts';
import type { FieldTable } from '../../shared/records/forms.ts';
import type { ColumnProposed } from '../../shared/tables/answers.ts';
import { isDate, usualDateForms } from '../../shared/tables/dateForms.ts';
import { namesFor } from '../../shared/tables/fieldNames.ts';
import { scriptOf } from '../../shared/text.ts';
import type { Vocabularies } from '../../shared/vocabularies/baseline.ts';
import { codeByLabel } from '../../shared/vocabularies/vocabulary.ts';
import { MAPPING_FORMAT, mappingSchema, type Mapping } from './mapping.ts';
import type { TableRow } from './table.ts';

type Kind = Mapping['kind'];

export interface Proposal {
  readonly mapping: Mapping;
  readonly columns: readonly ColumnProposed[];
}

/** How well names fit as a header of that kind: for finding it among title lines. */
export function headerScore(kind: Kind): (names: readonly string[]) => number {
  return (names) => {
    const distinct = new Set(names.filter((name) => name !== ''));
    return [...distinct].reduce((sum, name) => sum + (matchName(kind, name)?.confidence ?? 0), 0);
  };
}

/** @param rows the first of the table. @param source by which rows are known again. */
export function propose(kind: Kind, header: readonly string[], rows: readonly TableRow[], source: string, vocabularies: Vocabularies): Proposal {
  const candidates = header.map((name, place) => candidateOf(kind, header, name, rows.map(({ cells }) => (cells[place] ?? '').trim()).filter((cell) => cell !== ''), vocabularies));
  const taken = new Set<string>();
  const chosen = new Map<Candidate, string>();
  for (const one of [...candidates].sort((a, b) => b.confidence - a.confidence)) {
    if (one.target === null || one.confidence < LEAST || (taken.has(one.target) && !REPEATED.has(one.target))) continue;
    taken.add(one.target);
    chosen.set(one, one.target);
  }
  const columns = candidates.map((one): ColumnProposed => {
    const target = chosen.get(one) ?? null;
    return { column: one.column, target, confidence: target === null ? 0 : Math.round(one.confidence * 100) / 100, sample: one.cells.slice(0, 3).map((cell) => cell.slice(0, 80)) };
  });
  return { columns, mapping: mappingFrom(kind, [...chosen].map(([one, target]) => ({ ...one, target })), source, rows.length) };
}

/** Under this a column is left to a person. */
const LEAST = 0.45;
/** What several columns may mean. */
const REPEATED: ReadonlySet<string> = new Set(['title', 'name', 'parties', 'parties.theirs', 'links', 'references', 'previousNos']);

interface Candidate {
  readonly column: string;
  readonly target: string | null;
  readonly confidence: number;
  readonly cells: readonly string[];
}

function candidateOf(kind: Kind, header: readonly string[], column: string, cells: readonly string[], vocabularies: Vocabularies): Candidate {
  const usable = column !== '' && !/[{}]/.test(column) && header.filter((name) => name === column).length === 1;
  const named = usable ? matchName(kind, column) : null;
  if (named === null) {
    const guessed = usable && cells.length >= 3 ? guess(kind, cells, vocabularies) : null;
    return { column, cells, target: guessed, confidence: guessed === null ? 0 : 0.5 };
  }
  const fit = fitOf(kind, named.target, cells, vocabularies);
  return { column, cells, target: named.target, confidence: fit === null ? named.confidence : named.confidence * (0.4 + 0.6 * fit) };
}

/** The key by which names of columns are compared: folded, without signs. */
const nameKey = (text: string): string => foldName(text.replaceAll('№', ' no ')).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

function matchName(kind: Kind, column: string): { readonly target: string; readonly confidence: number } | null {
  const key = nameKey(column);
  const table: FieldTable = recordKinds[kind];
  if (Object.hasOwn(table, column) || column === 'title' || column === 'name') return { target: column, confidence: 1 };
  let best: { readonly target: string; readonly confidence: number } | null = null;
  if (key === '') return null;
  for (const [target, languages] of Object.entries(namesFor(kind))) {
    for (const [rank, name] of languages.flatMap((names) => names.map((one, i) => [i, nameKey(one)] as const))) {
      const confidence = name === key ? 0.98 - rank / 1_000 : ` ${key} `.includes(` ${name} `) && name.length >= 4 ? 0.5 + 0.4 * (name.length / key.length) : 0;
      if (confidence > (best?.confidence ?? 0)) best = { target, confidence };
    }
  }
  return best;
}

/** Which part of the cells is what the target asks for; null where any text is. */
function fitOf(kind: Kind, target: string, cells: readonly string[], vocabularies: Vocabularies): number | null {
  if (cells.length === 0) return null;
  const share = (fits: (cell: string) => boolean): number => cells.filter(fits).length / cells.length;
  const form = (recordKinds[kind] as FieldTable)[target];
  if (target.startsWith('event.') || (form?.form === 'plain' && form.value === dateSpec)) return share((cell) => isDate(cell, usualDateForms));
  if (form?.form === 'plain' && form.value.codes !== undefined) {
    const vocabulary = vocabularies[form.value.codes];
    return share((cell) => codeByLabel(vocabulary, cell) !== null);
  }
  if (target === 'country' || target === 'parties.country') return share((cell) => codeByLabel(vocabularies.countries, cell) !== null);
  if (target === 'links') return share((cell) => /^https?:\/\//.test(cell));
  return null;
}

/** A column whose name says nothing: labels of a vocabulary, or countries. */
function guess(kind: Kind, cells: readonly string[], vocabularies: Vocabularies): string | null {
  const targets = kind === 'agreement' ? ['level', 'instrument', 'links', 'parties.country'] : ['partnerKind', 'country'];
  return targets.find((target) => (fitOf(kind, target, cells, vocabularies) ?? 0) >= 0.8) ?? null;
}

const SEPARATORS = ['\n', ';', ' / ', ' и ', ' va ', ' ва ', ' and '] as const;

/** Separators that stand in some of the cells. */
function separatorsIn(cells: readonly string[], among: readonly string[] = SEPARATORS): { readonly separator?: string[] } {
  const seen = among.filter((sign) => cells.some((cell) => cell.toLowerCase().includes(sign)));
  return seen.length === 0 ? {} : { separator: seen };
}

function mappingFrom(kind: Kind, chosen: readonly (Candidate & { readonly target: string })[], source: string, rows: number): Mapping {
  const values: Record<string, unknown> = {};
  const lists: Record<'titles' | 'names' | 'fields' | 'previousNos' | 'references' | 'links' | 'externalIds' | 'parties' | 'events', unknown[]> = { titles: [], names: [], fields: [], previousNos: [], references: [], links: [], externalIds: [], parties: [], events: [] };
  const country = chosen.find(({ target }) => target === 'parties.country');
  for (const { column, target, cells } of chosen) {
    const form = (recordKinds[kind] as FieldTable)[target];
    if (target === 'title' || target === 'name') lists[target === 'title' ? 'titles' : 'names'].push({ template: `{${column}}`, ...languageOf(cells) });
    else if (target === 'parties' || target === 'parties.ours' || target === 'parties.theirs') {
      lists.parties.push({ name: column, ...separatorsIn(cells), ...(target === 'parties' ? {} : { side: target.slice(8) }), ...(country !== undefined && target !== 'parties.ours' ? { country: { column: country.column } } : {}) });
    } else if (target === 'fields' || target === 'previousNos') lists[target].push({ column, ...separatorsIn(cells, ['\n', ';', ',']) });
    else if (target === 'references' || target === 'links') lists[target].push({ column });
    else if (target === 'externalIds') lists.externalIds.push({ column, source: column.slice(0, 100) });
    else if (target.startsWith('event.')) lists.events.push({ type: target.slice(6), date: column });
    else if (form?.form === 'plain') values[target] = { column };
  }
  const number = chosen.find(({ target }) => target === 'registerNo');
  return mappingSchema.parse({
    format: MAPPING_FORMAT, kind, source, dateForms: [...usualDateForms], values, ...lists,
    ...(number?.cells.length === rows && new Set(number.cells).size === rows ? { key: [number.column] } : {}),
  });
}

/** By letters that only one of the languages has; nothing where none tells. */
function languageOf(cells: readonly string[]): { readonly language?: string } {
  const text = cells.join(' ');
  if (/[ўқғҳ]|[og][ʻʼ'‘’`]|\bbilan\b|\bva\b/iu.test(text)) return { language: 'uz' };
  if (scriptOf(text) === 'Cyrl') return /[ыщэъё]|(?:^|\s)(?:о|и|между)\s/iu.test(text) ? { language: 'ru' } : {};
  return /\b(?:the|of|and|between)\b/i.test(text) ? { language: 'en' } : {};
}
