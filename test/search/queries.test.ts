import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchHit } from '../../src/shared/search/answers.ts';
import { cases } from './queries.ts';
import { searchedOffice, type SearchedOffice } from './register.ts';

let here: SearchedOffice;
beforeAll(async () => { here = await searchedOffice(); });
afterAll(() => here.office.close());

const isNamed = (hit: SearchHit, name: string): boolean => (name.startsWith('#') ? hit.title.includes(name.slice(1)) : hit.id === here.ids.get(name));
const nameOf = (hit: SearchHit): string => [...here.ids].find(([, id]) => id === hit.id)?.[0] ?? `#${hit.title}`;

describe('what is typed', () => {
  it('is written down a hundred times and more', () => { expect(cases.length).toBeGreaterThanOrEqual(100); });

  it.each(cases.map((one) => [one.query, one.finds.join(', '), one] as const))('%s finds %s', async (query, _finds, one) => {
    const { hits, total } = await here.office.do('search', { query, limit: 200, where: one.where ?? {}, ...(one.kind === undefined ? {} : { kind: one.kind }) });
    const agreements = hits.filter((hit) => hit.kind === 'agreement');
    expect({
      missing: one.finds.filter((name) => !hits.some((hit) => isNamed(hit, name))),
      unwanted: [...(one.lacks ?? []).filter((name) => hits.some((hit) => isNamed(hit, name))), ...(one.only === true ? agreements.filter((hit) => !one.finds.some((name) => isNamed(hit, name))).map(nameOf) : [])],
      twice: hits.length - new Set(hits.map((hit) => hit.id)).size,
      ...(one.tier === undefined ? {} : { tier: hits[0]?.tier }), ...(one.place === undefined ? {} : { place: hits[0]?.place }), ...(one.total === undefined ? {} : { total }),
    }).toEqual({
      missing: [], unwanted: [], twice: 0, ...(one.tier === undefined ? {} : { tier: one.tier }), ...(one.place === undefined ? {} : { place: one.place }), ...(one.total === undefined ? {} : { total: one.total }),
    });
  });
});
