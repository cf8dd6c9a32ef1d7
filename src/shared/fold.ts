/**
 * The search key: folds any spelling of Uzbek (Cyrillic, Latin of 1995, Latin of 2026, every apostrophe) and neighbouring scripts to one
 * script-independent text, one code point a sound. Used alike for what is stored and for what is asked.
 */
import { toNfc } from './text.ts';

/** The key of a text. Never an identity: two things may share one. */
export function fold(text: string): string {
  const lower = toNfc(toNfc(text).replace(/[İI]/g, 'i').toLowerCase());
  let key = '';
  let previous = '';
  for (let i = 0; i < lower.length; i++) {
    const letter = lower[i] ?? '';
    const next = lower[i + 1] ?? '';
    const pair = pairOf(letter, next);
    if (pair !== null) {
      key += pair;
      i += 1;
    } else {
      key += soundOf(letter, previous);
    }
    if (/\p{L}/u.test(letter)) previous = letter;
    else if (!APOSTROPHES.has(letter)) previous = '';
  }
  return key;
}

/** The key by which names are compared: folded, with single spaces and none around. */
export const foldName = (name: string): string => fold(name).replace(/\s+/g, ' ').trim();

function pairOf(letter: string, next: string): string | null {
  if (letter === 'o' && APOSTROPHES.has(next)) return 'ö';
  if (letter === 'g' && APOSTROPHES.has(next)) return 'ğ';
  if (letter === 's' && next === 'h') return 'ş';
  if (letter === 'c' && next === 'h') return 'ç';
  return null;
}

function soundOf(letter: string, previous: string): string {
  if (letter === 'е') return previous === '' || VOWELS_AND_SIGNS.has(previous) ? 'ye' : 'e';
  if (letter === 'ц') return previous === '' || previous === 'ц' ? 's' : 'ts';
  if (APOSTROPHES.has(letter)) return '';
  return CYRILLIC.get(letter) ?? LATIN.get(letter) ?? letter;
}

const APOSTROPHES: ReadonlySet<string> = new Set("'\u2018\u2019\u02BB\u02BC\u0060\u00B4\u2032\uFF07\u201B\u02B9\u02BD\u02BF\u055A");

const VOWELS_AND_SIGNS: ReadonlySet<string> = new Set('aeiouöаеёиоуўэюяъь');

const CYRILLIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ж: 'j', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's',
    т: 't', у: 'u', ф: 'f', х: 'x', ч: 'ç', ш: 'ş', щ: 'ş', ы: 'i', э: 'e', ў: 'ö', қ: 'q', ғ: 'ğ', ҳ: 'h', ё: 'yo', ю: 'yu', я: 'ya', ъ: '', ь: '',
    // Karakalpak, Kazakh, Tajik
    ә: 'a', ө: 'ö', ү: 'u', ұ: 'u', ң: 'ng', һ: 'h', і: 'i', ҷ: 'j', ӣ: 'i', ӯ: 'u',
  }),
);

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({ õ: 'ö', ō: 'ö', ó: 'ö', ǵ: 'ğ', ḡ: 'ğ', ģ: 'ğ', ș: 'ş', ñ: 'ng', ń: 'ng', ı: 'i', á: 'a', ú: 'u', ü: 'u', ä: 'a' }),
);
