/**
 * The search key: folds any spelling of Uzbek (Cyrillic, Latin of 1995, Latin of 2026, every apostrophe) and neighbouring scripts to one
 * script-independent text, one code point a sound. Used alike for what is stored and for what is asked. docs/guide/search.md has the rules
 * for a reader; the letters are in fold/letters.ts.
 *
 * Folding a key gives the same key. Where s or c and h are two sounds (Исҳоқ, Isʼhoq) the h is written ħ, so that it stays told apart from ş and ç.
 */
import { clean } from './fold/clean.ts';
import { APOSTROPHES, CYRILLIC, LATIN, VOWELS } from './fold/letters.ts';
import { repairMixed } from './fold/repair.ts';

/** The key of a text. Never an identity: two things may share one. */
export function fold(text: string): string {
  if (ASCII_WITHOUT_APOSTROPHES.test(text)) return text.toLowerCase().replaceAll('sh', 'ş').replaceAll('ch', 'ç');
  return sounds(repairMixed(clean(text).text), null);
}

/** A key, and for each of its code units the piece of the original (UTF-16 offsets) that it came from. Both lists never fall. */
export interface FoldedText {
  readonly key: string;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** As `fold`, with the way back: the original of the key's [a, b) is [from[a], to[b - 1]). */
export function foldWithMap(text: string): FoldedText {
  const cleaned = clean(text);
  const origin = { from: new Uint32Array(cleaned.text.length * 2), to: new Uint32Array(cleaned.text.length * 2) };
  const key = sounds(repairMixed(cleaned.text), origin);
  const back = (offsets: Uint32Array, ends: boolean): Uint32Array => {
    const used = offsets.subarray(0, key.length);
    const { from, to } = cleaned;
    return from === null || to === null ? used : used.map((at) => (ends ? to[at - 1] : from[at]) ?? 0);
  };
  return { key, from: back(origin.from, false), to: back(origin.to, true) };
}

/** The key by which names are compared: folded, with single spaces and none around. */
export const foldName = (name: string): string => fold(name).replace(/\s+/g, ' ').trim();

interface Origin {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** One pass over code units. A letter gives at most two, so the room is known beforehand. */
function sounds(text: string, origin: Origin | null): string {
  const key = new Uint16Array(text.length * 2);
  let length = 0;
  /** What stands before, of the same word. */
  let before: number = START;
  const put = (unit: number, from: number, to: number): void => {
    const last = length > 0 ? key[length - 1] : 0;
    key[length] = unit === H && (last === S || last === C) ? H_APART : unit;
    if (origin !== null) {
      origin.from[length] = from;
      origin.to[length] = to;
    }
    length += 1;
  };

  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = unit < TABLE ? KIND[unit] ?? OTHER : kindOf(unit);
    if (kind === APOSTROPHE) continue;
    if (kind === SILENT) {
      if (origin !== null && length > 0 && origin.to[length - 1] === i) origin.to[length - 1] = i + 1;
      if (unit >= 0x400) before = kind;
      continue;
    }
    const first = unit < TABLE ? FIRST[unit] ?? unit : soundOf(text, i);
    const digraph = unit < 0x80 && i + 1 < text.length ? digraphOf(unit | 0x20, text.charCodeAt(i + 1)) : 0;
    if (digraph !== 0) {
      put(digraph, i, i + 2);
      before = digraph === O_HOOK ? VOWEL : CONSONANT;
      i += 1;
      continue;
    }
    if (unit === IE || unit === IE_LARGE) {
      if (before !== CONSONANT) put(Y, i, i + 1);
      put(E, i, i + 1);
    } else if (unit === TSE || unit === TSE_LARGE) {
      if (before === VOWEL) put(T, i, i + 1);
      put(S, i, i + 1);
    } else {
      put(first, i, i + 1);
      const second = unit < TABLE ? SECOND[unit] ?? 0 : 0;
      if (second !== 0) put(second, i, i + 1);
    }
    before = kind === OTHER ? START : kind;
  }
  return stringOf(key, length);
}

function digraphOf(lower: number, next: number): number {
  if ((lower === 0x6f || lower === 0x67) && isApostrophe(next)) return lower === 0x6f ? O_HOOK : G_HOOK;
  if ((lower === S || lower === C) && (next | 0x20) === H) return lower === S ? SH : CH;
  return 0;
}

/** Beyond the table: Latin letters with marks by their base; others by their lower case where it is one code unit. */
function soundOf(text: string, at: number): number {
  const letter = text[at] ?? '';
  const sound = soundsOf(letter.toLowerCase());
  return sound.length === 1 ? sound.charCodeAt(0) : letter.charCodeAt(0);
}

/** The sounds of a lower-case letter: as listed, or those of the letter without its marks, or itself. */
function soundsOf(lower: string): string {
  const base = lower.normalize('NFD').slice(0, 1);
  return CYRILLIC[lower] ?? LATIN[lower] ?? (base !== lower && /^[\p{sc=Latn}\p{sc=Cyrl}]/u.test(base) ? soundsOf(base) : lower);
}

function kindOf(unit: number): number {
  if (isApostrophe(unit)) return APOSTROPHE;
  if (isLatinAddition(unit)) return VOWELS.includes(soundsOf(String.fromCharCode(unit).toLowerCase()).slice(-1)) ? VOWEL : CONSONANT;
  return OTHER;
}

const isLatinAddition = (unit: number): boolean => unit >= 0x1e00 && unit <= 0x1eff;

const isApostrophe = (unit: number): boolean => (unit < TABLE ? KIND[unit] === APOSTROPHE : unit === 0x2019 || unit === 0x2018 || unit === 0x2032 || unit === 0x201b || unit === 0xff07 || unit === 0x55a);

function stringOf(units: Uint16Array, length: number): string {
  if (length <= CHUNK) return textOf(units.subarray(0, length));
  let text = '';
  for (let i = 0; i < length; i += CHUNK) text += textOf(units.subarray(i, Math.min(i + CHUNK, length)));
  return text;
}

/** Spreading the units over arguments would go through their iterator: three times as slow. */
const textOf = (units: Uint16Array): string => Reflect.apply(String.fromCharCode, null, units) as string;

const CHUNK = 4_096;
const ASCII_WITHOUT_APOSTROPHES = /^[^'`\u0080-\uFFFF]*$/;

const codeOf = (letter: string): number => letter.charCodeAt(0);
const [H, S, C, T, Y, E, SH, CH, O_HOOK, G_HOOK, H_APART] = ['h', 's', 'c', 't', 'y', 'e', 'ş', 'ç', 'ö', 'ğ', 'ħ'].map(codeOf) as [number, number, number, number, number, number, number, number, number, number, number];
const [IE, IE_LARGE, TSE, TSE_LARGE] = ['е', 'Е', 'ц', 'Ц'].map(codeOf) as [number, number, number, number];

/** Kinds of code units. `START` is no letter. */
const [OTHER, VOWEL, CONSONANT, APOSTROPHE, SILENT, START] = [0, 1, 2, 3, 4, 5] as const;

/** Latin, Greek and Cyrillic lie below this; the rest is looked up one by one. */
const TABLE = 0x530;
const KIND = new Uint8Array(TABLE);
const FIRST = new Uint16Array(TABLE);
const SECOND = new Uint16Array(TABLE);
for (let unit = 0; unit < TABLE; unit++) {
  const letter = String.fromCharCode(unit);
  const lower = letter === 'İ' ? 'i' : letter.toLowerCase();
  const isMark = (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x483 && unit <= 0x489);
  const sound = APOSTROPHES.includes(letter) || isMark ? '' : soundsOf(lower);
  const isLetter = lower !== letter.toUpperCase() || lower in CYRILLIC || lower in LATIN;
  KIND[unit] = APOSTROPHES.includes(letter) ? APOSTROPHE : sound === '' ? SILENT : !isLetter ? OTHER : VOWELS.includes(lower) || VOWELS.includes(sound.slice(-1)) ? VOWEL : CONSONANT;
  FIRST[unit] = sound === '' ? 0 : sound.charCodeAt(0);
  SECOND[unit] = sound.length > 1 ? sound.charCodeAt(1) : 0;
}
