/** Answers a query: asks the index step by step until the page is full, newest first within each step. */
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SearchAnswer, SearchHit } from '../../shared/search/answers.ts';
import type { ReadableDB } from '../db/open.ts';
import { waiting } from './due.ts';
import { word, type Expression } from './expression.ts';
import { facetsOver } from './facets.ts';
import { candidatesOf, COUNTED, reachOf, recordAt, type Looking, type Shortfall } from './looking.ts';
import { matcherFor, phrasesHold } from './matcher.ts';
import { placeOf, readPlace, type Candidate } from './placing.ts';
import { excludedBy, planOf, type TierPlan } from './plan.ts';
import { readQuery, type Query } from './query.ts';
import { snippetOf } from './snippet.ts';
import type { Source } from './sources.ts';
import { filterNames, filterToken, isFilterName } from './tags.ts';
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

/** The most records whose texts are read for a phrase that may stand in them; after the time is over, only so many as a page has. */
const MOST_CHECKED = 300;
const CHECKED_AFTER = 50;
const CHECK_MS = 60;

/**
 * @param now milliseconds: a search looks only so long, and says so.
 * @returns `QueryEmpty` where there is nothing to look for, `FilterUnknown`, `PageUnknown` for an `after` that no page gave.
 */
export function search(db: ReadableDB, request: SearchRequest, now: () => number): Result<SearchAnswer, SearchError> {
  const begun = now();
  const query = readQuery(request.query);
  const filters = filtersOf(request);
  if (!filters.ok) return filters;
  const after = request.after === undefined ? null : readPlace(request.after);
  if (after === undefined) return err({ type: 'PageUnknown', message: `Nothing was searched: "${request.after ?? ''}" is not the "next" of a page.` });
  if (query.units.length === 0 && filters.value.given.length === 0) return err({ type: 'QueryEmpty', message: 'Nothing was searched: the query has no word to look for.' });

  const words = wordListOf(db);
  const tiers: readonly TierPlan[] = query.units.length === 0 ? [filterOnly()] : planOf(query, words);
  const looking: Looking = { db, narrowed: { and: filters.value.given, not: [excludedBy(query, words), filters.value.hidden] }, now, begun };
  const isChecked = [...query.units, ...query.excluded].some((unit) => unit.phrase);
  const reach = reachOf(looking, tiers, request.limit);

  const found: Found[] = [];
  let checked = 0;
  let more = false;
  const shortfall: Shortfall = { isCut: false, isDisordered: false };
  for (const candidate of candidatesOf(looking, reach, after, shortfall)) {
    if (found.length === request.limit || checked === MOST_CHECKED || (checked >= CHECKED_AFTER && now() - begun > CHECK_MS)) {
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
  const incomplete = shortfall.isCut || words.isCut();
  const last = more && !shortfall.isDisordered ? found.at(-1) : undefined;
  const counted = reach.rowids.length;
  return ok({
    hits: found.map((hit) => shown(query, hit)),
    total: isChecked ? found.length : counted,
    capped: incomplete || (isChecked ? more : reach.isMore),
    ...(incomplete ? { incomplete: true as const } : {}),
    waiting: waiting(db, COUNTED),
    ...(last === undefined ? {} : { next: placeOf(last) }),
    ...(request.facets ? { facets: facetsOver(db, reach.rowids, incomplete || reach.isMore) } : {}),
  });
}

/** How many hits the first page of a query tells of, counted up to 1,001; phrases are taken for words. */
export function totalOf(db: ReadableDB, typed: string, limit: number, now: () => number): number {
  const query = readQuery(typed);
  const words = wordListOf(db);
  const narrowed = { and: [], not: [excludedBy(query, words), word(filterToken('voided', 'yes'))] };
  return reachOf({ db, narrowed, now, begun: now() }, planOf(query, words), limit).rowids.length;
}

interface Found extends Candidate {
  readonly source: Source;
}

/** All records within the filters. */
const filterOnly = (): TierPlan => ({ tier: 1, finds: EVERYTHING, steps: [{ tier: 1, place: 'title', last: 'whole', finds: EVERYTHING, before: [] }] });
const EVERYTHING: Expression = { op: 'all', token: '', parts: [], text: '' };

function shown(query: Query, { source, step }: Found): SearchHit {
  return {
    id: source.id, kind: source.kind, title: source.title, tier: step.tier, place: step.place,
    snippet: query.units.length === 0 ? null : snippetOf(source, matcherFor(query, step.tier, step.last)),
    ...(source.filters.some(([name]) => name === 'voided') ? { voided: true as const } : {}),
  };
}

/** Voided records are shown only where they are asked for: `voided=yes`, or `voided=any` beside the others. */
function filtersOf({ kind, where }: SearchRequest): Result<{ readonly given: readonly Expression[]; readonly hidden: Expression | null }, SearchError> {
  const given: Expression[] = [];
  for (const [name, value] of Object.entries({ ...where, ...(kind === undefined ? {} : { kind }) })) {
    if (!isFilterName(name)) return err({ type: 'FilterUnknown', message: `Nothing was searched: hits cannot be narrowed by "${name}"; known are ${filterNames.join(', ')}.` });
    if (name === 'voided' && value === 'any') continue;
    given.push(word(filterToken(name, name === 'partner' || name === 'of' ? value.toLowerCase() : value)));
  }
  return ok({ given, hidden: where.voided === undefined ? word(filterToken('voided', 'yes')) : null });
}
