import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countries } from '../../../src/shared/vocabularies/countries.ts';
import { codeByLabel } from '../../../src/shared/vocabularies/vocabulary.ts';
import { countriesFile, TARGET } from '../../../tools/countries/generate.ts';

describe('the countries', () => {
  it('are those of ISO 3166-1', () => {
    expect([countries.terms.length, countries.terms.map(({ code }) => code).filter((code) => !/^[A-Z]{2}$/.test(code))]).toEqual([249, []]);
  });

  it('are the file that the script makes from the names of this Node', () => {
    expect(readFileSync(TARGET, 'utf8')).toBe(countriesFile());
  });

  it('write Uzbek with oʻ and gʻ alone and no abbreviations of Russian', () => {
    const wrong = countries.terms.filter(({ labels, aliases }) => /['`‘’]/.test([labels['uz-Latn'], labels['uz-Cyrl']].join()) || /о-ва|о-в /.test([labels.ru, ...(aliases ?? [])].join()));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Oʻzbekiston', 'UZ'], ['O\'zbekiston Respublikasi', 'UZ'], ['ЎЗБЕКИСТОН', 'UZ'], ['Republic of Uzbekistan', 'UZ'], ['UZ', 'UZ'], ['Qirgʻiz Respublikasi', 'KG'], ['Киргизия', 'KG'], ['Кыргызстан', 'KG'],
    ['США', 'US'], ['AQSH', 'US'], ['АҚШ', 'US'], ['USA', 'US'], ['United States of America', 'US'], ['UK', 'GB'], ['Great Britain', 'GB'], ['Turkey', 'TR'], ['Türkiye', 'TR'], ['КНР', 'CN'], ['BAA', 'AE'], ['ОАЭ', 'AE'],
    ['ДРК', 'CD'], ['Czech Republic', 'CZ'], ['Holland', 'NL'], ['Российская Федерация', 'RU'], ['Janubiy Koreya', 'KR'], ['North Korea', 'KP'], ['Виргинские острова (США)', 'VI'], ['Atlantis', null],
  ])('know %s', (name, code) => {
    expect(codeByLabel(countries, name)).toBe(code);
  });

  it('are never called by a name of another one, except where the name is shared', () => {
    const shared = countries.terms.flatMap(({ code, labels, aliases }) => [...Object.values(labels), ...(aliases ?? [])].filter((name) => codeByLabel(countries, name) !== code).map((name) => `${code} ${name}`));
    expect(shared).toEqual([]);
  });
});
