/**
 * How likely it is that two partners are one, from 0 to 100, and why. Pure and symmetric. What speaks for it adds up; what speaks against it sets a
 * limit, so that a region is never proposed as its city, nor a city as its namesake abroad, however equal their names are.
 */
import { aliasOf, type AliasKind } from './aliases.ts';
import { nameKeys, slipsBetween, type NameKeys, type UnitWord } from './nameKeys.ts';
import { why, type Why } from './why.ts';

/** What is compared. Built once for each partner: `partnerTraits`. */
export interface PartnerTraits {
  readonly id: string;
  readonly kind: string | null;
  readonly country: string | null;
  readonly subdivision: string | null;
  readonly parent: string | null;
  /** Predecessors and successors. */
  readonly related: readonly string[];
  readonly externalIds: readonly { readonly source: string; readonly key: string }[];
  readonly names: readonly TraitName[];
}

export interface TraitName {
  readonly text: string;
  readonly keys: NameKeys;
  /** What the name stands for, given what sort of thing the partner is. */
  readonly alias: string | null;
}

/** What is known of a partner, with its names folded (`foldName`): so they are kept, and so they are compared. */
export type PartnerFactsToCompare = Omit<PartnerTraits, 'names'> & { readonly names: readonly string[] };

export interface Likeness {
  /** 0 to 100. */
  readonly score: number;
  readonly why: readonly Why[];
}

/** From here on a pair is proposed. */
export const PROPOSED_FROM = 50;

/** More names than that are not compared. */
const MAX_NAMES = 12;

export function partnerTraits(facts: PartnerFactsToCompare): PartnerTraits {
  const keyed = facts.names.slice(0, MAX_NAMES).map((text) => ({ text, keys: nameKeys(text) }));
  const kind = aliasKind(facts.kind, keyed.map((name) => name.keys.unit).find((unit) => unit !== null) ?? null);
  return { ...facts, names: keyed.map((name) => ({ ...name, alias: kind === null ? null : aliasOf(kind, name.keys.bare) })) };
}

/** The keys by which partners that may be one are brought together. Those of a pair that `likenessOfPartners` scores by name have one in common, or neighbours. */
export function blockingKeys(traits: PartnerTraits): readonly string[] {
  const keys = new Set<string>();
  for (const { keys: name, alias } of traits.names) {
    if (name.bare !== '') keys.add(`L:${name.bare.slice(0, MAX_KEY)}`);
    if (name.skeleton.length >= 3) keys.add(`S:${name.skeleton.slice(0, MAX_KEY)}`);
    if (alias !== null) keys.add(`A:${alias}`);
  }
  return [...keys].sort();
}

const MAX_KEY = 60;

export function likenessOfPartners(a: PartnerTraits, b: PartnerTraits): Likeness {
  const [one, other] = a.id <= b.id ? [a, b] : [b, a];
  const found: Point[] = [...nameOf(one, other), ...idOf(one, other), ...factsOf(one, other)];
  const limit = Math.min(100, ...found.map((point) => point.limit ?? 100));
  const sum = found.reduce((total, point) => total + (point.adds ?? 0), 0);
  return { score: Math.max(0, Math.min(limit, sum)), why: found.map((point) => point.why) };
}

/** What one reason adds, and the most that a pair with it can have. */
interface Point {
  readonly why: Why;
  readonly adds?: number;
  readonly limit?: number;
}

const point = (of: Why, adds: number): Point => ({ why: of, adds });
const against = (of: Why, limit: number): Point => ({ why: of, limit });

/** The best of all pairs of names. */
function nameOf(a: PartnerTraits, b: PartnerTraits): readonly Point[] {
  let best: Point | null = null;
  for (const left of a.names) {
    for (const right of b.names) {
      const found = namesAlike(left, right);
      if (found !== null && (found.adds ?? 0) > (best?.adds ?? 0)) best = found;
    }
  }
  return best === null ? [] : [best];
}

