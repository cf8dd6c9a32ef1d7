import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listAgreements } from '../../../src/main/agreements/repository.ts';
import { readView } from '../../../src/main/changes/apply.ts';
import { digest, dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { listPartners } from '../../../src/main/partners/repository.ts';
import type { TableReport } from '../../../src/main/tables/import.ts';
import { parseMapping, type Mapping } from '../../../src/main/tables/mapping.ts';
import { titleOf } from '../../../src/shared/records/titles.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';
import { sharedFile } from '../../support/sharedData.ts';
import { importFile, imported, mappingOf } from '../../support/tables.ts';
import { tempFolder } from '../../support/temp.ts';

const TREATIES = mappingOf({
  key: ['no'], dateForms: ['dd/mm/yyyy'], titles: [{ template: '{title}', language: 'en' }], values: { dateSigned: { column: 'signed' } },
  parties: [{ name: 'parties', separator: ';', partnerKind: 'state' }], events: [{ type: 'terminated', date: 'ended' }],
});

const TABLE = `no,title,signed,ended,parties
1,Trade,12/11/1895,29/10/1907,ARGENTINA ; UNITED KINGDOM
2,Post,07/07/1857,,SPAIN ; United Kingdom ; SPAIN
3,Borders,31/04/1980,,FRANCE ; SPAIN
4,,01/01/1900,,ITALY
2,Twice,01/01/1900,,ITALY

5,Peace,01/01/1900,,ITALY ; SPAIN
`;

const EXAMPLES = join(import.meta.dirname, '../../../docs/examples');

const exampleMapping = (name: string): Mapping => {
  const mapping = parseMapping(readFileSync(join(EXAMPLES, name), 'utf8'));
  if (!mapping.ok) throw new Error(mapping.error.message);
  return mapping.value;
};

/** What most tests look at. */
const brief = ({ imported: fresh, updated, skipped, refused, created }: TableReport): unknown => ({ imported: fresh, updated, skipped, refused: refused.map(({ row, column, reason }) => [row, column, reason]), created });

const countOf = (register: Register, sql: string): number => register.db.prepare(sql).pluck().get() as number;

describe('a table that is brought in', () => {
  it('becomes agreements, partners and events; every row that does not is named with the reason', async () => {
    const register = openRegister();
    expect(brief(await imported(register, TABLE, TREATIES))).toEqual({
      imported: 3, updated: 0, skipped: 0,
      refused: [
        [4, 'signed', '"31/04/1980" has the day 31; 04.1980 has 30 days.'],
        [5, null, 'The row gives the agreement neither a title nor a number.'],
        [6, 'no', 'The key "2" stands in row 3 too.'],
      ],
      created: { partner: 4, event: 1 },
    });
    const page = listAgreements(register.db, { limit: 10, sort: 'title', today: '2026-01-01' });
    expect(page.ok ? page.value.items.map((item) => [item.title, item.dateSigned, item.status]) : []).toEqual([['Peace', '1900-01-01', 'signed'], ['Post', '1857-07-07', 'signed'], ['Trade', '1895-11-12', 'terminated']]);
  });

  it('takes a partner that a row names twice once', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    expect(countOf(register, `SELECT count(*) FROM agreement_party p JOIN agreement a ON a.id = p.agreement WHERE a.title = 'Post'`)).toBe(2);
  });

  it('is one action of one author', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    const lines = (register.db.prepare('SELECT line FROM entry').pluck().all() as string[]).map((line) => JSON.parse(line) as { g: string; u: string });
    expect([lines.length, new Set(lines.map((line) => line.g)).size, new Set(lines.map((line) => line.u))]).toEqual([8, 1, new Set(['Archivist'])]);
  });

  it('changes nothing the second time', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    const before = digest(register.db);
    const again = await imported(register, TABLE, TREATIES);
    expect([again.imported, again.skipped, again.action, again.totals, again.created, digest(register.db) === before]).toEqual([0, 3, null, { refusedRows: 3, problems: 3, changes: 0, kept: 0, voided: 0, gone: 0 }, { partner: 0, event: 0 }, true]);
  });

  it('keeps a row as known whose agreement was voided', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    const id = register.db.prepare(`SELECT id FROM agreement WHERE title = 'Post'`).pluck().get() as string;
    register.write(id, 'agreement', { $void: { reason: 'not ours', seen: [...new Set([...(readView(register.db, id)?.heads.values() ?? [])].flat())].sort() } });
    expect((await imported(register, TABLE, TREATIES)).skipped).toBe(3);
  });

  it('reports the same in a dry run and writes nothing', async () => {
    const register = openRegister();
    const before = dumpHash(register.db, projectors);
    const dry = await imported(register, TABLE, TREATIES, { dryRun: true });
    expect([dumpHash(register.db, projectors) === before, countOf(register, 'SELECT count(*) FROM entry')]).toEqual([true, 0]);
    expect(await imported(register, TABLE, TREATIES)).toEqual({ ...dry, dryRun: false, action: expect.any(String) as string });
  });

  it('knows rows without a key by the whole row', async () => {
    const register = openRegister();
    const mapping = mappingOf({ titles: [{ template: '{title}' }] });
    const report = await imported(register, 'title\nA\nB\nA\n', mapping);
    expect([report.imported, report.refused.map(({ row, reason }) => [row, reason]), (await imported(register, 'title\nC\nB\nA\n', mapping)).imported]).toEqual([2, [[4, 'The row repeats row 2.']], 1]);
  });

  it('of another source is another table', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    expect((await imported(register, TABLE, { ...TREATIES, source: 'another' })).imported).toBe(3);
  });

  it('leaves nothing behind when it is stopped, in whatever slice', async () => {
    const register = openRegister();
    const rows = Array.from({ length: 1_000 }, (_, i) => `${String(i)},T${String(i)},,,A ; B`).join('\n');
    const path = join(tempFolder(), 'long.csv');
    writeFileSync(path, `no,title,signed,ended,parties\n${rows}\n`);
    const before = dumpHash(register.db, projectors);
    for (const slices of [0, 1, 5]) {
      const stop = new AbortController();
      let turns = 0;
      if (slices === 0) stop.abort();
      const yieldTurn = (): Promise<void> => {
        turns += 1;
        if (turns === slices) stop.abort();
        return Promise.resolve();
      };
      const done = await importFile(register, path, TREATIES, { signal: stop.signal, yieldTurn });
      expect([done.ok ? '' : done.error.type, register.db.inTransaction, dumpHash(register.db, projectors) === before]).toEqual(['Cancelled', false, true]);
    }
    expect((await importFile(register, path, TREATIES)).ok).toBe(true);
  });

  it('leaves nothing behind when its end is damaged', async () => {
    const register = openRegister();
    const rows = Array.from({ length: 500 }, (_, i) => `${String(i)},T${String(i)},,,A ; B`).join('\n');
    const path = join(tempFolder(), 'damaged.csv');
    writeFileSync(path, `no,title,signed,ended,parties\n${rows}\n501,"open`);
    const done = await importFile(register, path, TREATIES);
    expect([done.ok ? '' : done.error.type, register.db.inTransaction, countOf(register, 'SELECT count(*) FROM entry')]).toEqual(['TableMalformed', false, 0]);
  });

  it('gives the same tables when they are made anew', async () => {
    const register = openRegister();
    await imported(register, TABLE, TREATIES);
    const before = dumpHash(register.db, projectors);
    for (const order of ['arrival', 'reverse', 'reference'] as const) {
      rebuild(register.db, projectors, order);
      expect(dumpHash(register.db, projectors)).toBe(before);
    }
  });

  it('of partners marks those that may be known, and is known again itself', async () => {
    const register = openRegister();
    const known = register.add('partner', { partnerKind: 'city', nameForms: [{ text: 'Samarqand', language: 'uz', script: 'Latn' }] });
    const mapping = mappingOf({ kind: 'partner', source: 'cities', key: ['code'], names: [{ template: '{name}', language: 'uz' }], values: { partnerKind: { constant: 'city' }, country: { column: 'country' } } });
    const csv = 'code,name,country\nsam,Самарқанд,UZ\nbux,Buxoro,Узбекистан\nxxx,,UZ\nyyy,Xiva,Atlantis\n';
    expect(brief(await imported(register, csv, mapping))).toEqual({
      imported: 2, updated: 0, skipped: 0, created: { partner: 0, event: 0 },
      refused: [[4, null, 'The row gives the partner no name.'], [5, 'country', 'Expected an ISO 3166-1 code such as UZ, found "Atlantis".']],
    });
    const samarkand = register.db.prepare(`SELECT partner FROM partner_external_id WHERE key = 'sam'`).pluck().get() as string;
    expect(readView(register.db, samarkand)?.fields.get(`possibleDuplicateOf[${known}]`)).toBe(true);
    expect((await imported(register, csv, mapping)).skipped).toBe(2);
  });
});

