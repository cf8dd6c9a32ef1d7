/** Rules for text that hold everywhere; see docs/format.md, section 1. */

/** Normalisation form C: the only form in which text is stored. */
export const toNfc = (text: string): string => text.normalize('NFC');

/** What keeps a text out of an entry, as the end of a sentence; null if nothing does. */
export function textProblem(text: string): string | null {
  if (text.includes('\u0000')) return 'contains the character U+0000';
  if (!text.isWellFormed()) return 'contains half of a surrogate pair';
  return null;
}

/** A text in quotation marks for a message, cut to a readable length. */
export const quote = (text: string, length = 60): string => {
  const points = [...text];
  return points.length > length ? `"${points.slice(0, length).join('')}…"` : `"${text}"`;
};

/** The dominant script of a text as an ISO 15924 code; `Zyyy` if it has no letters of a script known here. */
export function scriptOf(text: string): string {
  if (/^[ -~]*$/.test(text)) return /[A-Za-z]/.test(text) ? 'Latn' : 'Zyyy';
  let best = 'Zyyy';
  let most = 0;
  for (const [script, letters] of OTHERS.test(text) ? SCRIPTS : SCRIPTS.slice(0, 2)) {
    const count = (text.match(letters) ?? []).reduce((sum, run) => sum + run.length, 0);
    if (count > most) {
      best = script;
      most = count;
    }
  }
  return best;
}

/** Characters outside the ranges that hold only Latin and Cyrillic letters. */
const OTHERS = /[^\p{ASCII}\u0080-\u036F\u0400-\u052F\u2010-\u205E\u2116]/u;

/** Runs of letters of a script. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}+/gu],
  ['Cyrl', /\p{Script=Cyrillic}+/gu],
  ['Arab', /\p{Script=Arabic}+/gu],
  ['Hani', /\p{Script=Han}+/gu],
  ['Hang', /\p{Script=Hangul}+/gu],
  ['Kana', /\p{Script=Katakana}+/gu],
  ['Hira', /\p{Script=Hiragana}+/gu],
  ['Grek', /\p{Script=Greek}+/gu],
  ['Hebr', /\p{Script=Hebrew}+/gu],
  ['Deva', /\p{Script=Devanagari}+/gu],
  ['Armn', /\p{Script=Armenian}+/gu],
  ['Geor', /\p{Script=Georgian}+/gu],
];

/** Orders element ids: numbers by value, before everything else; the rest by code units (so that ids made later come later). */
export function compareIds(a: string, b: string): number {
  const numberA = /^\d{1,15}$/.test(a) ? Number(a) : Infinity;
  const numberB = /^\d{1,15}$/.test(b) ? Number(b) : Infinity;
  if (numberA !== numberB) return numberA < numberB ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
