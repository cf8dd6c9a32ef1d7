import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { all, any, beginning, holds, rendered, word } from '../../../src/main/search/expression.ts';
import { search } from '../../../src/main/search/find.ts';
import { collect } from '../../../src/main/search/passes.ts';
import { STRETCH, stretchToken, wordToken } from '../../../src/main/search/tags.ts';
import type { SearchAnswer } from '../../../src/shared/search/answers.ts';
import { searchedOffice, type SearchedOffice } from '../../search/register.ts';
import { newOfficeAt, type Office } from '../../support/officeAt.ts';
import { tempFolder } from '../../support/temp.ts';

/** A clock on which every look takes so many milliseconds. */
const clockOf = (step: number) => {
  let at = 0;
  return () => (at += step);
};

const idsOf = (answer: SearchAnswer): readonly string[] => answer.hits.map((hit) => hit.id);

async function newOffice(): Promise<Office> {
  const folder = tempFolder();
  return newOfficeAt('uz-bu', { folder: join(folder, 'store'), stateFolder: join(folder, 'state') });
}

describe('a search', () => {
  let here: SearchedOffice;
  beforeAll(async () => { here = await searchedOffice(); });
  afterAll(() => here.office.close());

  const asked = (query: string, limit: number, now: () => number): SearchAnswer => {
    const answer = search(here.office.store().reader, { query, where: {}, limit, facets: false }, now);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };

  it.each(['between united', 'bitim', 'sweden', 'spain treaty', 'Samarkand viloyati', 'trade'])('for "%s" puts few records, placed by their words, in the order in which the index gives many', (query) => {
    const together = asked(query, 200, clockOf(0));
    const apart = asked(query, 5, clockOf(0));
    expect(idsOf(apart)).toEqual(idsOf(together).slice(0, 5));
  });

  it('whose time is over fills its page with the newest that it knows of, says that older ones may be missing, and gives no next page', () => {
    const whole = asked('treaty', 200, clockOf(0));
    const hurried = asked('treaty', 20, clockOf(30));
    expect(hurried.hits).toHaveLength(20);
    expect({ incomplete: hurried.incomplete, capped: hurried.capped, next: hurried.next }).toEqual({ incomplete: true, capped: true, next: undefined });
    expect(idsOf(whole)).toEqual(expect.arrayContaining([...idsOf(hurried)]));
    expect(whole.incomplete).toBeUndefined();
  });
});

describe('a beginning of very many words', () => {
  it('stands for the commonest of them, and the answer says that it is incomplete', async () => {
    const office = await newOffice();
    const letters = 'abcdefghijklm';
    const rare = Array.from({ length: 130 }, (_, n) => `brat${letters.charAt(n % 13)}${letters.charAt(Math.floor(n / 13))}q`);
    await office.do('record.add', { kind: 'agreement', value: { titleForms: [{ text: rare.join(' '), language: 'en', script: 'Latn' }] } });
    const common: string[] = [];
    for (const text of ['bratu one', 'bratu two']) common.push((await office.do('record.add', { kind: 'agreement', value: { titleForms: [{ text, language: 'en', script: 'Latn' }] } })).id);
    const many = await office.do('search', { query: 'brat' });
    const fewer = await office.do('search', { query: 'bratu' });
    expect([idsOf(many).filter((id) => common.includes(id)).length, many.hits.length, many.incomplete, idsOf(fewer), fewer.incomplete]).toEqual([2, 3, true, [...common].reverse(), undefined]);
    await office.close();
  });
});

describe('a pass over the index', () => {
  let office: Office;
  let db: WritableDB;
  const [rose, tulip, lily] = ['rose', 'tulip', 'lily'].map((text) => wordToken('strict', 'title', text)) as [string, string, string];
  /** One record in each of the pieces of the index. */
  const rows: readonly (readonly [rowid: number, tokens: readonly string[]])[] = [
    [7, [rose, tulip]], [STRETCH + 1, [rose]], [3 * STRETCH - 1, [rose, lily]], [3 * STRETCH, [tulip]], [9 * STRETCH + 5, [rose, tulip]], [40 * STRETCH, [tulip, lily]],
  ];
  beforeAll(async () => {
    office = await newOffice();
    ({ db } = office.store());
    for (const [rowid, tokens] of rows) {
      db.prepare(`INSERT INTO search_doc (id, record, kind, fingerprint, facets) VALUES (?, ?, 'agreement', '', '{}')`).run(rowid, `r${String(rowid)}`);
      db.prepare('INSERT INTO search_index (rowid, words) VALUES (?, ?)').run(rowid, [...tokens, stretchToken(Math.floor(rowid / STRETCH))].join(' '));
    }
  });
  afterAll(() => office.close());

  const both = all([word(rose), word(tulip)]);
  const expressions = [word(rose), both, any([both, word(lily)]), any([all([word(rose), any([word(lily), both])]), word(lily)]), beginning(tulip.slice(0, 4)), all([any([word(rose), word(lily)]), word(tulip)])].filter((one) => one !== null);

  it('finds in pieces what it finds at once, and what the words of each record say', () => {
    for (const wanted of expressions) {
      for (const unwanted of [null, word(lily), both]) {
        const expected = rows.filter(([, tokens]) => holds(wanted, new Set(tokens)) && (unwanted === null || !holds(unwanted, new Set(tokens)))).map(([rowid]) => rowid).reverse();
        const atOnce = db.prepare('SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC').pluck().all(rendered(wanted, unwanted, null));
        expect([atOnce, collect(db, { wanted, unwanted }, 100, { now: clockOf(0), until: 1 })]).toEqual([expected, { rowids: expected, cut: false }]);
      }
    }
  });

  it('goes on to the end for what few records hold, whatever the time', () => {
    expect(collect(db, { wanted: word(rose), unwanted: null }, 100, { now: clockOf(10), until: 0 })).toEqual({ rowids: [9 * STRETCH + 5, 3 * STRETCH - 1, STRETCH + 1, 7], cut: false });
  });

  it('stops between pieces when its time is over, with the newest', () => {
    expect(collect(db, { wanted: all([beginning(rose.slice(0, 3)), beginning(tulip.slice(0, 3))]) ?? word(rose), unwanted: null }, 100, { now: clockOf(10), until: 0 })).toEqual({ rowids: [], cut: true });
  });

  it('asks for a piece within every AND, for FTS5 looks for the first of each by itself', () => {
    const wanted = any([both, word(lily)]);
    const piece = `("${stretchToken(2)}" OR "${stretchToken(3)}")`;
    expect(wanted === null ? '' : rendered(wanted, null, { from: 2, to: 3 })).toBe(`((("${rose}" AND "${tulip}" AND ${piece}) OR "${lily}") AND ${piece})`);
  });
});
