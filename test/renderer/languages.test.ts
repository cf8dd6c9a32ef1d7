import { describe, expect, it } from 'vitest';
import { formatDate, formatNumber } from '../../src/renderer/i18n/format.ts';
import { catalogues, guessed } from '../../src/renderer/i18n/languages.ts';

type Texts = { readonly [key: string]: string | Texts };

/** Every text with its path; a plural once, with its forms. */
function textsOf(catalogue: Texts, before = ''): readonly (readonly [path: string, text: string])[] {
  return Object.entries(catalogue).flatMap(([key, value]) => (typeof value === 'string' ? [[`${before}${key}`, value] as const] : textsOf(value, `${before}${key}.`)));
}
const PLURAL = /_(one|few|many|other)$/;
const blanksOf = (text: string): readonly string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const texts = Object.entries(catalogues).map(([language, catalogue]) => ({ language, all: new Map(textsOf(catalogue as unknown as Texts)) }));
const english = texts.find(({ language }) => language === 'en')!.all;

describe.each(texts)('the texts in $language', ({ language, all }) => {
  it('are those of every language, none of them empty', () => {
    const bases = (of: ReadonlyMap<string, string>): readonly string[] => [...new Set([...of.keys()].map((path) => path.replace(PLURAL, '')))].sort();
    expect(bases(all)).toEqual(bases(english));
    expect([...all].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('leave the same blanks to be filled', () => {
    for (const [path, text] of all) expect([path, blanksOf(text)]).toEqual([path, blanksOf(english.get(path) ?? english.get(path.replace(PLURAL, '_other')) ?? '')]);
  });

  it('have each plural in the forms of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...all.keys()].filter((path) => path.endsWith('_other')).map((path) => path.replace(PLURAL, ''));
    expect(plurals.length).toBeGreaterThan(0);
    for (const path of plurals) expect(forms.filter((form) => !all.has(`${path}_${form}`)), path).toEqual([]);
  });

  it('are in the script of the language, without exclamation marks', () => {
    const cyrillic = language === 'ru' || language === 'uz-Cyrl';
    const foreign = cyrillic ? /\p{Script=Latin}{2,}/u : /\p{Script=Cyrillic}/u;
    const known = /bitim import-table|Alt|Esc|Bitim|Caps Lock|Windows|uz-bu|\{\{\w+\}\}/g;
    expect([...all].filter(([, text]) => foreign.test(text.replaceAll(known, '')) || text.includes('!'))).toEqual([]);
  });
});

it('guesses the language from the machine, Uzbek where it speaks none of ours', () => {
  expect([['ru-RU'], ['de', 'en-GB'], ['uz-Cyrl-UZ'], ['uz-UZ'], ['kk', 'de'], []].map(guessed)).toEqual(['ru', 'en', 'uz-Cyrl', 'uz-Latn', 'uz-Latn', 'uz-Latn']);
});

it('writes numbers and dates as offices do', () => {
  expect([0, 999, 1000, 1234567].map(formatNumber)).toEqual(['0', '999', '1\u00a0000', '1\u00a0234\u00a0567']);
  expect(['2024-05-17', '2024-05', '2024', 'unknown'].map(formatDate)).toEqual(['17.05.2024', '05.2024', '2024', 'unknown']);
});
