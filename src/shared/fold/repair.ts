/** Words in which recognition mixed Latin and Cyrillic letters that look the same: each is brought to the script of its other letters. */
import { CYRILLIC, CYRILLIC_LOOK_ALIKES, LATIN_LOOK_ALIKES } from './letters.ts';

/** The text with mixed words repaired, code unit by code unit: offsets stay. A word is a run of letters of the two scripts. */
export function repairMixed(text: string): string {
  if (!MIXED.test(text)) return text;
  return text.replace(WORDS, (word) => {
    const latin = word.match(LATIN_LETTERS)?.length ?? 0;
    const cyrillic = word.match(CYRILLIC_LETTERS)?.length ?? 0;
    if (latin === 0 || cyrillic === 0) return word;
    return isCyrillic(word, latin, cyrillic) ? replaced(word, TO_CYRILLIC) : replaced(word, TO_LATIN);
  });
}

/** By the letters that only one script has; where these are even, by all. */
function isCyrillic(word: string, latin: number, cyrillic: number): boolean {
  let only = 0;
  for (const letter of word) {
    if (TO_CYRILLIC.has(letter) || TO_LATIN.has(letter)) continue;
    if (LATIN_LETTER.test(letter)) only -= 1;
    else if (CYRILLIC_LETTER.test(letter)) only += 1;
  }
  return only === 0 ? cyrillic >= latin : only > 0;
}

const replaced = (word: string, by: ReadonlyMap<string, string>): string => Array.from(word, (letter) => by.get(letter) ?? letter).join('');

const latinForms = Array.from(LATIN_LOOK_ALIKES);
const cyrillicForms = Array.from(CYRILLIC_LOOK_ALIKES);
const TO_CYRILLIC: ReadonlyMap<string, string> = new Map(latinForms.map((letter, i) => [letter, cyrillicForms[i] ?? letter]));
const TO_LATIN: ReadonlyMap<string, string> = new Map(cyrillicForms.map((letter, i) => [letter, latinForms[i] ?? letter]));

/** Cyrillic letters that have a sound here; others never decide. */
const known = Object.keys(CYRILLIC).join('');
const cyrillicClass = `${known}${known.toUpperCase()}`;
const latinClass = 'A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u0259\\u1E00-\\u1EFF';
const MIXED = new RegExp(`[${latinClass}][${cyrillicClass}]|[${cyrillicClass}][${latinClass}]`);
const WORDS = new RegExp(`[${latinClass}${cyrillicClass}]+`, 'g');
const LATIN_LETTERS = new RegExp(`[${latinClass}]`, 'g');
const CYRILLIC_LETTERS = new RegExp(`[${cyrillicClass}]`, 'g');
const LATIN_LETTER = new RegExp(`[${latinClass}]`);
const CYRILLIC_LETTER = new RegExp(`[${cyrillicClass}]`);
