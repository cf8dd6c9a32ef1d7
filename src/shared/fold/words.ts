/** Cutting a key into words, alike for what is stored and for what is asked. */

/** A word of a key, and where it stands there. */
export interface KeyWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Words tied together: `12/1998-04`, `co-operation`, `U.K.`; they are found by their parts and by the whole without what ties them. */
export interface KeyRun {
  readonly words: readonly KeyWord[];
  /** The parts written as one, null where there is only one part or the whole is too long to be a number or a compound. */
  readonly joined: string | null;
}

/** The runs of a key in their order. Letters and digits of any script make words; a Han or kana character is a word of its own. */
export function runsOf(key: string): readonly KeyRun[] {
  const runs: KeyRun[] = [];
  let words: KeyWord[] = [];
  let end = -2;
  for (const place of placesOf(key)) {
    if (words.length > 0 && !(place.from === end + 1 && TIES.includes(key.charAt(end)))) {
      runs.push(runOf(words));
      words = [];
    }
    end = place.to;
    words.push({ word: key.slice(place.from, Math.min(place.to, place.from + LONGEST)), ...place });
  }
  if (words.length > 0) runs.push(runOf(words));
  return runs;
}

/** Every word of a key by which it is found: parts and wholes, each once. */
export function wordsOf(key: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const run of runsOf(key)) {
    for (const { word } of run.words) words.add(word);
    if (run.joined !== null) words.add(run.joined);
  }
  return words;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where the words stand. Nearly all keys are of letters in the table; others are cut by their properties. */
function placesOf(key: string): readonly Place[] {
  if (BEYOND_TABLE.test(key)) return Array.from(key.matchAll(WORDS), (match) => ({ from: match.index, to: match.index + match[0].length }));
  const places: Place[] = [];
  let from = -1;
  for (let i = 0; i < key.length; i++) {
    const isWord = IN_WORDS[key.charCodeAt(i)] === 1;
    if (isWord && from < 0) from = i;
    if (!isWord && from >= 0) {
      places.push({ from, to: i });
      from = -1;
    }
  }
  if (from >= 0) places.push({ from, to: key.length });
  return places;
}

function runOf(words: readonly KeyWord[]): KeyRun {
  const joined = words.length > 1 && words.length <= 8 ? words.map(({ word }) => word).join('') : '';
  return { words, joined: joined !== '' && joined.length <= 40 ? joined : null };
}

/** Longer words are cut: they are noise of recognition, and an index keeps every word. */
const LONGEST = 64;
const TIES = '-/.\u2010\u2011\u2013_:';
const WORDS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{M}\p{N}])+/gu;

const TABLE = 0x530;
/** Letters beyond the table; punctuation there is no letter and may stay. */
const BEYOND_TABLE = /[^\p{ASCII}\u0080-\u052F\u2010-\u2027\u2030-\u205E\u2116]/u;
const IN_WORDS = Uint8Array.from({ length: TABLE }, (_, unit) => (/[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0));
