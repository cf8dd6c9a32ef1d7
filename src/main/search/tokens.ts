/** The words of a source, as they are written into the index. */
import { fold } from '../../shared/fold.ts';
import { looseWord } from '../../shared/fold/loose.ts';
import { wordsOf } from '../../shared/fold/words.ts';
import { sha256Hex } from '../crypto/hash.ts';
import type { Source } from './sources.ts';
import { filterToken, placeBit, places, wordTokens, type Form, type Place } from './tags.ts';

export interface Tokens {
  /** What the index is given, in an order that does not depend on that of the fields. */
  readonly text: string;
  /** Differs where the words do. */
  readonly fingerprint: string;
  /** Words for the list of words, with the bit of their place. */
  readonly words: readonly (readonly [form: Form, word: string, bit: number])[];
}

/** Makes the tokens of one source after the other; remembers what words sound like. */
export function tokenizer(): (source: Source) => Tokens {
  const sounds = new Map<string, string>();
  const loosened = (word: string): string => {
    const known = sounds.get(word);
    if (known !== undefined) return known;
    const heard = looseWord(word);
    if (sounds.size < MOST_REMEMBERED) sounds.set(word, heard);
    return heard;
  };
  return (source) => tokensOf(source, loosened);
}

const MOST_REMEMBERED = 50_000;

function tokensOf(source: Source, loosened: (word: string) => string): Tokens {
  const strict = new Map<string, Place>();
  for (const place of places) {
    for (const { place: at, text } of source.texts) {
      if (at === place) for (const word of searchWords(text)) if (!strict.has(word)) strict.set(word, place);
    }
  }
  const tokens = new Set<string>();
  const words: [Form, string, number][] = [];
  const loose = new Map<string, Place>();
  for (const [word, place] of strict) {
    const heard = loosened(word);
    if (heard !== word && heard !== '') loose.set(heard, better(loose.get(heard), place));
    for (const token of wordTokens('strict', place, word)) tokens.add(token);
    if (!HAS_DIGIT.test(word)) words.push(['strict', word, placeBit(place)]);
  }
  for (const [word, place] of loose) {
    for (const token of wordTokens('loose', place, word)) tokens.add(token);
    if (!HAS_DIGIT.test(word)) words.push(['loose', word, placeBit(place)]);
  }
  for (const [name, value] of source.filters) tokens.add(filterToken(name, value));
  const text = [...tokens].sort().join(' ');
  return { text, fingerprint: sha256Hex(Buffer.from(text, 'utf8')).slice(0, 24), words };
}

/** Words with digits are in no list of words: nearly every one is new. */
export const HAS_DIGIT = /\p{N}/u;

/** Ids of other systems are one word; their parts say nothing. */
function searchWords(text: string): Iterable<string> {
  return UUID.test(text) ? [text.replaceAll('-', '').toLowerCase()] : wordsOf(fold(text));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const better = (known: Place | undefined, place: Place): Place => (known !== undefined && places.indexOf(known) <= places.indexOf(place) ? known : place);
