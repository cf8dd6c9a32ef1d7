/**
 * From a query to the expressions that the index is asked, one after the other. Pure but for the list of words, which leaves out what
 * cannot be found.
 *
 * Tier 1: the words as folded; in each place first the last word as it is, then as a beginning. Tier 2: other names of places and countries,
 * and of words with known hard spellings. Tier 3: loose words, each as a beginning. In each tier title before number before party before text.
 */
import { isUnitWord, looseWord } from '../../shared/fold/loose.ts';
import { LONGEST_NAME, namesBeginning, namesFor, type Name } from '../../shared/search/aliases.ts';
import { all, any, beginning as startingWith, word as wordOf, type Expression } from './expression.ts';
import type { Query, Unit } from './query.ts';
import { places, placeBit, wordToken, type Form, type Place } from './tags.ts';
import { EVERYWHERE, type WordList } from './words.ts';

export type Tier = 1 | 2 | 3;

export interface Step {
  readonly tier: Tier;
  readonly place: Place;
  /** Of the last word. */
  readonly last: 'whole' | 'beginning';
  /** What it finds: all that the steps before it in its tier find, too. */
  readonly finds: Expression;
  /** What of it was found by earlier steps of the tier. */
  readonly before: readonly Expression[];
}

export interface TierPlan {
  readonly tier: Tier;
  readonly steps: readonly Step[];
  /** Everything that the tier finds; null for nothing. */
  readonly finds: Expression | null;
}

/** The tiers of a query. One that cannot find anything has no steps. */
export function planOf(query: Query, words: WordList): readonly TierPlan[] {
  const slots = slotsOf(query.units);
  const hasNames = slots.some((slot) => slot.names.length > 0);
  const telling = slots.filter((slot) => !slot.units.every((unit) => unit.words.every((word) => isUnitWord(looseWord(word)))));
  return [
    tierOf(1, ['whole', 'beginning'], (asked) => all(query.units.map((unit) => strictUnit(unit, asked, words)))),
    tierOf(2, ['beginning'], (asked) => (hasNames ? all(slots.map((slot) => named(slot, asked, words))) : null)),
    tierOf(3, ['beginning'], (asked) => all((telling.length > 0 ? telling : slots).map((slot) => looseSlot(slot, asked, words)))),
  ];
}

/** The expression of words that must not be there; null if none can be. */
export const excludedBy = (query: Query, words: WordList): Expression | null =>
  any(query.excluded.filter((unit) => !unit.phrase).map((unit) => strictUnit(unit, { place: 'text', last: 'whole', seen: { places: 0 } }, words)));

/** Units of a query that a name covers, and the other names; most slots are one unit without other names. */
interface Slot {
  readonly units: readonly Unit[];
  readonly names: readonly Name[];
}

export function slotsOf(units: readonly Unit[]): readonly Slot[] {
  const slots: Slot[] = [];
  for (let i = 0; i < units.length;) {
    const slot = longestName(units, i) ?? { units: units.slice(i, i + 1), names: lastNames(units, i) };
    slots.push(slot);
    i += slot.units.length;
  }
  return slots;
}

function longestName(units: readonly Unit[], at: number): Slot | null {
  for (let to = Math.min(units.length, at + LONGEST_NAME); to > at; to--) {
    const covered = units.slice(at, to);
    const names = covered.some((unit) => unit.phrase && covered.length > 1) ? null : namesFor(covered.flatMap((unit) => unit.words));
    if (names !== null) return { units: covered, names };
  }
  return null;
}

/** Names that a word still being typed may become. */
function lastNames(units: readonly Unit[], at: number): readonly Name[] {
  const unit = units[at];
  const [word] = unit?.words ?? [];
  return unit?.open === true && unit.words.length === 1 && word !== undefined && word.length >= 4 ? namesBeginning(word, 3).flat() : [];
}

interface Asked {
  readonly place: Place;
  readonly last: Step['last'];
  /** Gathers where the words stand. */
  readonly seen: { places: number };
}

function tierOf(tier: Tier, modes: readonly Step['last'][], build: (asked: Asked) => Expression | null): TierPlan {
  const steps: Step[] = [];
  let finds: Expression | null = null;
  for (const place of places) {
    let whole: Expression | null = null;
    let best: Expression | null = null;
    for (const last of modes) {
      const seen = { places: 0 };
      const expression = build({ place, last, seen });
      best = expression ?? best;
      const isNew = expression !== null && expression.text !== (whole)?.text && (place === 'title' || (seen.places & placeBit(place)) !== 0);
      if (isNew) steps.push({ tier, place, last, finds: expression, before: [finds, whole].filter((before) => before !== null) });
      whole = expression;
    }
    finds = best ?? finds;
  }
  return { tier, steps, finds };
}

function strictUnit(unit: Unit, asked: Asked, words: WordList): Expression | null {
  const { last, word } = { last: asked.last === 'beginning' && unit.open, word: (text: string) => whole('strict', text, asked, words) };
  const parts = unit.words.map((text, i) => (last && i === unit.words.length - 1 ? beginning('strict', text, asked, words) : word(text)));
  if (unit.joined === null) return all(parts);
  return any([last ? beginning('strict', unit.joined, asked, words) : word(unit.joined), all(parts)]);
}

const named = (slot: Slot, asked: Asked, words: WordList): Expression | null =>
  any([all(slot.units.map((unit) => strictUnit(unit, asked, words))), ...slot.names.map((name) => all(name.map((word) => whole('strict', word, asked, words))))]);

function looseSlot(slot: Slot, asked: Asked, words: WordList): Expression | null {
  return any([all(slot.units.map((unit) => looseUnit(unit, asked, words))), ...slot.names.map((name) => all(name.map((word) => whole('strict', word, asked, words))))]);
}

/** Numbers and phrases stay as they are. */
function looseUnit(unit: Unit, asked: Asked, words: WordList): Expression | null {
  if (unit.phrase) return strictUnit(unit, asked, words);
  const parts = unit.words.map((word) => looseToken(word, unit.open, asked, words));
  return any([unit.joined === null ? null : looseToken(unit.joined, unit.open, asked, words), all(parts)]);
}

/** A short word that is complete is not taken for a beginning. */
function looseToken(word: string, open: boolean, asked: Asked, words: WordList): Expression | null {
  const heard = looseWord(word);
  const ask = (open || heard.length >= 4) && !/\p{N}/u.test(word) ? beginning : whole;
  return any([...new Set([ask('strict', heard, asked, words), ask('loose', heard, asked, words), strictUnit({ words: [word], joined: null, open, phrase: false, typed: word }, asked, words)])]);
}

function whole(form: Form, word: string, asked: Asked, words: WordList): Expression | null {
  const stands = words.placesOf(form, word);
  asked.seen.places |= stands;
  return (stands & upTo(asked.place)) === 0 ? null : wordOf(wordToken(form, asked.place, word));
}

/** Beginnings of up to three letters have an index of their own; longer ones are asked as the words that begin so. */
function beginning(form: Form, text: string, asked: Asked, words: WordList): Expression | null {
  if (Array.from(text).length <= SHORT) {
    asked.seen.places |= EVERYWHERE;
    return startingWith(wordToken(form, asked.place, text));
  }
  return any(words.beginning(form, text).map(({ word, places: stands }) => {
    asked.seen.places |= stands;
    return (stands & upTo(asked.place)) === 0 ? null : wordOf(wordToken(form, asked.place, word));
  }));
}

const SHORT = 3;

/** Bits of a place and those before it. */
const upTo = (place: Place): number => placeBit(place) * 2 - 1;
