/**
 * The key by which titles, names and register numbers are sorted: one order for all languages, right for Uzbek in both scripts, the same
 * on every machine. Compared by code units (SQLite's BINARY). docs/decisions/0021-sort-key.md says why it is not `Intl.Collator`.
 */

/** What is compared; of two texts that begin with so many equal letters, the ids decide. */
const LETTERS = 200;

/**
 * Numbers come before letters and by their size; Latin letters before Cyrillic ones, these before other scripts; accents, case, quotes and
 * apostrophes do not matter; whatever stands between words counts as one space. `oʻ` and `gʻ` (with any apostrophe, and `ö`, `ğ` in an Uzbek
 * text) follow z. `sh` and `ch` (`ş`, `ç`) are letters of their own after these in Uzbek only: a text in another language keeps them where they are.
 *
 * @param language of the text (BCP 47), where it is known.
 */
export function sortKey(text: string, language: string | null): string {
  const isUzbek = language !== null && /^uz(?:-|$)/.test(language);
  // NFKC would make a space of the acute accent that some write for an apostrophe.
  const plain = text.replaceAll('\u00b4', "'").normalize('NFKC').toLowerCase();
  let key = '';
  let gap = false;
  for (let i = 0; i < plain.length && key.length < LETTERS;) {
    const letter = plain.charAt(i);
    const code = plain.charCodeAt(i);
    let weight: string | undefined;
    let length = 1;
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      while (isDigit(plain.charCodeAt(i + length))) length += 1;
      weight = numberKey(plain.slice(i, i + length));
    } else if (code >= LATIN_A && code <= LATIN_Z) {
      const pair = code === LATIN_O || code === LATIN_G ? afterApostrophe(letter, plain.charAt(i + 1)) : isUzbek && plain.charAt(i + 1) === 'h' ? DIGRAPHS.get(letter) : undefined;
      weight = pair ?? letter;
      if (pair !== undefined) length = 2;
    } else if (code < 0x80) {
      weight = code === APOSTROPHE || code === BACKTICK ? '' : undefined;
    } else {
      const point = String.fromCodePoint(plain.codePointAt(i) ?? code);
      length = point.length;
      weight = (isUzbek ? NEW_UZBEK.get(point) : undefined) ?? WEIGHTS.get(point) ?? otherWeight(point);
    }
    i += length;
    if (weight === undefined) gap = key !== '';
    else if (weight !== '') {
      key += gap ? ` ${weight}` : weight;
      gap = false;
    }
  }
  return key.slice(0, LETTERS);
}

const [DIGIT_0, DIGIT_9, LATIN_A, LATIN_Z, LATIN_O, LATIN_G, APOSTROPHE, BACKTICK] = [0x30, 0x39, 0x61, 0x7a, 0x6f, 0x67, 0x27, 0x60];

const isDigit = (code: number): boolean => code >= DIGIT_0 && code <= DIGIT_9;

/** Letters after z, in the order of the Uzbek alphabet of 1995: oʻ, gʻ, sh, ch. No text gives these signs as weights: in a text they count as a space. */
const [O_TURNED, G_TURNED, SH, CH] = ['{', '|', '}', '~'];
const DIGRAPHS: ReadonlyMap<string, string> = new Map([['s', SH], ['c', CH]]);
const NEW_UZBEK: ReadonlyMap<string, string> = new Map([['ö', O_TURNED], ['õ', O_TURNED], ['ō', O_TURNED], ['ğ', G_TURNED], ['ḡ', G_TURNED], ['ş', SH], ['ç', CH]]);

/** Written inside words; sanʼat is sorted as sanat. */
const APOSTROPHES = "'`\u2018\u2019\u02bb\u02bc\u00b4\u2032\u201b";
const SILENT = `${APOSTROPHES}\u00ad`;

/** Cyrillic letters that have a place of their own: the Russian alphabet, then those that Uzbek adds. Others keep their code point, after these. */
const CYRILLIC = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ';
const WEIGHTS: ReadonlyMap<string, string> = new Map([
  ...Array.from(CYRILLIC).map((letter, i): [string, string] => [letter, String.fromCharCode(0x400 + i)]),
  ...Array.from(SILENT).map((sign): [string, string] => [sign, '']),
]);

function afterApostrophe(letter: string, next: string): string | undefined {
  if (next === '' || !APOSTROPHES.includes(next)) return undefined;
  return letter === 'o' ? O_TURNED : G_TURNED;
}

/** A letter without its marks; nothing for a mark; undefined for what stands between words. */
function otherWeight(point: string): string | undefined {
  if (!/[\p{L}\p{M}\p{N}]/u.test(point)) return undefined;
  return [...point.normalize('NFD').replace(/\p{M}/gu, '')].map((letter) => WEIGHTS.get(letter) ?? letter).join('');
}

/** By size: the number of digits before the digits. */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=.)/, '').slice(0, 18);
  return `${String(Math.floor(value.length / 10))}${String(value.length % 10)}${value}`;
}
