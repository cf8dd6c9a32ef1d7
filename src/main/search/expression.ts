/** What the index is asked: tokens, and what must stand together. Written for FTS5, or tried on the tokens of one record. Pure. */
import { stretchToken } from './tags.ts';

export interface Expression {
  readonly op: 'word' | 'beginning' | 'all' | 'any';
  /** Of a word or a beginning; empty for the others. */
  readonly token: string;
  readonly parts: readonly Expression[];
  /** As FTS5 reads it. Alike for what finds the same. */
  readonly text: string;
}

/** Records from one piece of the index to another, both with their number; see STRETCH. */
export interface Stretches {
  readonly from: number;
  readonly to: number;
}

export const word = (token: string): Expression => ({ op: 'word', token, parts: [], text: `"${token}"` });
export const beginning = (token: string): Expression => ({ op: 'beginning', token, parts: [], text: `"${token}" *` });

/** What finds all of these; null if one finds nothing. */
export function all(parts: readonly (Expression | null)[]): Expression | null {
  const finding = parts.filter((part) => part !== null);
  if (finding.length < parts.length || finding.length === 0) return null;
  return finding.length === 1 ? (finding[0] ?? null) : { op: 'all', token: '', parts: finding, text: `(${finding.map(({ text }) => text).join(' AND ')})` };
}

/** What finds any of these; null if none finds anything. */
export function any(parts: readonly (Expression | null)[]): Expression | null {
  const finding = [...new Map(parts.filter((part) => part !== null).map((part) => [part.text, part])).values()];
  return finding.length > 1 ? { op: 'any', token: '', parts: finding, text: `(${finding.map(({ text }) => text).join(' OR ')})` } : (finding[0] ?? null);
}

/**
 * For FTS5: what finds `wanted` and not `unwanted`, within stretches of the index if they are given.
 *
 * The stretches stand beside the words of every AND, not only of the outermost: FTS5 looks for the first record of each of its branches by
 * itself, and for two words that never meet this would be a pass over the whole of both lists.
 */
export function rendered(wanted: Expression, unwanted: Expression | null, stretches: Stretches | null): string {
  const piece = stretches === null ? null : pieceOf(stretches);
  const left = within(wanted, piece);
  return unwanted === null ? left : `(${left}) NOT (${within(unwanted, piece)})`;
}

/** Whether a record of these tokens is found. */
export function holds({ op, token, parts }: Expression, tokens: ReadonlySet<string>): boolean {
  if (op === 'word') return tokens.has(token);
  if (op === 'all') return parts.every((part) => holds(part, tokens));
  if (op === 'any') return parts.some((part) => holds(part, tokens));
  for (const held of tokens) if (held.startsWith(token)) return true;
  return false;
}

const pieceOf = ({ from, to }: Stretches): string => `(${Array.from({ length: to - from + 1 }, (_, k) => `"${stretchToken(from + k)}"`).join(' OR ')})`;

function within(expression: Expression, piece: string | null): string {
  if (piece === null) return expression.text;
  return expression.op === 'all' ? inner(expression, piece) : `(${inner(expression, piece)} AND ${piece})`;
}

function inner({ op, parts, text }: Expression, piece: string): string {
  if (op === 'all') return `(${parts.map((part) => inner(part, piece)).join(' AND ')} AND ${piece})`;
  return op === 'any' ? `(${parts.map((part) => inner(part, piece)).join(' OR ')})` : text;
}
