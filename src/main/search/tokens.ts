/** The words of a source, as they are written into the index. */
import { fold } from '../../shared/fold.ts';
import { looseWord } from '../../shared/fold/loose.ts';
import { wordsOf } from '../../shared/fold/words.ts';
import { sha256Hex } from '../crypto/hash.ts';
import type { ReadableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import type { Source, SourceText } from './sources.ts';
import { filterToken, places, wordTokens, type Form } from './tags.ts';

export interface Tokens {
  /** What the index is given. */
  readonly text: string;
  /** Differs where the words do. */
  readonly fingerprint: string;
  /** Words for the list of words, with the bit of their place. */
  readonly words: readonly (readonly [form: Form, word: string, bit: number])[];
}

/** Makes the tokens of one source after the other; remembers words, what they sound like, and the texts that many records share. */
export function tokenizer(): (source: Source) => Tokens {
  const known: Readonly<Record<Form, Map<string, Written>>> = { strict: new Map(), loose: new Map() };
  const written = (form: Form, word: string): Written => {
    const before = known[form].get(word);
    if (before !== undefined) return before;
    const hasDigit = HAS_DIGIT.test(word);
    const now: Written = { heard: form === 'strict' && !ONLY_DIGITS.test(word) ? looseWord(word) : word, tokens: places.map((place) => wordTokens(form, place, word).join(' ')), listed: !hasDigit };
    if (!hasDigit && known[form].size < MOST_REMEMBERED) known[form].set(word, now);
    return now;
  };
  const shared = new Map<string, readonly string[]>();
  const wordsIn = ({ place, text }: SourceText): Iterable<string> => {
    if (text.length > SHARED_LENGTH || place === 'title' || place === 'number') return searchWords(text);
    const before = shared.get(text);
    if (before !== undefined) return before;
    const words = [...searchWords(text)];
    if (shared.size < MOST_REMEMBERED) shared.set(text, words);
    return words;
  };
  return (source) => tokensOf(source, written, wordsIn);
}

/** What it remembers follows from the words alone: no rollback makes it wrong. */
export const tokenizerOf = perConnection((_db: ReadableDB) => tokenizer());

/** How a word is written into the index. */
interface Written {
  /** As it sounds. */
  readonly heard: string;
  /** Its tokens where it stands in the first place, in the second ... */
  readonly tokens: readonly string[];
  /** Whether the list of words takes it. */
  readonly listed: boolean;
}

const MOST_REMEMBERED = 20_000;
/** Names of partners, places and desks are shorter, and come again and again. */
const SHARED_LENGTH = 80;

function tokensOf(source: Source, written: (form: Form, word: string) => Written, wordsIn: (text: SourceText) => Iterable<string>): Tokens {
  const strict = new Map<string, number>();
  for (const [at, place] of places.entries()) {
    for (const text of source.texts) {
      if (text.place === place) for (const word of wordsIn(text)) if (!strict.has(word)) strict.set(word, at);
    }
  }
  const tokens: string[] = [];
  const words: [Form, string, number][] = [];
  const put = (form: Form, word: string, at: number, { tokens: inPlaces, listed }: Written): void => {
    tokens.push(inPlaces[at] ?? '');
    if (listed) words.push([form, word, 1 << at]);
  };
  const loose = new Map<string, number>();
  for (const [word, at] of strict) {
    const how = written('strict', word);
    put('strict', word, at, how);
    if (how.heard !== word && how.heard !== '') loose.set(how.heard, Math.min(loose.get(how.heard) ?? at, at));
  }
  for (const [word, at] of loose) put('loose', word, at, written('loose', word));
  for (const [name, value] of source.filters) tokens.push(filterToken(name, value));
  const text = tokens.join(' ');
  return { text, fingerprint: sha256Hex(Buffer.from(text, 'utf8')).slice(0, 24), words };
}

/** Words with digits are in no list of words: nearly every one is new. */
export const HAS_DIGIT = /\p{N}/u;
const ONLY_DIGITS = /^[0-9]+$/;

/** Ids of other systems are one word; their parts say nothing. */
function searchWords(text: string): Iterable<string> {
  return UUID.test(text) ? [text.replaceAll('-', '').toLowerCase()] : wordsOf(fold(text));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
