/** The list of words of the index: which it has, where they stand, and which begin alike. */
import { HAS_DIGIT } from './tokens.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { formNumber } from './indexing.ts';
import { wordToken, type Form } from './tags.ts';

export interface ListedWord {
  readonly word: string;
  /** Bits of the places where it stands. */
  readonly places: number;
}

export interface WordList {
  /** Bits of the places where a word stands; 0 if nowhere; every bit for words with digits, which are not listed. */
  readonly placesOf: (form: Form, word: string) => number;
  /** The words that begin so, the commonest where they are more than MOST_WORDS. Of words with digits it is not known where they stand. */
  readonly beginning: (form: Form, beginning: string) => readonly ListedWord[];
  /** Whether words that begin so were left out until now. */
  readonly isCut: () => boolean;
}

export const EVERYWHERE = 15;

/** The most words that one beginning stands for. */
export const MOST_WORDS = 100;
/** The most that are compared for it; of words with digits their records must be counted. */
const MOST_NUMBERS = 1_000;
const MOST_RANKED = 20_000;

/** For one query: what was looked up is remembered. */
export function wordListOf(db: ReadableDB): WordList {
  const statements = statementsOf(db);
  const beginnings = new Map<string, readonly ListedWord[]>();
  let isCut = false;
  const lookUp = (form: Form, beginning: string): readonly ListedWord[] => {
    const [number, end] = [formNumber(form), `${beginning}\u{10FFFF}`];
    const words = statements.beginning.all(number, beginning, end, MOST_WORDS + 1) as ListedWord[];
    if (words.length <= MOST_WORDS) return words;
    isCut = true;
    return statements.commonest.all(number, beginning, end, MOST_RANKED, MOST_WORDS) as ListedWord[];
  };
  const lookUpNumbers = (form: Form, beginning: string): readonly ListedWord[] => {
    const token = wordToken(form, 'text', beginning);
    const terms = statements.numbers.all(token, `${token}\u{10FFFF}`, MOST_NUMBERS) as { readonly term: string; readonly doc: number }[];
    if (terms.length > MOST_WORDS) isCut = true;
    return terms.sort((a, b) => b.doc - a.doc).slice(0, MOST_WORDS).map(({ term }) => ({ word: term.slice(1), places: EVERYWHERE }));
  };
  return {
    placesOf: (form, word) => (HAS_DIGIT.test(word) ? EVERYWHERE : ((statements.places.get(formNumber(form), word) as number | undefined) ?? 0)),
    beginning: (form, beginning) => {
      const key = `${form} ${beginning}`;
      const words = beginnings.get(key) ?? (HAS_DIGIT.test(beginning) ? lookUpNumbers(form, beginning) : lookUp(form, beginning));
      beginnings.set(key, words);
      return words;
    },
    isCut: () => isCut,
  };
}

const statementsOf = perConnection((db: ReadableDB) => ({
  numbers: db.prepare('SELECT term, doc FROM search_term WHERE term >= ? AND term < ? LIMIT ?'),
  places: db.prepare('SELECT places FROM search_word WHERE form = ? AND word = ?').pluck(),
  beginning: db.prepare('SELECT word, places FROM search_word WHERE form = ? AND word >= ? AND word < ? ORDER BY word LIMIT ?'),
  commonest: db.prepare('SELECT word, places FROM (SELECT word, places, records FROM search_word WHERE form = ? AND word >= ? AND word < ? LIMIT ?) ORDER BY records DESC, word LIMIT ?'),
}));