/** The small part that is kept here, and the whole where it is beside the repository. */
function inputs<T>(name: string, sample: T, whole: T): readonly (readonly [what: string, path: string, expected: T])[] {
  const shared = sharedFile(`${name}.csv`);
  return [['a small part', join(import.meta.dirname, `${name}.csv`), sample], ...(shared === null ? [] : [['the whole', shared, whole] as const])];
}

describe('the mappings that ship', () => {
  it.each(inputs('uk-treaties', { rows: 3 }, { rows: 8_096 }))('bring in %s of the treaties: every row, with partners, events and references', async (_, path, { rows }) => {
    const register = openRegister();
    const mapping = exampleMapping('uk-treaties.json');
    const report = await importFile(register, path, mapping);
    if (!report.ok) throw new Error(report.error.message);
    expect([report.value.imported, report.value.refused]).toEqual([rows, []]);
    const first = register.db.prepare(`SELECT agreement FROM agreement_external_id WHERE key = 'bcaa7fcd-1d66-4cac-ae8e-e25457c8be77'`).pluck().get() as string;
    const view = readView(register.db, first);
    const parties = register.db.prepare('SELECT name FROM agreement_party JOIN partner ON partner.id = partner WHERE agreement = ? ORDER BY name').pluck().all(first);
    expect([view === null ? '' : titleOf('agreement', view.fields), view?.fields.get('dateSigned'), view?.fields.get('notes'), parties]).toEqual([
      'Additional Articles to the Parcel Post Convention of June 28,1889, between Great Britain and the Argentine Republic', '1895-11-12', 'Subject: POSTAL\nType: BI', ['ARGENTINA', 'UNITED KINGDOM'],
    ]);
    const argentina = register.db.prepare(`SELECT id FROM partner WHERE name = 'ARGENTINA'`).pluck().get() as string;
    const page = listAgreements(register.db, { limit: 1, where: { partner: argentina }, today: '2026-01-01' });
    expect(page.ok && page.value.items[0]?.status).toBe('terminated');
    const again = await importFile(register, path, mapping);
    expect(again.ok && [again.value.imported, again.value.skipped]).toEqual([0, rows]);
  });

  it.each(inputs('twinnings', { rows: 4, cities: 5, sharedNames: 1 }, { rows: 17_401, cities: 10_055, sharedNames: 246 }))('bring in %s of the twinnings: every row, with cities of one name kept apart', async (_, path, { rows, cities, sharedNames }) => {
    const register = openRegister();
    const report = await importFile(register, path, exampleMapping('twinnings.json'));
    if (!report.ok) throw new Error(report.error.message);
    expect(brief(report.value)).toEqual({ imported: rows, updated: 0, skipped: 0, refused: [], created: { partner: cities, event: 0 } });
    const bostons = listPartners(register.db, { limit: 10, where: { title: 'Boston' } });
    expect([countOf(register, 'SELECT count(*) FROM (SELECT name FROM partner GROUP BY name HAVING count(*) > 1)'), bostons.ok && bostons.value.total]).toEqual([sharedNames, 2]);
    expect(countOf(register, `SELECT count(*) FROM agreement WHERE title = 'Twinning of Boston and Boston'`)).toBe(1);
  });
});
