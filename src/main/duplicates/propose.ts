/** Pairs that may be one, the most likely first; and those that a new record may double. Pairs that a person has decided are left out. */
import { foldName } from '../../shared/fold.ts';
import { isJsonObject } from '../../shared/json.ts';
import { likenessOfAgreements } from '../../shared/likeness/agreementLikeness.ts';
import { blockingKeys, likenessOfPartners, PROPOSED_FROM, type Likeness, type PartnerTraits } from '../../shared/likeness/partnerLikeness.ts';
import { sayWhy, type Why } from '../../shared/likeness/why.ts';
import type { ProposedPair, ProposedPairs } from '../../shared/likeness/answers.ts';
import { elementsOf } from '../../shared/records/nest.ts';
import { titleOf } from '../../shared/records/titles.ts';
import { readView } from '../changes/apply.ts';
import type { RecordView } from '../changes/view.ts';
import type { ReadableDB } from '../db/open.ts';
import { aroundOf, blocksOf, type Block, type DuplicateKind } from './blocks.ts';
import { openDecisions, type Decisions } from './decided.ts';
import { agreementTraitsOf, partnerTraitsOf } from './traits.ts';

export interface ProposeDeps {
  readonly db: ReadableDB;
  readonly yieldTurn: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly progress: (compared: number) => void;
}

export interface ProposeRequest {
  readonly kind: DuplicateKind;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** In a block with more records each is compared with the `BESIDE` that follow it when they are sorted by what else is known. */
export const CROWDED = 40;
export const BESIDE = 10;
/** Blocks worked through before others get their turn. */
const BLOCKS_A_TURN = 500;
/** Traits that are remembered: a record stands in a few blocks. */
const REMEMBERED = 20_000;

/** Null if it was stopped. */
export async function proposePairs(deps: ProposeDeps, request: ProposeRequest): Promise<ProposedPairs | null> {
  const compare = openComparison(deps.db, request.kind);
  const best = openBest(request.limit + 1, request.after);
  let blocks = 0;
  let crowded = 0;
  for (const block of blocksOf(deps.db, request.kind)) {
    crowded += compare.block(block, best.add) ? 1 : 0;
    blocks += 1;
    if (blocks % BLOCKS_A_TURN !== 0) continue;
    if (deps.signal.aborted) return null;
    deps.progress(compare.compared());
    await deps.yieldTurn();
  }
  const found = best.list();
  const page = found.slice(0, request.limit);
  const last = page.at(-1);
  return { pairs: page.map((pair) => shown(deps.db, pair)), next: found.length > request.limit && last !== undefined ? cursorOf(last) : null, compared: compare.compared(), crowded };
}

/** The most likely doubles of one record. */
export function proposeFor(db: ReadableDB, kind: DuplicateKind, id: string, limit: number): readonly ProposedPair[] {
  const compare = openComparison(db, kind);
  const best = openBest(limit, undefined);
  for (const other of aroundOf(db, kind, id, CROWDED)) compare.pair(id, other, best.add);
  return best.list().map((pair) => shown(db, pair));
}

interface Pair extends Likeness {
  readonly a: string;
  readonly b: string;
  /** Of two groups of records that are one each, only the best pair is proposed. */
  readonly groups: string;
}

interface Comparison {
  /** @returns whether the block was crowded. */
  readonly block: (block: Block, add: (pair: Pair) => void) => boolean;
  readonly pair: (a: string, b: string, add: (pair: Pair) => void) => void;
  /** Pairs scored so far. */
  readonly compared: () => number;
}

function openComparison(db: ReadableDB, kind: DuplicateKind): Comparison {
  const decisions = openDecisions(db);
  return kind === 'partner'
    ? comparison({ decisions, traits: (id) => partnerTraitsOf(db, id), likeness: likenessOfPartners, order: (traits) => [traits.country ?? '', traits.subdivision ?? '', traits.kind ?? ''].join(' '), isFirst: isFirstKey })
    : comparison({ decisions, traits: (id) => agreementTraitsOf(db, id), likeness: likenessOfAgreements, order: (traits) => traits.dateSigned ?? '', isFirst: () => true });
}

interface Way<T> {
  readonly decisions: Decisions;
  readonly traits: (id: string) => T | null;
  readonly likeness: (a: T, b: T) => Likeness;
  /** What records of a crowded block are sorted by. */
  readonly order: (traits: T) => string;
  /** Whether a pair is to be scored in this block, and not in another that it shares. */
  readonly isFirst: (key: string, a: T, b: T) => boolean;
}

function comparison<T extends { readonly id: string }>(way: Way<T>): Comparison {
  let remembered = new Map<string, T | null>();
  let compared = 0;
  const traits = (id: string): T | null => {
    const known = remembered.get(id);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED) remembered = new Map();
    const read = way.traits(id);
    remembered.set(id, read);
    return read;
  };
  const score = (a: T, b: T, add: (pair: Pair) => void): void => {
    compared += 1;
    const likeness = way.likeness(a, b);
    if (likeness.score < PROPOSED_FROM) return;
    const groups = way.decisions.between(a.id, b.id);
    if (groups === null) return;
    add({ ...likeness, ...(a.id < b.id ? { a: a.id, b: b.id } : { a: b.id, b: a.id }), groups });
  };
  const block: Comparison['block'] = ({ key, ids }, add) => {
    const isCrowded = ids.length > CROWDED;
    const members = ids.map(traits).filter((one) => one !== null);
    const sorted = isCrowded ? members.map((one) => ({ one, by: `${way.order(one)}\u0000${one.id}` })).sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ one }) => one) : members;
    for (const [i, a] of sorted.entries()) {
      for (const b of sorted.slice(i + 1, isCrowded ? i + 1 + BESIDE : undefined)) if (way.isFirst(key, a, b)) score(a, b, add);
    }
    return isCrowded;
  };
  const pair: Comparison['pair'] = (a, b, add) => {
    const [left, right] = [traits(a), traits(b)];
    if (left !== null && right !== null) score(left, right, add);
  };
  return { block, pair, compared: () => compared };
}

