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

/** What a search may take until its page is known; showing the hits comes after. The passes that count take half of it at most. */
const LOOK_MS = 50;
const FIRST_PASS_MS = 25;

/** Hits are counted up to this. */
export const COUNTED = 1_001;

export interface Reach {
  /** The tiers that count: a later one only while those before it do not fill a page. */
  readonly tiers: readonly TierPlan[];
  /** The newest of all that they find, up to COUNTED. */
  readonly rowids: readonly number[];
  /** Of the tiers, those whose records are known, being fewer than a page: each can be looked at by itself. */
  readonly placed: number;
  readonly placedRowids: readonly number[];
  /** Of the records of these tiers older ones may be missing. */
  readonly isCut: boolean;
  /** There are more than `rowids`, or may be. */
  readonly isMore: boolean;
}

/** Counts what each tier adds. Most queries fill a page with the first; where all together do not, one more pass tells. */
export function reachOf({ db, narrowed, now, begun }: Looking, tiers: readonly TierPlan[], limit: number): Reach {
  const finding = tiers.filter((tier) => tier.finds !== null);
  const collected = (count: number): Collected => {
    const asked = askedOf(narrowed, any(finding.slice(0, count).map((tier) => tier.finds)), []);
    return asked === null ? { rowids: [], cut: false } : collect(db, asked, COUNTED, { now, until: begun + FIRST_PASS_MS });
  };
  const enough = (count: number, { rowids, cut }: Collected, few: Collected | null): Reach => ({
    tiers: finding.slice(0, count), rowids, placed: few === null ? 0 : 1, placedRowids: few?.rowids ?? [], isCut: few?.cut ?? false, isMore: cut || rowids.length === COUNTED,
  });
  const first = collected(1);
  if (first.rowids.length >= limit) return enough(1, first, null);
  const every = finding.length > 1 ? collected(finding.length) : first;
  if (every.rowids.length < limit) return { tiers: finding, rowids: every.rowids, placed: finding.length, placedRowids: every.rowids, isCut: every.cut, isMore: every.cut };
  for (let count = 2; count < finding.length; count++) {
    const some = collected(count);
    if (some.rowids.length >= limit) return enough(count, some, first);
  }
  return enough(finding.length, every, first);
}

/** What was found out while candidates were asked for. */
export interface Shortfall {
  /** Older ones may be missing. */
  isCut: boolean;
  /** The last ones are not in their order: no page can follow. */
  isDisordered: boolean;
}

/** Candidates in their order, as long as they are asked for. */
export function* candidatesOf(looking: Looking, reach: Reach, after: Place | null, shortfall: Shortfall): Generator<Candidate> {
  const { db, narrowed, now, begun } = looking;
  shortfall.isCut ||= reach.isCut;
  for (const candidate of placed(db, reach.tiers.slice(0, reach.placed), reach.placedRowids)) if (after === null || isAfter(candidate, after)) yield candidate;
  const seen = new Set<number>(reach.placedRowids);
  const steps = stepsOf(reach.tiers).filter(({ step, tier }) => tier >= reach.placed && (after === null || compareSteps(step, after) >= 0));
  for (const [at, { step, before }] of steps.entries()) {
    const asked = askedOf(narrowed, step.finds, before);
    const left = begun + LOOK_MS - now();
    if (asked === null) continue;
    if (left <= 0) {
      shortfall.isCut = true;
      break;
    }
    const pass = newestFirst(db, asked, after !== null && compareSteps(step, after) === 0 ? after.rowid : NEWEST, { now, until: now() + (at === steps.length - 1 ? left : left / 2) });
    let next = pass.next();
    for (; next.done !== true; next = pass.next()) {
      if (seen.has(next.value)) continue;
      seen.add(next.value);
      yield { rowid: next.value, step };
    }
    shortfall.isCut ||= next.value;
  }
  if (!shortfall.isCut || after !== null) return;
  shortfall.isDisordered = true;
  yield* placed(db, reach.tiers, reach.rowids.filter((rowid) => !seen.has(rowid)).slice(0, A_FEW));
}

/** The steps of all tiers, each with what those before it found. */
function stepsOf(tiers: readonly TierPlan[]): readonly { readonly step: Step; readonly tier: number; readonly before: readonly (Expression | null)[] }[] {
  const earlier: Expression[] = [];
  return tiers.flatMap((tier, at) => {
    const steps = tier.steps.map((step) => ({ step, tier: at, before: [...step.before, ...earlier] }));
    if (tier.finds !== null) earlier.push(tier.finds);
    return steps;
  });
}

function askedOf({ and, not }: Narrowing, expression: Expression | null, before: readonly (Expression | null)[]): Asked | null {
  const wanted = all([...(expression === null || expression.parts.length + expression.token.length === 0 ? [] : [expression]), ...and]);
  return wanted === null ? null : { wanted, unwanted: any([...not, ...before]) };
}

/** Tells by the words of each record which step finds it: quicker than asking the index step by step for a few that lie far apart. */
function* placed(db: ReadableDB, tiers: readonly TierPlan[], rowids: readonly number[]): Generator<Candidate> {
  const steps = tiers.flatMap((tier) => tier.steps);
  const last = steps.at(-1);
  if (last === undefined) return;
  if (steps.length === 1) {
    for (const rowid of rowids) yield { rowid, step: last };
    return;
  }
  const candidates = rowids.map((rowid) => {
    const source = recordAt(db, rowid);
    const tokens = source === null ? null : new Set(tokenizerOf(db)(briefly(source)).text.split(' '));
    return { rowid, step: (tokens === null ? undefined : steps.find((step) => holds(step.finds, tokens))) ?? last };
  });
  yield* candidates.sort(compareCandidates);
}

/** Records that fill a page where the time was over. */
const A_FEW = 50;

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
