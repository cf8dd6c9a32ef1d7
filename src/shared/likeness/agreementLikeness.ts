/** How likely it is that two agreements are one, from 0 to 100, and why. Pure and symmetric; as with partners, what speaks against it sets a limit. */
import { fold } from '../fold.ts';
import type { PartialDate } from '../dates.ts';
import type { Likeness } from './partnerLikeness.ts';
import { why, type Why } from './why.ts';

/** What is compared. */
export interface AgreementTraits {
  readonly id: string;
  readonly titles: readonly string[];
  readonly registerNo: string | null;
  readonly dateSigned: PartialDate | null;
  /** Partners, each under the least id of those said to be the same as it. */
  readonly parties: readonly string[];
  readonly externalIds: readonly { readonly source: string; readonly key: string }[];
  /** Contents of its scans. */
  readonly scans: readonly string[];
}

/** The words of a title, each once, sorted. */
export const titleWords = (title: string): readonly string[] => [...new Set(fold(title).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].sort();

export function likenessOfAgreements(a: AgreementTraits, b: AgreementTraits): Likeness {
  const [one, other] = a.id <= b.id ? [a, b] : [b, a];
  const found = [...scanOf(one, other), ...idOf(one, other), ...titleOf(one, other), ...numberOf(one, other), ...dateOf(one, other), ...partiesOf(one, other)];
  const limit = Math.min(100, ...found.map((point) => point.limit ?? 100));
  const sum = found.reduce((total, point) => total + (point.adds ?? 0), 0);
  return { score: Math.max(0, Math.min(limit, sum)), why: found.map((point) => point.why) };
}

interface Point {
  readonly why: Why;
  readonly adds?: number;
  readonly limit?: number;
}

const point = (of: Why, adds: number, limit?: number): Point => ({ why: of, adds, ...(limit === undefined ? {} : { limit }) });

function scanOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  const shared = a.scans.find((scan) => b.scans.includes(scan));
  return shared === undefined ? [] : [point(why('scanEqual', { scan: shared.slice(0, 12) }), 45)];
}

/** Two rows of one table may well be one agreement that was written down twice, but seldom: the table tells them apart. */
function idOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  const shared = a.externalIds.find((one) => b.externalIds.some((other) => one.source === other.source && one.key === other.key));
  if (shared !== undefined) return [point(why('externalId', { source: shared.source, key: shared.key }), 70)];
  const apart = a.externalIds.find((one) => !one.key.startsWith('row:') && b.externalIds.some((other) => one.source === other.source && !other.key.startsWith('row:')));
  return apart === undefined ? [] : [point(why('toldApartBySource', { source: apart.source }), -12)];
}

/** The best of all pairs of titles. Other words say little where titles may be in other languages. */
function titleOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  let best = -1;
  for (const left of a.titles) {
    const words = titleWords(left);
    for (const right of b.titles) best = Math.max(best, overlap(words, titleWords(right)));
  }
  if (best < 0) return [];
  if (best === 1) return [point(why('titleEqual', {}), 36)];
  return best >= 0.8 ? [point(why('titleWords', {}), Math.round(12 + 100 * (best - 0.8)))] : [point(why('titleDiffers', {}), 0)];
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const there = new Set(b);
  const shared = a.filter((word) => there.has(word)).length;
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : shared / all;
}

function numberOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  const shared = a.registerNo !== null && b.registerNo !== null && numberKey(a.registerNo) === numberKey(b.registerNo);
  return shared ? [point(why('numberEqual', { number: a.registerNo ?? '' }), 24)] : [];
}

const numberKey = (number: string): string => fold(number).replace(/\s+/g, '');

function dateOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  const [left, right] = [a.dateSigned, b.dateSigned];
  if (left === null || right === null) return [];
  if (left === right) return [point(why('dateEqual', { date: left }), left.length === 10 ? 26 : 16)];
  if (left.startsWith(right) || right.startsWith(left)) return [point(why('dateMayBeEqual', { a: left, b: right }), 12)];
  const isSwapped = left.length === 10 && right === `${left.slice(0, 4)}-${left.slice(8)}-${left.slice(5, 7)}`;
  return isSwapped ? [point(why('dateSwapped', { a: left, b: right }), 6)] : [point(why('dateDiffers', { a: left, b: right }), 0, 45)];
}

function partiesOf(a: AgreementTraits, b: AgreementTraits): readonly Point[] {
  if (a.parties.length === 0 || b.parties.length === 0) return [];
  const [left, right] = [new Set(a.parties), new Set(b.parties)];
  const shared = [...left].filter((party) => right.has(party)).length;
  if (shared === left.size && shared === right.size) return [point(why('partiesEqual', {}), 28)];
  return shared === 0 ? [point(why('partiesDiffer', {}), 0, 60)] : [];
}