/** Partners share several keys: their pair is scored under the first alone, neighbours and shared ids only where no key is shared. */
function isFirstKey(key: string, a: PartnerTraits, b: PartnerTraits): boolean {
  const others = new Set(blockingKeys(b));
  const first = blockingKeys(a).find((one) => others.has(one));
  return first === undefined || first === key;
}

/** The best pairs after a place, at most `limit`; of two groups the best pair. */
function openBest(limit: number, after: string | undefined): { readonly add: (pair: Pair) => void; readonly list: () => readonly Pair[] } {
  const byGroups = new Map<string, Pair>();
  /** Groups of more than their pair that an earlier page has shown. */
  const shownBefore = new Set<string>();
  let sorted: Pair[] = [];
  const from = after === undefined ? null : placeOf(after);
  const prune = (): void => {
    sorted = [...byGroups.values()].filter((pair) => !shownBefore.has(pair.groups)).sort(byLikeness).slice(0, limit);
    byGroups.clear();
    for (const pair of sorted) byGroups.set(pair.groups, pair);
  };
  return {
    add: (pair) => {
      if (from !== null && byLikeness(from, pair) >= 0) {
        if (pair.groups !== `${pair.a} ${pair.b}`) shownBefore.add(pair.groups);
        return;
      }
      const known = byGroups.get(pair.groups);
      if (known !== undefined && byLikeness(known, pair) <= 0) return;
      byGroups.set(pair.groups, pair);
      if (byGroups.size >= limit * 2 + 100) prune();
    },
    list: () => {
      prune();
      return sorted;
    },
  };
}

type Place = Pick<Pair, 'score' | 'a' | 'b'>;

const byLikeness = (x: Place, y: Place): number => y.score - x.score || (x.a === y.a ? (x.b < y.b ? -1 : x.b > y.b ? 1 : 0) : x.a < y.a ? -1 : 1);

const cursorOf = (pair: Place): string => `${String(pair.score)}.${pair.a}.${pair.b}`;

function placeOf(cursor: string): Place {
  const [score, a, b] = cursor.split('.');
  return { score: Number(score), a: a ?? '', b: b ?? '' };
}

/** A pair as it is answered: names as they are written, not folded. */
function shown(db: ReadableDB, { a, b, score, why }: Pair): ProposedPair {
  const [left, right] = [readView(db, a), readView(db, b)];
  const written = new Map<string, string>();
  for (const view of [left, right]) {
    for (const [, form] of view?.kind === 'partner' ? elementsOf(view.fields, 'nameForms') : []) if (isJsonObject(form) && typeof form.text === 'string') written.set(foldName(form.text), form.text);
  }
  const said = why.map((one): Why => ({ ...one, values: Object.fromEntries(Object.entries(one.values).map(([name, value]) => [name, typeof value === 'string' ? (written.get(value) ?? value) : value])) }));
  const title = (view: RecordView | null): string => (view === null ? '' : titleOf(view.kind, view.fields));
  return { a, b, aTitle: title(left), bTitle: title(right), score, why: said.map((one) => ({ ...one, sentence: sayWhy(one) })) };
}
