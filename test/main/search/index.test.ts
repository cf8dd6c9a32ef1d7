import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '../../../src/main/changes/rebuild.ts';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { indexAgain } from '../../../src/main/documents/indexAgain.ts';
import { waiting } from '../../../src/main/search/due.ts';
import { finishIndexing, indexDue, openIndexing } from '../../../src/main/search/indexing.ts';
import { clearIndex, indexSlice } from '../../../src/main/search/keeping.ts';
import { sourceOf } from '../../../src/main/search/sources.ts';
import { verifyIndex } from '../../../src/main/search/verify.ts';
import { wordsOf } from '../../../src/shared/fold/words.ts';
import { fold } from '../../../src/shared/fold.ts';
import { projectors } from '../../../src/main/engine/projectors.ts';
import { newOfficeAt, type Office } from '../../support/officeAt.ts';
import { tempFolder } from '../../support/temp.ts';
import { mixed } from '../../search/mixed.ts';

const title = (text: string) => ({ titleForms: [{ text, language: 'en', script: 'Latn' }] });
const named = (...names: string[]) => ({ partnerKind: 'city', nameForms: names.map((text) => ({ text, language: 'en', script: 'Latn' })) });

async function newOffice(): Promise<Office> {
  const folder = tempFolder();
  return newOfficeAt('uz-bu', { folder: join(folder, 'store'), stateFolder: join(folder, 'state') });
}

async function found(office: Office, query: string): Promise<readonly string[]> {
  return (await office.do('search', { query })).hits.map((hit) => hit.id).sort();
}

function indexAll(db: WritableDB): void {
  const indexing = openIndexing(db);
  for (let taken = 1; taken > 0;) taken = indexDue(indexing, 1_000);
  finishIndexing(indexing);
}

const dump = (db: WritableDB): unknown => db.prepare('SELECT record, kind, fingerprint, names, facets FROM search_doc ORDER BY record').all();
const noProblems = (office: Office): readonly string[] => verifyIndex(office.store().db, () => undefined);

