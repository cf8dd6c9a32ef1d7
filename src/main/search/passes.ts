/** Goes through the index from the newest record down, piece by piece, for as long as it may. */
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { rendered, type Expression } from './expression.ts';
import { STRETCH } from './tags.ts';

/** What is asked of the index, without what is left out. */
export interface Asked {
  readonly wanted: Expression;
  readonly unwanted: Expression | null;
}

/** Until when one may look. */
export interface Allowance {
  /** Milliseconds. */
  readonly now: () => number;
  readonly until: number;
}

export interface Collected {
  /** Newest first. */
  readonly rowids: readonly number[];
  /** The time was over before everything was looked through. */
  readonly cut: boolean;
}

/** Up to `most` records. */
export function collect(db: ReadableDB, asked: Asked, most: number, allowance: Allowance): Collected {
  const rowids: number[] = [];
  const pass = newestFirst(db, asked, NEWEST, allowance);
  for (let next = pass.next(); ; next = pass.next()) {
    if (next.done === true) return { rowids, cut: next.value };
    rowids.push(next.value);
    if (rowids.length === most) return { rowids, cut: false };
  }
}

/** Every record below one. At least one piece is looked through. @returns true where the time was over before the end. */
export function* newestFirst(db: ReadableDB, { wanted, unwanted }: Asked, below: number, { now, until }: Allowance): Generator<number, boolean> {
  const { page, newest } = statementsOf(db);
  const top = Math.min(below - 1, (newest.get() as number | null) ?? 0);
  let high = Math.floor(top / STRETCH);
  for (let width = isCheap(db, wanted, unwanted) ? high + 1 : FIRST_WIDTH; high >= 0;) {
    const low = Math.max(0, high - width + 1);
    const isWhole = low === 0 && high === Math.floor(top / STRETCH) && below > top;
    const expression = rendered(wanted, unwanted, isWhole ? null : { from: low, to: high });
    const begun = now();
    let under = Math.min(below, (high + 1) * STRETCH);
    for (let rowids = page.all(expression, under, CHUNK) as number[]; rowids.length > 0; rowids = rowids.length < CHUNK ? [] : (page.all(expression, under, CHUNK) as number[])) {
      for (const rowid of rowids) {
        yield rowid;
        under = rowid;
      }
    }
    high = low - 1;
    if (high >= 0 && now() >= until) return true;
    width = Math.min(MOST_WIDTH, now() - begun < QUICK_MS ? width * 4 : width);
  }
  return false;
}

/** Whether one pass over everything wastes nothing: each record that is looked at is a hit, or one of a few. */
function isCheap(db: ReadableDB, wanted: Expression, unwanted: Expression | null): boolean {
  const { upTo } = statementsOf(db);
  const isFew = ({ op, parts, text }: Expression): boolean =>
    op === 'word' ? (upTo.get(text, FEW) as number) < FEW : op === 'any' ? parts.every(isFew) : op === 'all' && parts.some(isFew);
  const wastesNothing = (expression: Expression): boolean => expression.parts.every(wastesNothing) && (expression.op !== 'all' || isFew(expression));
  return wastesNothing(wanted) && (unwanted === null || unwanted.op === 'word' || isFew(wanted));
}

const FEW = 500;

/** Above every record. */
export const NEWEST = Number.MAX_SAFE_INTEGER;

const CHUNK = 64;
/** Pieces that are asked for at a time: a small register is looked through at once, and what is rare or frequent costs little in any. */
const FIRST_WIDTH = 2;
const MOST_WIDTH = 256;
const QUICK_MS = 5;

const statementsOf = perConnection((db: ReadableDB) => ({
  page: db.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?').pluck(),
  upTo: db.prepare('SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)').pluck(),
  newest: db.prepare('SELECT max(id) FROM search_doc').pluck(),
}));
