/** Finds excluded terms in a draft, in any spelling: words are compared by the search key. A finding is a hint for the person who checks, not a verdict. */
import { foldWithMap, fold } from '../fold.ts';
import { runsOf } from '../fold/words.ts';
import type { Term, Vocabulary } from '../vocabularies/vocabulary.ts';

export interface FoundTerm {
  /** Code of the term. */
  readonly code: string;
  /** The words as they stand in the text. */
  readonly text: string;
  /** Where: offsets in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/**
 * What a text says of the terms of a vocabulary, in the order of the text; retired terms are not looked for. Of several stems of one term
 * that fit at one place the longest counts.
 *
 * @param vocabulary terms with stems: beginnings of words that follow each other; a full stop ends a word (`визы.` does not find `визит`).
 */
export function findTerms(text: string, vocabulary: Vocabulary): readonly FoundTerm[] {
  const { key, from, to } = foldWithMap(text);
  const words = runsOf(key).flatMap((run) => run.words);
  const stems = stemsByBeginning(vocabulary.terms);
  const found: FoundTerm[] = [];
  for (const [i, { word, from: start }] of words.entries()) {
    const here = new Map<string, number>();
    for (const stem of stems.get(word.slice(0, BEGINNING)) ?? []) {
      const last = words[i + stem.words.length - 1];
      if (last !== undefined && stem.words.every((part, j) => isAt(words[i + j]?.word ?? '', part))) here.set(stem.code, Math.max(here.get(stem.code) ?? 0, last.to));
    }
    for (const [code, end] of here) {
      const [first, after] = [from[start] ?? 0, to[end - 1] ?? 0];
      found.push({ code, text: text.slice(first, after), from: first, to: after });
    }
  }
  return found;
}

interface Stem {
  readonly code: string;
  readonly words: readonly StemWord[];
}

interface StemWord {
  readonly text: string;
  readonly whole: boolean;
}

/** Stems are looked up by so many letters; a shorter first word of a stem is not looked for. */
const BEGINNING = 2;

function stemsByBeginning(terms: readonly Term[]): ReadonlyMap<string, readonly Stem[]> {
  const stems = new Map<string, Stem[]>();
  for (const { code, stems: written = [], retired } of terms) {
    if (retired === true) continue;
    for (const { text } of written) {
      const words = text.trim().split(/\s+/).map(stemWord);
      const beginning = words[0]?.text.slice(0, BEGINNING) ?? '';
      if (beginning.length < BEGINNING || words.some((word) => word.text === '')) continue;
      stems.set(beginning, [...(stems.get(beginning) ?? []), { code, words }]);
    }
  }
  return stems;
}

const stemWord = (text: string): StemWord => ({ text: fold(text.replace(/\.$/, '')), whole: text.endsWith('.') });

const isAt = (word: string, stem: StemWord): boolean => (stem.whole ? word === stem.text : word.startsWith(stem.text));