function namesAlike(a: TraitName, b: TraitName): Point | null {
  const both = { a: a.text, b: b.text };
  const [x, y] = [a.keys, b.keys];
  if (x.strict === y.strict) return x.strict === '' ? null : point(why('nameEqual', { name: a.text }), 60);
  if (a.alias !== null && a.alias === b.alias) return point(why('nameAlias', both), 58);
  if (x.loose === y.loose) return point(why('nameLoose', both), 54);
  if (x.core === y.core) return point(why('nameWords', both), 54);
  const hasBrackets = a.text.includes('(') || b.text.includes('(');
  if (x.bare === y.bare) return hasBrackets ? point(why('nameBrackets', both), 44) : point(why('nameStateWords', both), 48);
  const slips = slipsBetween(x.bare, y.bare);
  if (slips !== null) return digits(x.bare) === digits(y.bare) ? point(why('nameSlip', both), 48 - 2 * slips - (wordsIn(x.core) === wordsIn(y.core) ? 0 : 4)) : null;
  if (x.skeleton.length >= 3 && x.skeleton === y.skeleton) return point(why('nameVowels', both), 36);
  return within(x.bare, y.bare) ? point(why('nameWithin', both), 30) : null;
}

/** Number 12 and number 13 are two things. */
const digits = (key: string): string => key.replace(/\P{N}+/gu, ' ');

const wordsIn = (key: string): number => key.split(' ').length;

function within(a: string, b: string): boolean {
  const [less, more] = a.length < b.length ? [a, b] : [b, a];
  const words = new Set(more.split(' '));
  return less !== '' && less.split(' ').every((word) => words.has(word));
}

/** The same key of a register elsewhere; or two keys of one register, which then tells them apart. Keys made from the name itself tell nothing. */
function idOf(a: PartnerTraits, b: PartnerTraits): readonly Point[] {
  const shared = a.externalIds.find((one) => b.externalIds.some((other) => one.source === other.source && one.key === other.key));
  if (shared !== undefined) return [point(why('externalId', { source: shared.source, key: shared.key }), 70)];
  const apart = a.externalIds.find((one) => tells(one.key) && b.externalIds.some((other) => one.source === other.source && tells(other.key)));
  return apart === undefined ? [] : [against(why('toldApartBySource', { source: apart.source }), 30)];
}

const tells = (key: string): boolean => !/^(?:party|row):/.test(key);

function factsOf(a: PartnerTraits, b: PartnerTraits): readonly Point[] {
  const found: Point[] = [];
  found.push(...kindOf(a, b));
  found.push(...placeOf(a, b));
  if (a.parent === b.id || b.parent === a.id) found.push(against(why('oneAboveOther', {}), 5));
  else if (a.parent !== null && b.parent !== null) found.push(a.parent === b.parent ? point(why('parentEqual', {}), 6) : point(why('parentDiffers', {}), -8));
  if (a.related.includes(b.id) || b.related.includes(a.id)) found.push(against(why('oneAfterOther', {}), 5));
  return found;
}

function placeOf(a: PartnerTraits, b: PartnerTraits): readonly Point[] {
  const found: Point[] = [];
  if (a.country !== null && b.country !== null) found.push(a.country === b.country ? point(why('countryEqual', { country: a.country }), 14) : against(why('countryDiffers', { a: a.country, b: b.country }), 25));
  if (a.subdivision !== null && b.subdivision !== null) {
    found.push(a.subdivision === b.subdivision ? point(why('subdivisionEqual', { unit: a.subdivision }), 8) : against(why('subdivisionDiffers', { a: a.subdivision, b: b.subdivision }), 15));
  }
  return found;
}

/** Kinds as the records say; where one does not, what the words of its name say. */
function kindOf(a: PartnerTraits, b: PartnerTraits): readonly Point[] {
  const [unitA, unitB] = [unitOf(a), unitOf(b)];
  if (a.kind !== null && b.kind !== null) {
    if (a.kind === b.kind) return unitA !== null && unitB !== null && unitA !== unitB ? [against(why('kindDiffers', { a: unitA, b: unitB }), 15)] : [point(why('kindEqual', { kind: a.kind }), 8)];
    return [against(why('kindDiffers', { a: a.kind, b: b.kind }), 15)];
  }
  const [left, right] = [a.kind ?? unitA, b.kind ?? unitB];
  if (left !== null && right !== null) return left === right ? [point(why('kindEqual', { kind: left }), 4)] : [against(why('kindDiffers', { a: left, b: right }), 15)];
  const unit = left ?? right;
  return unit === 'region' || unit === 'district' ? [against(why('kindUnknown', { kind: unit }), 45)] : [];
}

const unitOf = (traits: PartnerTraits): UnitWord | null => traits.names.map((name) => name.keys.unit).find((unit) => unit !== null) ?? null;

function aliasKind(kind: string | null, unit: UnitWord | null): AliasKind | null {
  const said = kind ?? unit;
  return said === 'region' || said === 'city' || said === 'state' ? said : null;
}
