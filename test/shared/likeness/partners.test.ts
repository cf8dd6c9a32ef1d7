import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../../src/shared/fold.ts';
import { blockingKeys, likenessOfPartners, partnerTraits, PROPOSED_FROM, type PartnerFactsToCompare } from '../../../src/shared/likeness/partnerLikeness.ts';
import { slipsBetween } from '../../../src/shared/likeness/nameKeys.ts';
import { sayWhy, whyCatalogue } from '../../../src/shared/likeness/why.ts';
import { placeholdersOf } from '../../../src/shared/sentences.ts';
import { labelLanguages } from '../../../src/shared/vocabularies/vocabulary.ts';
import { pairs, type Class, type Short } from './pairs.ts';

const traitsOf = (id: string, [name, kind, country, subdivision]: Short, more: Partial<PartnerFactsToCompare> = {}): ReturnType<typeof partnerTraits> =>
  partnerTraits({ id, kind: kind ?? null, country: country ?? null, subdivision: subdivision ?? null, parent: null, related: [], externalIds: [], names: [foldName(name)], ...more });

const classOf = (score: number): Class => (score >= 70 ? 'sure' : score >= PROPOSED_FROM ? 'likely' : 'no');

describe('the likeness of two partners', () => {
  it.each(pairs.map(([a, b, expected]) => [a.join(', '), b.join(', '), expected, a, b] as const))('of %s and %s is %s', (_a, _b, expected, a, b) => {
    const likeness = likenessOfPartners(traitsOf('1', a), traitsOf('2', b));
    expect([classOf(likeness.score), likeness]).toEqual([expected, likeness]);
  });

  it('is that of the best pair of names, and grows with an id that both have elsewhere', () => {
    const names = (...texts: readonly string[]): Partial<PartnerFactsToCompare> => ({ names: texts.map(foldName) });
    const a = traitsOf('1', ['x', 'city'], names('Toshkent', 'Toshkent sh.'));
    expect(likenessOfPartners(a, traitsOf('2', ['x', 'city'], names('Tashkent', 'Dushanbe'))).why.map((why) => why.code)).toEqual(['nameAlias', 'kindEqual']);
    const wikidata = (key: string): Partial<PartnerFactsToCompare> => ({ externalIds: [{ source: 'wikidata', key }] });
    expect(likenessOfPartners(traitsOf('1', ['Istanbul'], wikidata('Q406')), traitsOf('2', ['Constantinople'], wikidata('Q406')))).toEqual({ score: 70, why: [{ code: 'externalId', values: { source: 'wikidata', key: 'Q406' } }] });
  });

  it('is low where a register elsewhere tells the two apart, but not by keys that were made from their names', () => {
    const id = (key: string): Partial<PartnerFactsToCompare> => ({ externalIds: [{ source: 'twinnings', key }] });
    const score = (one: string, other: string): number => likenessOfPartners(traitsOf('1', ['Victoria', 'city'], id(one)), traitsOf('2', ['Victoria', 'city'], id(other))).score;
    expect([score('Q1', 'Q2'), score('party:Victoria|city|', 'Q2'), score('party:Victoria|city|', 'party:VICTORIA|city|')]).toEqual([30, 68, 68]);
  });

  it('is low where one is above the other, or came after it', () => {
    const one = traitsOf('1', ['Navoiy', 'institution']);
    expect([
      likenessOfPartners(one, traitsOf('2', ['Navoiy', 'institution'], { parent: '1' })).score,
      likenessOfPartners(one, traitsOf('2', ['Navoiy', 'institution'], { related: ['1'] })).score,
      likenessOfPartners(traitsOf('1', ['Navoiy', 'institution'], { parent: '9' }), traitsOf('2', ['Navoiy', 'institution'], { parent: '9' })).score,
      likenessOfPartners(traitsOf('1', ['Navoiy', 'institution'], { parent: '8' }), traitsOf('2', ['Navoiy', 'institution'], { parent: '9' })).score,
    ]).toEqual([5, 5, 74, 60]);
  });

  it('is the same in both directions, and again, for any two partners', () => {
    const someone = fc.record({
      name: fc.constantFrom(...pairs.flatMap(([a, b]) => [a[0], b[0]])), kind: fc.constantFrom(null, 'city', 'region', 'state'), country: fc.constantFrom(null, 'UZ', 'KZ'),
      parent: fc.constantFrom(null, '1', '2', '3'), key: fc.constantFrom('Q1', 'Q2', 'party:x'),
    });
    fc.assert(fc.property(someone, someone, (x, y) => {
      const [a, b] = [x, y].map((one, i) => partnerTraits({ id: String(i + 1), kind: one.kind, country: one.country, subdivision: null, parent: one.parent, related: [], externalIds: [{ source: 's', key: one.key }], names: [foldName(one.name)] }));
      if (a === undefined || b === undefined) throw new Error('two were made');
      expect(likenessOfPartners(a, b)).toEqual(likenessOfPartners(b, a));
      expect(likenessOfPartners(a, b).score).toBeGreaterThanOrEqual(0);
      expect(likenessOfPartners(a, b).score).toBeLessThanOrEqual(100);
    }));
  });

  it('is never missed for want of a shared key: pairs that are proposed for their names share one, or have names that are near', () => {
    const missed = pairs.filter(([x, y, expected]) => {
      if (expected === 'no') return false;
      const [a, b] = [blockingKeys(traitsOf('1', x)), blockingKeys(traitsOf('2', y))];
      return !a.some((key) => b.includes(key)) && !a.some((one) => b.some((other) => one.startsWith('L:') && other.startsWith('L:') && slipsBetween(one.slice(2), other.slice(2)) !== null));
    });
    expect(missed).toEqual([]);
  });

  it('counts slips of letters in words that are long enough, word by word', () => {
    const table: readonly (readonly [string, string, number | null])[] = [
      ['romania', 'roumania', 1], ['bahrain', 'bharain', 1], ['turkmenistan', 'turkmnistn', 2], ['north', 'south', null], ['iran', 'irak', null], ['niger', 'nigeria', null],
      ['new york', 'newyork', 1], ['same', 'same', null], ['a b', 'a', null], ['', 'x', null],
    ];
    expect(table.map(([a, b]) => slipsBetween(a, b))).toEqual(table.map(([, , slips]) => slips));
  });
});

describe('the reasons', () => {
  it('name the same values in all four languages', () => {
    const uneven = Object.entries(whyCatalogue).filter(([, templates]) => new Set(templates.map((template) => [...new Set(placeholdersOf(template))].sort().join())).size !== 1);
    expect(uneven.map(([code]) => code)).toEqual([]);
  });

  it('are said in four languages', () => {
    const why = { code: 'kindDiffers', values: { a: 'region', b: 'city' } } as const;
    expect(labelLanguages.map((language) => sayWhy(why, language))).toEqual([
      'Turi boshqa: Hudud va Shahar.', 'Тури бошқа: Ҳудуд ва Шаҳар.', 'Разного вида: Регион и Город.', 'They are of different kinds: Region and City.',
    ]);
  });
});
