/**
 * What a partner's name is compared by. Spellings of one name meet in one key (Samarqand, Самарканд; SAINT LUCIA, St Lucia; GERMANY, FEDERAL
 * REPUBLIC, Federal Republic of Germany); words that say what kind of unit it is are read apart, because a region is not its city.
 */
import { fold } from '../fold.ts';
import { looseWord } from '../fold/loose.ts';

/** What a word in a name says about the unit. */
export type UnitWord = 'region' | 'district' | 'city';

export interface NameKeys {
  /** Folded words in their order, without what stands between them. */
  readonly strict: string;
  /** Loose words without unit words and connecting words, in their order. */
  readonly loose: string;
  /** The same, sorted: word order does not matter. */
  readonly core: string;
  /** The sorted loose words without what stands in brackets and those that names of states take or leave, such as "republic". */
  readonly bare: string;
  /** Consonants of the bare words: vowels are what spellings differ in most. */
  readonly skeleton: string;
  readonly unit: UnitWord | null;
}

/** @param folded the name, folded. */
export function nameKeys(folded: string): NameKeys {
  const words = wordsOf(folded);
  const loose = looseWords(words);
  const outside = folded.includes('(') ? looseWords(wordsOf(folded.replace(IN_BRACKETS, ' '))) : loose;
  const bare = outside.filter((word) => !STATE_WORDS.has(word));
  const kept = bare.length > 0 ? bare : outside.length > 0 ? outside : loose;
  const unit = words.map((word) => UNIT_WORDS.get(word)).find((found) => found !== undefined) ?? null;
  return {
    strict: words.join(' '),
    loose: loose.join(' '),
    core: [...loose].sort().join(' '),
    bare: [...kept].sort().join(' '),
    skeleton: [...kept].sort().map((word) => word.replace(VOWELS, '')).join(''),
    unit,
  };
}

const wordsOf = (folded: string): readonly string[] => folded.split(BETWEEN_WORDS).filter((word) => word !== '').slice(0, MAX_WORDS);

function looseWords(words: readonly string[]): readonly string[] {
  const named = words.filter((word) => !UNIT_WORDS.has(word) && !CONNECTING.has(word));
  return (named.length > 0 ? named : words).map(looseNameWord);
}

/**
 * Whether two bare keys are likely to be one name with slips: a letter put in, left out, changed or swapped with its neighbour, one in a word of five letters or
 * more, two in ten or more. Words are compared one by one, so that North is no slip for South. @returns the number of slips, or null.
 */
export function slipsBetween(a: string, b: string): number | null {
  if (a === b || Math.abs(a.length - b.length) > 4) return null;
  const [left, right] = [a.split(' '), b.split(' ')];
  if (left.length !== right.length) return a.replaceAll(' ', '') === b.replaceAll(' ', '') ? 1 : null;
  let slips = 0;
  for (const [i, word] of left.entries()) {
    const found = slipsInWord(word, right[i] ?? '');
    if (found === null) return null;
    slips += found;
  }
  return slips === 0 ? null : slips;
}

function slipsInWord(a: string, b: string): number | null {
  if (a === b) return 0;
  const longest = Math.max(a.length, b.length);
  const allowed = longest >= 10 ? 2 : longest >= 5 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed) return null;
  const found = distance(a, b, allowed);
  return found > allowed ? null : found;
}

const MAX_WORDS = 24;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u;
const IN_BRACKETS = /\([^)]*\)/g;
const VOWELS = /[aeiouy]/g;

const SAME_WORD: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'], ['ste', 'saint'], ['sankt', 'saint'], ['rep', 'republic'], ['r', 'republic'], ['dem', 'democratic'], ['d', 'democratic'], ['fed', 'federal'], ['soc', 'socialist'],
  ['peoples', 'people'], ['p', 'people'], ['is', 'islands'], ['int', 'international'], ['organisation', 'organization'],
]);

/** One word, so that spellings that sound alike are one: beyond the loose key c = k, ph = f, th = t, no accents, and common abbreviations. */
function looseNameWord(folded: string): string {
  const plain = ACCENTED.test(folded) ? folded.replace(ACCENTED_ALL, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, '')) : folded;
  return looseWord((SAME_WORD.get(plain) ?? plain).replaceAll('ck', 'k').replaceAll('c', 'k').replaceAll('ph', 'f').replaceAll('th', 't'));
}

/** Beyond ASCII and the letters of the key. */
const ACCENTED = /[^a-zşçöğħ\d]/;
const ACCENTED_ALL = /[à-ÿ\u0100-\u024f\u1e00-\u1eff](?<![şçöğħ])/g;

/** Folded words -> what they say the unit is. */
const UNIT_WORDS: ReadonlyMap<string, UnitWord> = new Map(([
  ['region', 'viloyati viloyat oblast oblasti область oblys oblısı region province провинция krai край governorate prefecture county voivodeship velayat vilayeti'],
  ['district', 'tumani tuman rayon rayoni район raion district'],
  ['city', 'shahri shahar город gorod г city town şehri qalasi'],
] as const).flatMap(([unit, words]) => words.split(' ').map((word) => [fold(word), unit] as const)));

const CONNECTING: ReadonlySet<string> = new Set('of the and va i et de la le und der y e'.split(' '));

/** Loose words that names of states take or leave. What tells states of one name apart (democratic, people's, federal, north) is not among them. */
const STATE_WORDS: ReadonlySet<string> = new Set(
  'republic respublikasi respublika республика kingdom королевство qirolligi state states commonwealth islamic federation федерация federatsiyasi государство davlati confederation empire'
    .split(' ').map((word) => looseNameWord(fold(word))),
);

/** Damerau's distance with neighbours swapped once, given up beyond `limit`. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
