/** Answers a query: asks the index step by step until the page is full, newest first within each step. */
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SearchAnswer, SearchHit } from '../../shared/search/answers.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { waiting } from './due.ts';
import { facetsOver } from './facets.ts';
import { matcherFor, phrasesHold } from './matcher.ts';
import { all, any, excludedBy, planOf, type Step, type TierPlan } from './plan.ts';
import { readQuery, type Query } from './query.ts';
import { snippetOf } from './snippet.ts';
import { sourceOf, type Source } from './sources.ts';
import { filterNames, filterToken, isFilterName, places } from './tags.ts';
import { wordListOf } from './words.ts';

export interface SearchRequest {
  readonly query: string;
  readonly kind?: string | undefined;
  readonly where: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly after?: string | undefined;
  readonly facets: boolean;
}

export type SearchError = Failure<'QueryEmpty' | 'FilterUnknown' | 'PageUnknown'>;

/** Hits are counted up to this. */
const COUNTED = 1_001;
/** The most records whose texts are read for a phrase that may stand in them. */
const MOST_CHECKED = 300;

/** @returns `QueryEmpty` where there is nothing to look for, `FilterUnknown`, `PageUnknown` for an `after` that no page gave. */
export function search(db: ReadableDB, request: SearchRequest): Result<SearchAnswer, SearchError> {
  const query = readQuery(request.query);
  const filters = filtersOf(request);
  if (!filters.ok) return filters;
  const after = request.after === undefined ? null : readPlace(request.after);
  if (after === undefined) return err({ type: 'PageUnknown', message: `Nothing was searched: "${request.after ?? ''}" is not the "next" of a page.` });
  if (query.units.length === 0 && filters.value.given.length === 0) return err({ type: 'QueryEmpty', message: 'Nothing was searched: the query has no word to look for.' });

  const words = wordListOf(db);
  const tiers: readonly TierPlan[] = query.units.length === 0 ? [filterOnly()] : planOf(query, words);
  const narrowed: Narrowing = { and: filters.value.given, not: [excludedBy(query, words), filters.value.hidden].filter((one) => one !== null) };
  const isChecked = [...query.units, ...query.excluded].some((unit) => unit.phrase);
  const used = tiersUsed(db, tiers, narrowed, request.limit);
  const candidates = candidatesOf(db, used.tiers, narrowed, after);

  const found: Found[] = [];
  let checked = 0;
  let more = false;
  for (const candidate of candidates) {
    if (found.length === request.limit || checked === MOST_CHECKED) {
      more = true;
      break;
    }
    const source = recordAt(db, candidate.rowid);
    if (source === null) continue;
    if (isChecked) {
      checked += 1;
      if (!phrasesHold(query, source.texts.map(({ text }) => text))) continue;
    }
    found.push({ ...candidate, source });
  }
  const last = checked === MOST_CHECKED || found.length === request.limit ? found.at(-1) : undefined;
  const total = isChecked ? found.length : used.total;
  return ok({
    hits: found.map((hit) => shown(query, hit)),
    total: Math.min(total, COUNTED),
    capped: isChecked ? more : used.total >= COUNTED,
    waiting: waiting(db, COUNTED),
    ...(more && last !== undefined ? { next: placeOf(last) } : {}),
    ...(request.facets ? { facets: facetsOver(db, narrow(any(used.tiers.map((tier) => tier.finds)), narrowed, [])) } : {}),
  });
}

/** How many hits the first page of a query tells of, counted up to 1,001; phrases are taken for words. */
export function totalOf(db: ReadableDB, typed: string, limit: number): number {
  const query = readQuery(typed);
  const words = wordListOf(db);
  const not = [excludedBy(query, words), `"${filterToken('voided', 'yes')}"`].filter((one) => one !== null);
  return Math.min(tiersUsed(db, planOf(query, words), { and: [], not }, limit).total, COUNTED);
}

interface Narrowing {
  readonly and: readonly string[];
  readonly not: readonly string[];
}

interface Candidate {
  readonly rowid: number;
  readonly step: Step;
}

interface Found extends Candidate {
  readonly source: Source;
}

interface Used {
  readonly tiers: readonly TierPlan[];
  readonly total: number;
}

/** A later tier counts only while those before it do not fill a page. Where all of them do not, or find nothing, one look tells. */
function tiersUsed(db: ReadableDB, tiers: readonly TierPlan[], narrowed: Narrowing, limit: number): Used {
  const finding = tiers.filter((tier) => tier.finds !== null);
  if (finding.length === 0) return { tiers: [], total: 0 };
  const reach = countOf(db, narrow(any(finding.map((tier) => tier.finds)), narrowed, []));
  if (reach < limit) return { tiers: reach === 0 ? [] : finding, total: reach };
  const used: TierPlan[] = [];
  let total = 0;
  for (const tier of finding) {
    const count = countOf(db, narrow(any([...used.map((before) => before.finds), tier.finds]), narrowed, []));
    if (count > total) used.push(tier);
    total = count;
    if (total >= limit) break;
  }
  return { tiers: used, total };
}

