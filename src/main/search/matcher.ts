/** Which words of a text a query means, for showing hits and for checking phrases. */
import { fold, foldWithMap } from '../../shared/fold.ts';
import { looseWord } from '../../shared/fold/loose.ts';
import { runsOf, type KeyWord } from '../../shared/fold/words.ts';
import { slotsOf, type Step, type Tier } from './plan.ts';
import type { Query, Unit } from './query.ts';

/** A hit in a text: [from, to) in UTF-16 units of the original, and which unit of the query it is for. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly unit: number;
}

export interface Matcher {
  /** Number of units. */
  readonly units: number;
  readonly marksIn: (text: string) => readonly Mark[];
}

/** Matches as a step of a tier does. */
export function matcherFor(asked: Query, tier: Tier, last: Step['last']): Matcher {
  const query = last === 'whole' ? { ...asked, units: asked.units.map((unit) => ({ ...unit, open: false })) } : asked;
  const slots = slotsOf(query.units);
  const names = new Map<Unit, ReadonlySet<string>>();
  if (tier > 1) {
    for (const slot of slots) {
      const words = new Set(slot.names.flatMap((name) => name.filter((word) => name.length === 1 || word.length > 3)));
      for (const unit of slot.units) names.set(unit, words);
    }
  }
  const means = (unit: Unit, word: string, i: number): boolean => {
    const asked = unit.words[i] ?? '';
    const isLast = unit.open && i === unit.words.length - 1;
    if (word === asked || (isLast && word.startsWith(asked)) || names.get(unit)?.has(word) === true) return true;
    if (tier < 3 || unit.phrase) return false;
    const heard = looseWord(asked);
    return isLast || heard.length >= 4 ? looseWord(word).startsWith(heard) : looseWord(word) === heard;
  };
  const meansWhole = (unit: Unit, joined: string): boolean => unit.joined !== null && (joined === unit.joined || (unit.open && joined.startsWith(unit.joined)) || (tier === 3 && looseWord(joined) === looseWord(unit.joined)));

  const marksIn = (text: string): readonly Mark[] => {
    const { key, from, to } = foldWithMap(text);
    const marks: Mark[] = [];
    const mark = (first: KeyWord, last: KeyWord, unit: number): void => { marks.push({ from: from[first.from] ?? 0, to: to[last.to - 1] ?? 0, unit }); };
    const runs = runsOf(key);
    for (const { words, joined } of runs) {
      const [first] = words;
      const last = words.at(-1);
      const asWhole = joined === null ? -1 : query.units.findIndex((unit) => meansWhole(unit, joined) || (unit.words.length === 1 && !unit.phrase && means(unit, joined, 0) && !words.some((part) => means(unit, part.word, 0))));
      if (asWhole >= 0 && first !== undefined && last !== undefined) {
        mark(first, last, asWhole);
        continue;
      }
      for (const word of words) {
        const unit = query.units.findIndex((one) => !one.phrase && one.words.some((_word, i) => means(one, word.word, i)));
        if (unit >= 0) mark(word, word, unit);
      }
    }
    const flat = runs.flatMap(({ words }) => words);
    for (const [at, unit] of query.units.entries()) {
      if (!unit.phrase) continue;
      for (const place of sequencesOf(unit.words, flat.map(({ word }) => word))) {
        const [first, last] = [flat[place], flat[place + unit.words.length - 1]];
        if (first !== undefined && last !== undefined) mark(first, last, at);
      }
    }
    return marks.sort((a, b) => a.from - b.from || b.to - a.to);
  };
  return { units: query.units.length, marksIn };
}

/** Whether the phrases of a query stand in one of the texts, and none of the excluded ones does. */
export function phrasesHold(query: Query, texts: readonly string[]): boolean {
  const wanted = query.units.filter((unit) => unit.phrase);
  const unwanted = query.excluded.filter((unit) => unit.phrase);
  if (wanted.length + unwanted.length === 0) return true;
  const held = texts.map((text) => runsOf(fold(text)).flatMap((run) => run.words.map(({ word }) => word)));
  const stands = (unit: Unit): boolean => held.some((words) => sequencesOf(unit.words, words).length > 0);
  return wanted.every(stands) && !unwanted.some(stands);
}

function sequencesOf(wanted: readonly string[], words: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i + wanted.length <= words.length; i++) if (wanted.every((word, k) => words[i + k] === word)) found.push(i);
  return found;
}
