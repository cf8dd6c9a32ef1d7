import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../../src/shared/search/answers.ts';
import { fold } from '../../../src/shared/fold.ts';
import { distance } from '../../../src/main/search/distance.ts';
import { readQuery } from '../../../src/main/search/query.ts';
import { searchedOffice, type SearchedOffice } from '../../search/register.ts';

let here: SearchedOffice;
beforeAll(async () => { here = await searchedOffice(); });
afterAll(() => here.office.close());

const search = (query: string, more: object = {}): Promise<SearchAnswer> => here.office.do('search', { query, ...more });

/** What is marked in the snippet of a record of mixed.ts. */
async function marked(query: string, name: string): Promise<readonly string[]> {
  const hit = (await search(query, { limit: 200 })).hits.find((one) => one.id === here.ids.get(name));
  const { text = '', marks = [] } = hit?.snippet ?? {};
  return marks.map(([from, to]) => text.slice(from, to));
}

describe('hits', () => {
  it.each([
    ['Oʻzbekiston', 'trade', ["O'zbekiston"]],
    ["o'zbekiston savdo", 'trade2', ['O‘ZBEKISTON', 'SAVDO']],
    ['savdosi chegara', 'kazakh', ['чегара', 'савдоси']],
    ['Samarqand', 'shanghai', ['Caмapқaнд']],
    ['Samarkand', 'provence', ['Самаркандской']],
    ['октябрь', 'octoberRu', ['октябрь']],
    ['oktabr', 'octoberRu', ['октябрь']],
    ['cooperation', 'hyphen', ['co-operation']],
    ['12/1998-04', 'france', ['12/1998-04']],
    ['"border trade"', 'phrase', ['border trade']],
    ["mo'jiza as'hob", 'sign', ['Moʻjiza', 'asʼhob']],
    ['中国', 'china', ['中国']],
    ['hamk', 'france', ['hamkorlik']],
    ['орошении', 'provence', ['орошении']],
  ])('%s marks in %s the original, to the character', async (query, name, expected) => {
    expect(await marked(query, name)).toEqual(expected);
  });

  it('come title before number before party before text, and newest first within', async () => {
    const { hits } = await search('samarqand', { limit: 200 });
    const order = hits.map((hit) => `${String(hit.tier)}${String(['title', 'number', 'party', 'text'].indexOf(hit.place))}`);
    expect(order).toEqual([...order].sort());
    expect(hits[0]?.id).toBe(here.ids.get('shanghai'));
  });

  it('come page by page, each once, the same as at once', async () => {
    for (const query of ['between united', 'bitim', 'Samarkand viloyati', 'spain treaty']) {
      const all = await search(query, { limit: 200 });
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page = await search(query, { limit: 7, ...(after === undefined ? {} : { after }) });
        paged.push(...page.hits.map((hit) => hit.id));
        after = page.next;
      } while (after !== undefined);
      const known = new Set(all.hits.slice(0, paged.length).map((hit) => hit.id));
      expect([paged.length, new Set(paged).size, paged.every((id) => known.has(id) || all.next !== undefined)]).toEqual([paged.length, paged.length, true]);
    }
  });

  it('are narrowed by filters, and a filter alone lists', async () => {
    const { hits, total } = await search('', { where: { field: 'INVEST', level: 'INTERSTATE' }, limit: 200 });
    expect(hits.every((hit) => hit.kind === 'agreement' && hit.snippet === null)).toBe(true);
    expect(total).toBe(hits.length);
    expect((await search('', { where: { year: '1998', level: 'intergovernmental' } })).hits.map((hit) => hit.id)).toEqual([here.ids.get('france')]);
  });

  it('are counted by kind, level, year and so on', async () => {
    const { facets, total } = await search('sweden', { facets: true });
    expect(facets?.over).toBe(total);
    expect(facets?.counts.kind?.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(facets?.counts.year?.find(({ value }) => value === '1947')?.count).toBeGreaterThan(0);
  });

  it.each([
    [{ query: ' - ' }, 'QueryEmpty', 'Nothing was searched: the query has no word to look for.'],
    [{ query: 'x', where: { colour: 'red' } }, 'FilterUnknown', expect.stringContaining('"colour"') as string],
    [{ query: 'x', after: '9.9' }, 'PageUnknown', 'Nothing was searched: "9.9" is not the "next" of a page.'],
  ])('are refused for %j', async (request, type, message) => {
    expect(await here.office.try('search', request)).toEqual({ ok: false, error: { type, message } });
  });

  it('are found whatever is typed', async () => {
    for (const query of ['"', '""', '-', '*', 'a*', 'NOT', 'x AND', '(', 'title:', '^a', '\u{10FFFF}', '\uE000agreement', "'; DROP TABLE", '🇺🇿', '-"x', 'a"b', '\u0000', 'ʻ', '-- x']) {
      const answer = await here.office.try('search', { query });
      expect(answer.ok || answer.error.type === 'QueryEmpty').toBe(true);
    }
  });
});

describe('suggest', () => {
  it.each([['barselona', 'Barcelona'], ['samarcand', 'Samarqand'], ['extraditon', 'Extradition'], ['whalling', 'Whaling'], ['chirchek', 'Chirchiq']])('%s may mean %s', async (query, meant) => {
    const { suggestions } = await here.office.do('suggest', { query });
    expect(suggestions.map((one) => fold(one.query))).toContain(fold(meant));
    for (const one of suggestions) expect((await search(one.query)).total).toBe(one.total);
  });
});

describe('a query', () => {
  it('is read as words, phrases, exclusions and numbers', () => {
    const read = readQuery('Шартнома "чегара савдоси" -матн -"икки сўз" 12/98-4');
    expect({ units: read.units.map(({ words, joined, open, phrase }) => ({ words, joined, open, phrase })), excluded: read.excluded.map(({ words }) => words) }).toEqual({
      units: [
        { words: ['şartnoma'], joined: null, open: false, phrase: false },
        { words: ['çegara', 'savdosi'], joined: null, open: false, phrase: true },
        { words: ['12', '98', '4'], joined: '12984', open: true, phrase: false },
      ],
      excluded: [['matn'], ['ikki', 'söz']],
    });
  });
});

describe('distance', () => {
  it.each([['kitob', 'kitob', 0], ['kitob', 'kitb', 1], ['kitob', 'kiotb', 1], ['kitob', 'ketab', 2], ['kitob', 'daftar', 3]])('of %s and %s is %i', (a, b, expected) => {
    expect(distance(a, b, 2)).toBe(expected);
  });
});