function* candidatesOf(db: ReadableDB, tiers: readonly TierPlan[], narrowed: Narrowing, after: Place | null): Generator<Candidate> {
  const { newest } = statementsOf(db);
  const earlier: string[] = [];
  for (const tier of tiers) {
    for (const step of tier.steps) {
      const order = after === null ? 1 : compareSteps(step, after);
      if (order < 0) continue;
      const expression = narrow(step.finds, narrowed, [...step.before, ...earlier]);
      let below = order === 0 && after !== null ? after.rowid : Number.MAX_SAFE_INTEGER;
      for (let rowids = newest.all(expression, below) as number[]; rowids.length > 0; rowids = rowids.length < CHUNK ? [] : (newest.all(expression, below) as number[])) {
        for (const rowid of rowids) {
          yield { rowid, step };
          below = rowid;
        }
      }
    }
    if (tier.finds !== null) earlier.push(tier.finds);
  }
}

const CHUNK = 64;

const countOf = (db: ReadableDB, expression: string): number => statementsOf(db).count.get(expression, COUNTED) as number;

/** The expression within the filters, without what is excluded and what was found before. */
function narrow(expression: string | null, { and, not }: Narrowing, before: readonly string[]): string {
  const within = all([...(expression === null || expression === '' ? [] : [expression]), ...and]) ?? '';
  const without = any([...not, ...before]);
  return without === null ? within : `(${within}) NOT ${without}`;
}

/** All records within the filters. */
const filterOnly = (): TierPlan => ({ tier: 1, finds: '', steps: [{ tier: 1, place: 'title', last: 'whole', finds: '', before: [] }] });

function recordAt(db: ReadableDB, rowid: number): Source | null {
  const record = statementsOf(db).record.get(rowid) as string | undefined;
  return record === undefined ? null : sourceOf(db, record);
}

function shown(query: Query, { source, step }: Found): SearchHit {
  return {
    id: source.id, kind: source.kind, title: source.title, tier: step.tier, place: step.place,
    snippet: query.units.length === 0 ? null : snippetOf(source, matcherFor(query, step.tier, step.last)),
    ...(source.filters.some(([name]) => name === 'voided') ? { voided: true as const } : {}),
  };
}

/** Where a page ended. */
interface Place {
  readonly tier: number;
  readonly place: number;
  readonly last: number;
  readonly rowid: number;
}

const numbersOf = (step: Step): Omit<Place, 'rowid'> => ({ tier: step.tier, place: places.indexOf(step.place), last: step.last === 'whole' ? 0 : 1 });

function compareSteps(step: Step, after: Place): number {
  const at = numbersOf(step);
  return at.tier - after.tier || at.place - after.place || at.last - after.last;
}

function placeOf({ step, rowid }: Candidate): string {
  const { tier, place, last } = numbersOf(step);
  return [tier, place, last, rowid].join('.');
}

function readPlace(text: string): Place | undefined {
  const [, tier, place, last, rowid] = /^([123])\.([0-3])\.([01])\.(\d{1,15})$/.exec(text) ?? [];
  return rowid === undefined ? undefined : { tier: Number(tier), place: Number(place), last: Number(last), rowid: Number(rowid) };
}

/** Voided records are shown only where they are asked for: `voided=yes`, or `voided=any` beside the others. */
function filtersOf({ kind, where }: SearchRequest): Result<{ readonly given: readonly string[]; readonly hidden: string | null }, SearchError> {
  const given: string[] = [];
  for (const [name, value] of Object.entries({ ...where, ...(kind === undefined ? {} : { kind }) })) {
    if (!isFilterName(name)) return err({ type: 'FilterUnknown', message: `Nothing was searched: hits cannot be narrowed by "${name}"; known are ${filterNames.join(', ')}.` });
    if (name === 'voided' && value === 'any') continue;
    given.push(`"${filterToken(name, name === 'partner' || name === 'of' ? value.toLowerCase() : value)}"`);
  }
  return ok({ given, hidden: where.voided === undefined ? `"${filterToken('voided', 'yes')}"` : null });
}

const statementsOf = perConnection((db: ReadableDB) => ({
  newest: db.prepare(`SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${String(CHUNK)}`).pluck(),
  count: db.prepare('SELECT count(*) FROM (SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?)').pluck(),
  record: db.prepare('SELECT record FROM search_doc WHERE id = ?').pluck(),
}));
