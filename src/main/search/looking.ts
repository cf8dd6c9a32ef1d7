/**
 * Which records answer a plan, in the order of its steps, within a time. Where it is over, older records may be missing, and `isCut` says so:
 * in a register of a million records two common words that hardly ever meet would else be a pass over both their lists for every step.
 */
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { all, any, holds, type Expression } from './expression.ts';
import { collect, newestFirst, NEWEST, type Asked, type Collected } from './passes.ts';
import { compareCandidates, compareSteps, isAfter, type Candidate, type Place } from './placing.ts';
import type { Step, TierPlan } from './plan.ts';
import { sourceOf, type Source } from './sources.ts';
import { tokenizerOf } from './tokens.ts';

/** What narrows a query: all of these, and none of those. */
export interface Narrowing {
  readonly and: readonly Expression[];
  readonly not: readonly (Expression | null)[];
}

export interface Looking {
  readonly db: ReadableDB;
  readonly narrowed: Narrowing;
  /** Milliseconds, and when the search began. */
  readonly now: () => number;
  readonly begun: number;
}

/** What a search may take until its page is known; showing the hits comes after. A first pass over everything may take half of it. */
const LOOK_MS = 50;
const FIRST_PASS_MS = 25;

/** Hits are counted up to this. */
export const COUNTED = 1_001;

export interface Reach {
  /** The tiers that count: a later one only while those before it do not fill a page. */
  readonly tiers: readonly TierPlan[];
  /** The newest of all that they find, up to COUNTED. */
  readonly rowids: readonly number[];
  /** They are fewer than a page, so that each can be looked at by itself. */
  readonly isFew: boolean;
  readonly isCut: boolean;
}

/** Where all tiers together do not fill a page, or find nothing, one pass tells. */
export function reachOf(looking: Looking, tiers: readonly TierPlan[], limit: number): Reach {
  const finding = tiers.filter((tier) => tier.finds !== null);
  const everything = askedOf(looking.narrowed, any(finding.map((tier) => tier.finds)), []);
  if (finding.length === 0 || everything === null) return { tiers: [], rowids: [], isFew: true, isCut: false };
  const reach = collectBy(looking, everything, FIRST_PASS_MS);
  if (reach.rowids.length < limit) return { tiers: finding, rowids: reach.rowids, isFew: true, isCut: reach.cut };
  let isCut = false;
  for (let count = 1; count <= finding.length; count++) {
    const used = finding.slice(0, count);
    const asked = askedOf(looking.narrowed, any(used.map((tier) => tier.finds)), []);
    const { rowids, cut } = count === finding.length || asked === null ? reach : collectBy(looking, asked, FIRST_PASS_MS + 5 * count);
    isCut ||= cut;
    if (rowids.length >= limit || count === finding.length) return { tiers: used, rowids, isFew: false, isCut };
  }
  return { tiers: finding, rowids: reach.rowids, isFew: false, isCut };
}

const collectBy = ({ db, now, begun }: Looking, asked: Asked, milliseconds: number): Collected => collect(db, asked, COUNTED, { now, until: begun + milliseconds });

/** What was found out while candidates were asked for. */
export interface Shortfall {
  /** Older ones may be missing. */
  isCut: boolean;
  /** The last ones are not in their order: no page can follow. */
  isDisordered: boolean;
}

/** Candidates in their order, as long as they are asked for. */
export function* candidatesOf(looking: Looking, reach: Reach, after: Place | null, shortfall: Shortfall): Generator<Candidate> {
  shortfall.isCut ||= reach.isCut;
  if (reach.isFew) {
    for (const candidate of placed(looking.db, reach)) if (after === null || isAfter(candidate, after)) yield candidate;
    return;
  }
  const seen = new Set<number>();
  const steps = stepsOf(reach.tiers).filter(({ step }) => after === null || compareSteps(step, after) >= 0);
  for (const [at, { step, before }] of steps.entries()) {
    const asked = askedOf(looking.narrowed, step.finds, before);
    if (asked === null) continue;
    const { now, begun } = looking;
    const left = Math.max(0, begun + LOOK_MS - now());
    const pass = newestFirst(looking.db, asked, after !== null && compareSteps(step, after) === 0 ? after.rowid : NEWEST, { now, until: now() + (at === steps.length - 1 ? left : left / 2) });
    let next = pass.next();
    for (; next.done !== true; next = pass.next()) {
      seen.add(next.value);
      yield { rowid: next.value, step };
    }
    shortfall.isCut ||= next.value;
  }
  if (!shortfall.isCut || after !== null) return;
  shortfall.isDisordered = true;
  yield* placed(looking.db, { ...reach, rowids: reach.rowids.filter((rowid) => !seen.has(rowid)) });
}

/** The steps of all tiers, each with what those before it found. */
function stepsOf(tiers: readonly TierPlan[]): readonly { readonly step: Step; readonly before: readonly (Expression | null)[] }[] {
  const earlier: Expression[] = [];
  return tiers.flatMap((tier) => {
    const steps = tier.steps.map((step) => ({ step, before: [...step.before, ...earlier] }));
    if (tier.finds !== null) earlier.push(tier.finds);
    return steps;
  });
}

function askedOf({ and, not }: Narrowing, expression: Expression | null, before: readonly (Expression | null)[]): Asked | null {
  const wanted = all([...(expression === null || expression.parts.length + expression.token.length === 0 ? [] : [expression]), ...and]);
  return wanted === null ? null : { wanted, unwanted: any([...not, ...before]) };
}

/** Tells by the words of each record which step finds it: quicker than asking the index step by step for a few that lie far apart. */
function* placed(db: ReadableDB, { tiers, rowids }: Reach): Generator<Candidate> {
  const steps = tiers.flatMap((tier) => tier.steps);
  const last = steps.at(-1);
  if (last === undefined) return;
  if (steps.length === 1) {
    for (const rowid of rowids) yield { rowid, step: last };
    return;
  }
  const candidates = rowids.slice(0, MOST_PLACED).map((rowid) => {
    const source = recordAt(db, rowid);
    const tokens = source === null ? null : new Set(tokenizerOf(db)(briefly(source)).text.split(' '));
    return { rowid, step: (tokens === null ? undefined : steps.find((step) => holds(step.finds, tokens))) ?? last };
  });
  yield* candidates.sort(compareCandidates);
}

const MOST_PLACED = 200;

/** Without a long text: a record that is found by nothing else is found by this. */
function briefly(source: Source): Source {
  const length = source.texts.reduce((sum, { text }) => sum + text.length, 0);
  return length <= LONG ? source : { ...source, texts: source.texts.filter(({ place }) => place !== 'text') };
}

const LONG = 20_000;

export function recordAt(db: ReadableDB, rowid: number): Source | null {
  const record = statementsOf(db).record.get(rowid) as string | undefined;
  return record === undefined ? null : sourceOf(db, record);
}

const statementsOf = perConnection((db: ReadableDB) => ({
  record: db.prepare('SELECT record FROM search_doc WHERE id = ?').pluck(),
}));
