/** Reading what a person typed: words, "quoted phrases", -excluded words, numbers. Pure. */
import { fold } from '../../shared/fold.ts';
import { runsOf } from '../../shared/fold/words.ts';

/** Words tied together count as one unit: 12/1998-04. */
export interface Unit {
  readonly words: readonly string[];
  /** The parts as one word, where there are several. */
  readonly joined: string | null;
  /** The last word may be the beginning of one. */
  readonly open: boolean;
  /** The words must follow one another. */
  readonly phrase: boolean;
  /** As it was typed. */
  readonly typed: string;
}

export interface Query {
  readonly units: readonly Unit[];
  readonly excluded: readonly Unit[];
}

/** The most words that are looked at. */
const MOST_UNITS = 24;

export function readQuery(typed: string): Query {
  const units: Unit[] = [];
  const excluded: Unit[] = [];
  for (const match of typed.matchAll(PARTS)) {
    const [, minus, ...quoted] = match;
    const phrase = quoted.slice(0, 4).find((text) => text !== undefined);
    const text = phrase ?? match[6] ?? '';
    const into = minus === undefined ? units : excluded;
    if (phrase === undefined) into.push(...unitsOf(text));
    else into.push(...phraseOf(phrase));
  }
  const kept = units.slice(0, MOST_UNITS);
  return { units: kept.map((unit, i) => (i === kept.length - 1 && !unit.phrase ? { ...unit, open: true } : unit)), excluded: excluded.slice(0, MOST_UNITS) };
}

/** A minus before a word or phrase excludes it; one within a number or a compound ties it. */
const PARTS = /(?<=^|\s)(?:(-)(?=\S))?(?:"([^"]*)"?|“([^”]*)”?|«([^»]*)»?|„([^“”]*)[“”]?|(\S+))/gu;

function unitsOf(text: string): readonly Unit[] {
  const key = fold(text);
  return runsOf(key).map(({ words, joined }) => ({ words: words.map(({ word }) => word), joined, open: false, phrase: false, typed: text }));
}

function phraseOf(text: string): readonly Unit[] {
  const words = runsOf(fold(text)).flatMap((run) => run.words.map(({ word }) => word));
  return words.length === 0 ? [] : [{ words, joined: null, open: false, phrase: words.length > 1, typed: text }];
}
