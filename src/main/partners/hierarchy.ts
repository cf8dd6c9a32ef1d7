/**
 * What stands above, below, before and after a partner. Other offices' entries may close circles (a city above its region above the city): every walk
 * goes to each partner once and stops at a bound, and a circle is told.
 */
import type { PartnerTree } from '../../shared/partners/answers.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';

/** A partner as others name it. */
export interface PartnerCard {
  readonly id: string;
  /** Null where the register does not have the partner. */
  readonly title: string | null;
  readonly partnerKind: string | null;
  readonly voided: boolean;
}

export interface PartnerChain {
  /** The nearest first. */
  readonly partners: readonly PartnerCard[];
  /** Whether the walk came back to where it had been. */
  readonly circle: boolean;
}

export interface Children {
  /** At most `COUNTED`. */
  readonly count: number;
  readonly capped: boolean;
  readonly items: readonly PartnerCard[];
}

/** Children are counted up to this number. */
export const COUNTED = 1_000;
const MAX_ABOVE = 50;
const MAX_SUCCESSION = 100;

/** The parents of a partner, up to the top. */
export function parentsOf(db: ReadableDB, id: string): PartnerChain {
  const { parentOf } = statementsOf(db);
  const partners: PartnerCard[] = [];
  const seen = new Set([id]);
  for (let next = parentOf.get(id) as string | null | undefined; next != null && partners.length < MAX_ABOVE; next = parentOf.get(next) as string | null | undefined) {
    if (seen.has(next)) return { partners, circle: true };
    seen.add(next);
    partners.push(cardOf(db, next));
  }
  return { partners, circle: false };
}

/** The partners that are directly below one of these and not voided, by name. */
export function childrenOf(db: ReadableDB, ids: readonly string[], limit: number): Children {
  const { childCount, children } = statementsOf(db);
  const list = JSON.stringify(ids);
  const count = childCount.get(list) as number;
  return { count: Math.min(count, COUNTED), capped: count > COUNTED, items: (children.all(list, limit) as string[]).map((id) => cardOf(db, id)) };
}

/** Those that a partner succeeded (`before`) or that succeeded it (`after`), step by step. */
export function successionOf(db: ReadableDB, id: string, direction: 'before' | 'after'): PartnerChain {
  const { predecessors, successors } = statementsOf(db);
  const next = direction === 'before' ? predecessors : successors;
  const partners: PartnerCard[] = [];
  const seen = new Set([id]);
  let circle = false;
  let front = [id];
  while (front.length > 0 && partners.length < MAX_SUCCESSION) {
    const found = new Set(front.flatMap((one) => next.all(one) as string[]));
    circle ||= found.has(id);
    front = [...found].filter((one) => !seen.has(one)).slice(0, MAX_SUCCESSION - partners.length);
    for (const one of front) {
      seen.add(one);
      partners.push(cardOf(db, one));
    }
  }
  return { partners, circle };
}

/**
 * A partner with all below it, and those above it. The nearest levels come first where there are more than `limit` partners below.
 * A partner that stands in a circle, or under two, has its place once.
 */
export function partnerTree(db: ReadableDB, id: string, limit: number): PartnerTree {
  const { childIds } = statementsOf(db);
  interface Node { readonly id: string; readonly title: string | null; readonly partnerKind: string | null; readonly children: Node[] }
  const nodeOf = (one: string): Node => {
    const { title, partnerKind } = cardOf(db, one);
    return { id: one, title, partnerKind, children: [] };
  };
  const top = nodeOf(id);
  const seen = new Set([id]);
  let capped = false;
  for (let level = [top]; level.length > 0;) {
    const next: Node[] = [];
    for (const node of level) {
      for (const child of childIds.iterate(node.id) as IterableIterator<string>) {
        if (seen.has(child)) continue;
        capped = seen.size > limit;
        if (capped) break;
        seen.add(child);
        const made = nodeOf(child);
        node.children.push(made);
        next.push(made);
      }
      if (capped) break;
    }
    level = capped ? [] : next;
  }
  const above = parentsOf(db, id).partners.map(({ id: one, title, partnerKind }) => ({ id: one, title, partnerKind })).reverse();
  return { above, tree: top, count: seen.size - 1, capped };
}

export function cardOf(db: ReadableDB, id: string): PartnerCard {
  const row = statementsOf(db).card.get(id) as { readonly name: string; readonly kind: string | null; readonly voided: number } | undefined;
  return { id, title: row?.name ?? null, partnerKind: row?.kind ?? null, voided: row?.voided === 1 };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  parentOf: db.prepare('SELECT parent FROM partner WHERE id = ?').pluck(),
  childCount: db.prepare(`SELECT count(*) FROM (SELECT 1 FROM partner p JOIN record r ON r.id = p.id
    WHERE p.parent IN (SELECT value FROM json_each(?)) AND r.voided = 0 LIMIT ${String(COUNTED + 1)})`).pluck(),
  children: db.prepare(`SELECT p.id FROM partner p JOIN record r ON r.id = p.id WHERE p.parent IN (SELECT value FROM json_each(?)) AND r.voided = 0 ORDER BY p.name, p.id LIMIT ?`).pluck(),
  childIds: db.prepare('SELECT p.id FROM partner p JOIN record r ON r.id = p.id WHERE p.parent = ? AND r.voided = 0 ORDER BY p.name, p.id').pluck(),
  predecessors: db.prepare('SELECT DISTINCT predecessor FROM partner_succession WHERE partner = ? ORDER BY predecessor').pluck(),
  successors: db.prepare('SELECT DISTINCT partner FROM partner_succession WHERE predecessor = ? ORDER BY partner').pluck(),
  card: db.prepare('SELECT p.name, p.kind, r.voided FROM partner p JOIN record r ON r.id = p.id WHERE p.id = ?'),
}));
