import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { serve } from '../../../src/main/engine/engine.ts';
import { newOffice, storeDeps, testContext, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

const MAPPING = { format: 'bitim-mapping/1', kind: 'agreement', source: 'register', key: ['no'], titles: [{ template: '{title}', language: 'en' }], parties: [{ name: 'party', partnerKind: 'state' }] };

async function withTable(rows: readonly string[]): Promise<{ readonly office: Office; readonly folder: string; readonly write: (name: string, rows: readonly string[]) => string }> {
  const office = await newOffice('uz-bu');
  const folder = tempFolder();
  const write = (name: string, given: readonly string[]): string => {
    writeFileSync(join(folder, name), `no,title,party\n${given.join('\n')}\n`);
    return join(folder, name);
  };
  writeFileSync(join(folder, 'map.json'), JSON.stringify(MAPPING));
  await office.do('tables.mappings.save', { name: 'yearly', map: join(folder, 'map.json'), table: write('first.csv', rows) });
  await office.do('tables.import', { file: join(folder, 'first.csv'), kind: 'agreement' });
  await office.do('search.catchUp', {});
  return { office, folder, write };
}

const titles = async (office: Office): Promise<readonly string[]> => (await office.do('record.list', { kind: 'agreement', sort: 'title', limit: 50 })).items.map(({ title }) => title);

describe('the hits of a search as a table', () => {
  const ROWS = ['1,Trade with Samarkand,Tajikistan', '2,Roads,Samarkand', '3,Samarkand agreement,Kazakhstan', '4,Water,Tajikistan'];

  it.each(['csv', 'xlsx'])('has them in their order in %s, and says that they are all', async (format) => {
    const { office, folder } = await withTable(ROWS);
    const { hits } = await office.do('search', { query: 'samarqand', kind: 'agreement' });
    const out = join(folder, `hits.${format}`);
    const done = await office.do('tables.export', { kind: 'agreement', out, search: 'samarqand', columns: ['id', 'title', 'parties', 'status'] });
    const rows = format === 'xlsx' ? await readSheet(out) : readFileSync(out, 'utf8').trim().split(/\r?\n/).map((line) => line.split(';'));
    expect([done.rows, done.search, hits.map(({ title }) => title).sort(), rows.slice(1)]).toEqual([
      3, { capped: false, waiting: 0 }, ['Roads', 'Samarkand agreement', 'Trade with Samarkand'],
      hits.map(({ id, title }) => [id, title, expect.stringMatching(/Tajikistan|Samarkand|Kazakhstan/) as string, expect.any(String) as string]),
    ]);
  });

  it('is narrowed as a search is, holds all fields where that is asked for, and is refused without a word or with another order', async () => {
    const { office, folder } = await withTable(ROWS);
    const out = join(folder, 'a.csv');
    const partner = (await office.do('search', { query: 'kazakhstan', kind: 'partner' })).hits[0]?.id ?? '';
    expect(await office.do('tables.export', { kind: 'agreement', out, search: 'samarkand', where: { partner }, complete: true })).toMatchObject({ rows: 1 });
    expect(readFileSync(out, 'utf8').split(/\r?\n/)[0]).toContain('bitim:id');
    const refusals = [await office.try('tables.export', { kind: 'agreement', out: `${out}1`, search: ' - ' }), await office.try('tables.export', { kind: 'agreement', out: `${out}2`, search: 'a', where: { placeSigned: 'x' } }), await office.try('tables.export', { kind: 'agreement', out: `${out}3`, search: 'a', sort: 'title' })];
    expect([refusals.map((one) => (one.ok ? 'ok' : one.error.type)), readdirSync(folder).filter((name) => name.startsWith('a.csv'))]).toEqual([['QueryEmpty', 'FilterUnknown', 'InvalidInput'], ['a.csv']]);
  });

  it('leaves nothing behind where it is stopped', async () => {
    const { office, folder } = await withTable(ROWS);
    const before = readdirSync(folder);
    const engine = serve(office.store(), storeDeps());
    const answer = await engine.call('tables.export', { kind: 'agreement', out: join(folder, 'hits.xlsx'), search: 'samarkand' }, { ...testContext(), signal: AbortSignal.abort() });
    expect([answer.ok ? 'ok' : answer.error.type, readdirSync(folder)]).toEqual(['Cancelled', before]);
  });
});

describe('a kept mapping that is used by itself', () => {
  const ROWS = ['1,Trade,France', '2,Roads,Italy', '3,Water,Spain', '4,Post,Greece', '5,Borders,Egypt'];
  const NEXT_YEAR = ['1,Visas,Poland', '2,Schools,Japan', '3,Railways,India', '4,Energy,Brazil', '6,Culture,Kenya'];

  it('writes nothing over the register of last year, and says what to do', async () => {
    const { office, write } = await withTable(ROWS);
    const file = write('second.csv', NEXT_YEAR);
    const before = await office.do('store.digest', {});
    for (const dryRun of [true, false]) {
      expect(await office.try('tables.import', { file, kind: 'agreement', dryRun })).toEqual({ ok: false, error: { type: 'MappingDoubtful', message: 'The table was not brought in. 4 of its 4 rows that are known by their keys have another title or other parties than before: '
        + 'it looks like another table than "register", for which the mapping "yearly" is kept. If it is another one, name it with --source NAME; if it is the same, say --mapping "yearly". Nothing was changed.' } });
    }
    expect(await office.do('store.digest', {})).toEqual(before);
    expect(await office.do('tables.import', { file, kind: 'agreement', source: 'register 2025' })).toMatchObject({ imported: 5, updated: 0 });
    expect(await titles(office)).toEqual(['Borders', 'Culture', 'Energy', 'Post', 'Railways', 'Roads', 'Schools', 'Trade', 'Visas', 'Water']);
    expect(await office.do('tables.import', { file, kind: 'agreement', source: 'register 2025' })).toMatchObject({ imported: 0, skipped: 5 });
  });

  it('takes them where a person names the mapping', async () => {
    const { office, write } = await withTable(ROWS);
    expect(await office.do('tables.import', { file: write('second.csv', NEXT_YEAR), kind: 'agreement', mapping: 'yearly' })).toMatchObject({ imported: 1, updated: 4 });
  });

  it('takes corrections of a few rows, and what is only added', async () => {
    const { office, write } = await withTable(ROWS);
    expect(await office.do('tables.import', { file: write('second.csv', ROWS.map((row, i) => (i < 2 ? row.replace(/,(\w+),/, ',$1 (corrected),') : row))), kind: 'agreement' })).toMatchObject({ updated: 2, skipped: 3 });
  });
});
