/**
 * The looser key: what ears and keyboards confuse. It serves the last tier of a search, suggestions and duplicates, and is never an identity.
 * Rules: x = h (also kh), q = k, ye = e, ts = s, dj and zh = j, gh = g, ng = n, w = v, ya yo yu after a consonant = a o u, letters without
 * their marks (ş = s, ç = c, ö = o, ğ = g), doubled letters once, and the endings of Russian adjectives dropped (Самаркандская = Самарканд).
 */
import { fold } from '../fold.ts';
import { runsOf } from './words.ts';

/** The loose form of one word of a key. Loosening it again changes nothing. */
export function looseWord(word: string): string {
  let loose = word;
  for (let before = ''; before !== loose;) {
    before = loose;
    loose = unmarked(before)
      .replaceAll('kh', 'h').replaceAll('sh', 's').replaceAll('ch', 'c').replaceAll('zh', 'j').replaceAll('gh', 'g').replaceAll('dj', 'j')
      .replaceAll('ts', 's').replaceAll('ng', 'n').replaceAll('ye', 'e')
      .replace(SOFT_VOWEL, '$1').replace(DOUBLED, '$1').replace(ADJECTIVE, '$1');
  }
  return loose;
}

/** The loose key of a text: its words in their order, without the common names of units (viloyati, область, region) unless nothing else is there. */
export function looseKey(text: string): string {
  const words = runsOf(fold(text)).flatMap((run) => run.words.map(({ word }) => looseWord(word)));
  const telling = words.filter((word) => !isUnitWord(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** Whether a loose word is what units of any country are called (viloyati, область, region): it tells nothing. */
export const isUnitWord = (loose: string): boolean => UNITS.has(loose);

const unmarked = (word: string): string => (MARKED.test(word) ? word.replace(MARKED_ALL, (letter) => PLAIN[letter] ?? letter) : word);

const PLAIN: Readonly<Record<string, string>> = { x: 'h', q: 'k', w: 'v', ş: 's', ç: 'c', ö: 'o', ğ: 'g', ħ: 'h' };
const MARKED = /[xqwşçöğħ]/;
const MARKED_ALL = /[xqwşçöğħ]/g;
const SOFT_VOWEL = /(?<=[bcdfghjklmnprstvz])y([aou])/g;
const DOUBLED = /([a-z])\1+/g;
/** -ская, -ский, -ское, -ской, -ского, -ские ... after a stem of three letters or more. */
const ADJECTIVE = /^(\p{L}{3,}?)sk(?:aya|a|iy|i|oy|oe|oye|ogo|omu|om|uyu|u|ie|ih|im|imi)$/u;

const UNITS: ReadonlySet<string> = new Set(
  ['viloyati', 'viloyat', 'вилоят', 'область', 'области', 'oblast', 'region', 'regioni', 'shahri', 'shahar', 'город', 'г', 'city', 'tumani', 'tuman', 'район', 'district',
    'Respublikasi', 'respublika', 'Республика', 'Republic', 'of', 'the', 'province', 'provinsiyasi', 'провинция'].map((word) => looseWord(fold(word))),
);