describe('the search index', () => {
  let office: Office;
  beforeAll(async () => { office = await newOffice(); });
  afterAll(() => office.close());

  it('has a small action in it when it is answered', async () => {
    const { id } = await office.do('record.add', { kind: 'agreement', value: title('Memorandum on beekeeping') });
    expect(await found(office, 'beekeeping')).toEqual([id]);
    await office.do('record.set', { id, fields: { notes: 'apiculture of the mountains' } });
    expect(await found(office, 'apiculture')).toEqual([id]);
    await office.do('record.set', { id, fields: { 'titleForms[1]': { text: 'Memorandum on silk', language: 'en', script: 'Latn' } } });
    expect([await found(office, 'beekeeping'), await found(office, 'silk')]).toEqual([[], [id]]);
  });

  it('brings the new name of a partner to the agreements that name it', async () => {
    const { id: partner } = await office.do('record.add', { kind: 'partner', value: named('Oldtown') });
    const { id } = await office.do('record.add', { kind: 'agreement', value: { ...title('Twinning of schools'), parties: [{ partner, side: 'theirs' }] } });
    expect(await found(office, 'oldtown schools')).toEqual([id]);
    await office.do('record.set', { id: partner, fields: { 'nameForms[1]': { text: 'Newburgh', language: 'en', script: 'Latn' }, country: 'FR' } });
    expect([await found(office, 'oldtown'), await found(office, 'newburgh schools'), await found(office, 'Франция schools')]).toEqual([[], [id], [id]]);
    expect(await found(office, 'newburgh')).toEqual([partner, id].sort());
  });

  it('brings a note of an event to its agreement, and takes it away with the event', async () => {
    const { id } = await office.do('record.add', { kind: 'agreement', value: title('Agreement on ferries') });
    const { id: event } = await office.do('record.add', { kind: 'event', value: { agreement: id, type: 'signed', date: '2020-01-02', note: 'signed aboard the Sogdiana' } });
    expect(await found(office, 'sogdiana')).toEqual([id]);
    const { id: other } = await office.do('record.add', { kind: 'agreement', value: title('Agreement on harbours') });
    await office.do('record.set', { id: event, fields: { agreement: other } });
    expect(await found(office, 'sogdiana')).toEqual([other]);
    await office.do('record.void', { id: event, reason: 'entered twice' });
    expect(await found(office, 'sogdiana')).toEqual([]);
  });

  it('finds a document by its files and by their text, and says on which page', async () => {
    const sha256 = 'ab'.repeat(32);
    const { id: of } = await office.do('record.add', { kind: 'agreement', value: title('Agreement on bridges') });
    const { id: document } = await office.do('record.add', { kind: 'document', value: { of, title: 'Signed text' } });
    await office.do('record.add', { kind: 'attachment', value: { document, sha256, name: 'skan-0042.pdf' } });
    expect(await found(office, 'skan 0042')).toEqual([document]);
    const { db } = office.store();
    db.prepare(`INSERT INTO content_text (sha256, page, text, by) VALUES (?, 1, 'Биринчи бет', 'file'), (?, 2, 'Томонлар кўприклар қурилишини молиялаштиради', 'file')`).run(sha256, sha256);
    indexAgain(db, sha256);
    expect(await office.do('search', { query: "ko'priklar" })).toMatchObject({ total: 0, waiting: 1 });
    await office.do('search.catchUp', {});
    const [hit] = (await office.do('search', { query: "ko'priklar qurilishi" })).hits;
    expect({ id: hit?.id, place: hit?.place, snippet: hit?.snippet }).toEqual({ id: document, place: 'text', snippet: { text: 'Томонлар кўприклар қурилишини молиялаштиради', marks: [[9, 18], [19, 29]], page: 2 } });
  });

  it('finds every record by every word of its title', async () => {
    const ids = new Map<string, string>();
    for (const value of Object.values(mixed)) ids.set((await office.do('record.add', { kind: 'agreement', value })).id, (value.titleForms as [{ text: string }])[0].text);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...ids), fc.nat(), async ([id, text], at) => {
      const words = [...wordsOf(fold(text))];
      const { hits } = await office.do('search', { query: words[at % words.length] ?? '', limit: 200 });
      expect(hits.filter((hit) => hit.id === id).map((hit) => hit.place)).toEqual(['title']);
    }), { numRuns: 150 });
  });

  it('holds what the records say, and tells where it does not', async () => {
    const { db } = office.store();
    expect(noProblems(office)).toEqual([]);
    const { id, record } = db.prepare(`SELECT id, record FROM search_doc WHERE kind = 'agreement' LIMIT 1`).get() as { id: number; record: string };
    db.prepare('DELETE FROM search_index WHERE rowid = ?').run(id);
    db.prepare(`INSERT INTO search_due (turn, record) VALUES (1, ?)`).run(record);
    expect(noProblems(office)).toEqual([]);
    db.exec('DELETE FROM search_due');
    expect(noProblems(office)[0]).toBe(`The search index has lost the words of agreement ${record}.`);
    db.prepare(`UPDATE search_doc SET fingerprint = 'other' WHERE record = ?`).run(record);
    expect(noProblems(office)[0]).toBe(`The search index does not hold what agreement ${record} says.`);
    await office.do('store.rebuild', {});
    await office.do('search.catchUp', {});
    expect([noProblems(office), (await office.do('store.verify', {})).problems.filter((problem) => problem.includes('search index'))]).toEqual([[], []]);
  });

  it('is the same after a rebuild, in whatever order the entries come', () => {
    const { db } = office.store();
    const before = dump(db);
    for (const order of ['arrival', 'reverse', 'reference'] as const) {
      db.transaction(() => {
        clearIndex(db);
        rebuild(db, projectors, order);
        indexAll(db);
      })();
      expect(dump(db)).toEqual(before);
    }
    expect(noProblems(office)).toEqual([]);
  });

  it('goes on where it was cut off: what is due is due in the next session too', async () => {
    const { db } = office.store();
    const [record] = db.prepare(`SELECT id FROM record WHERE kind = 'agreement'`).pluck().all() as string[];
    db.prepare('INSERT INTO search_due (turn, record) VALUES (1, ?)').run(record);
    await expect(indexSlice({ db, now: () => 0, yieldTurn: () => Promise.reject(new Error('the process ends')) })).resolves.toBe(1);
    db.prepare('INSERT INTO search_due (turn, record) VALUES (1, ?)').run(record);
    let looks = 0;
    await expect(indexSlice({ db, now: () => (looks++) * 1_000, yieldTurn: () => Promise.reject(new Error('the process ends')) })).rejects.toThrow('the process ends');
    expect(waiting(db, 10)).toBe(1);
    await office.reopen();
    expect((await office.do('search.catchUp', {})).indexed + waiting(office.store().db, 10)).toBeLessThanOrEqual(1);
    expect(waiting(office.store().db, 10)).toBe(0);
  });
});

describe('a large job', () => {
  it('leaves its records due, is indexed meanwhile, and searches say how many wait', async () => {
    const office = await newOffice();
    const search = join(import.meta.dirname, '../../search');
    await office.do('tables.import', { file: join(search, 'twinnings.csv'), kind: 'agreement', map: join(import.meta.dirname, '../../../docs/examples/twinnings.json') });
    const { waiting: left } = await office.do('search', { query: 'istanbul' });
    expect(left).toBeGreaterThan(500);
    while (waiting(office.store().db, 1) > 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect([(await office.do('search', { query: 'istanbul' })).waiting, noProblems(office)]).toEqual([0, []]);
    await office.close();
  });
});

describe('what a record is found by', () => {
  it('leaves out codes, addresses and ids of records', async () => {
    const office = await newOffice();
    const { id } = await office.do('record.add', { kind: 'agreement', value: { ...title('One'), registerNo: '7/2020', instrument: 'MOU', links: [{ url: 'https://example.org/two' }], references: [{ text: 'Series 3', url: 'https://example.org/four' }], dateSigned: { certainty: 'inferred', date: '2020-05' } } });
    expect(sourceOf(office.store().db, id)).toEqual({
      id, kind: 'agreement', title: 'One', names: null,
      texts: [{ place: 'text', text: '2020-05' }, { place: 'text', text: 'Series 3' }, { place: 'number', text: '7/2020' }, { place: 'title', text: 'One' }],
      filters: [['kind', 'agreement'], ['instrument', 'MOU'], ['year', '2020']],
    });
    await office.close();
  });
});
