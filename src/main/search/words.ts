/** The list of words of the index: which it has, where they stand, and which begin alike. */
import { HAS_DIGIT } from './tokens.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { formNumber } from './indexing.ts';
import type { Form } from './tags.ts';

export interface ListedWord {
  readonly word: string;
  /** Bits of the places where it stands. */
  readonly places: number;
}

export interface WordList {
  /** Bits of the places where a word stands; 0 if nowhere; every bit for words with digits, which are not listed. */
  readonly placesOf: (form: Form, word: string) => number;
  /** The words that begin so; null if they are more than `most`, or have digits. */
  readonly beginning: (form: Form, beginning: string, most: number) => readonly ListedWord[] | null;
}

export const EVERYWHERE = 15;

export function wordListOf(db: ReadableDB): WordList {
  const statements = statementsOf(db);
  return {
    placesOf: (form, word) => (HAS_DIGIT.test(word) ? EVERYWHERE : ((statements.places.get(formNumber(form), word) as number | undefined) ?? 0)),
    beginning: (form, beginning, most) => {
      if (HAS_DIGIT.test(beginning)) return null;
      const words = statements.beginning.all(formNumber(form), beginning, `${beginning}\u{10FFFF}`, most + 1) as ListedWord[];
      return words.length > most ? null : words;
    },
  };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  places: db.prepare('SELECT places FROM search_word WHERE form = ? AND word = ?').pluck(),
  beginning: db.prepare('SELECT word, places FROM search_word WHERE form = ? AND word >= ? AND word < ? ORDER BY word LIMIT ?'),
}));
