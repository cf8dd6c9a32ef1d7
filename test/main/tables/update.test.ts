import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { digest, dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import type { TableReport } from '../../../src/main/tables/import.ts';
import { nest } from '../../../src/shared/records/nest.ts';
import { setFields, voidRecord } from '../../../src/main/register/write.ts';
import type { Json } from '../../../src/shared/json.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { openRegister, projectors, type Register } from '../../support/register.ts';
import { imported, mappingOf } from '../../support/tables.ts';

const MAPPING = mappingOf({
  key: ['no'], dateForms: ['iso'], titles: [{ template: '{title}', language: 'en' }, { template: '{ru}', language: 'ru', courtesy: true }],
  values: { dateSigned: { column: 'signed' }, placeSigned: { column: 'place' }, notes: { column: 'notes' } },
  parties: [{ name: 'parties', separator: ';', partnerKind: 'state' }], fields: [{ column: 'fields', separator: ';' }], previousNos: [{ column: 'old', separator: ';' }],
  events: [{ type: 'terminated', date: 'ended' }],
});

const HEADER = 'no,title,ru,signed,place,notes,parties,fields,old,ended';
const FIRST = `${HEADER}
1,Trade,Торговля,2001-01-01,Tashkent,first,A;B,ECON;CULT,1-a;1-b,2020-01-01
2,Post,,2002-02-02,Samarkand,,A;C,,,
3,Borders,,,,,B;C,,,
`;

const idOf = (register: Register, key: string): string => register.db.prepare('SELECT agreement FROM agreement_external_id WHERE key = ?').pluck().get(key) as string;
const shown = (register: Register, key: string): Readonly<Record<string, Json>> => nest('agreement', readView(register.db, idOf(register, key))?.fields ?? new Map());
const entries = (register: Register): number => register.db.prepare('SELECT count(*) FROM entry').pluck().get() as number;
const names = (register: Register, key: string): unknown => register.db.prepare('SELECT name FROM agreement_party JOIN partner ON partner.id = partner WHERE agreement = ? ORDER BY name').pluck().all(idOf(register, key));
const depsOf = (register: Register) => ({ ...register, vocabularies: () => baseline });
const set = (register: Register, key: string, fields: Readonly<Record<string, Json>>): void => {
  const done = setFields(depsOf(register), idOf(register, key), fields, undefined, 'Desk officer');
  if (!done.ok) throw new Error(done.error.message);
};
const changesOf = ({ changes }: TableReport): unknown => changes.map(({ row, field, from, to }) => [row, field, from, to]);

async function opened(): Promise<Register> {
  const register = openRegister();
  await imported(register, FIRST, MAPPING);
  return register;
}

describe('a table that comes again', () => {
  it('writes only what it changed, field by field, and shows it', async () => {
    const register = await opened();
    const before = entries(register);
    const again = await imported(register, FIRST.replace('2001-01-01,Tashkent', '2001-01-02,Tashkent').replace('Samarkand,', 'Bukhara,new'), MAPPING);
    expect([again.imported, again.updated, again.skipped, changesOf(again), again.totals.changes]).toEqual([0, 2, 1, [
      [2, 'dateSigned', '2001-01-01', '2001-01-02'], [3, 'placeSigned', 'Samarkand', 'Bukhara'], [3, 'notes', null, 'new'],
    ], 3]);
    const lines = (register.db.prepare('SELECT line FROM entry ORDER BY id').pluck().all() as string[]).slice(before).map((line) => JSON.parse(line) as { d: object; g: string });
    expect([lines.map(({ d }) => Object.keys(d).sort()), new Set(lines.map(({ g }) => g))]).toEqual([[['dateSigned', 'externalIds[row]'], ['externalIds[row]', 'notes', 'placeSigned']], new Set([again.action])]);
    expect(shown(register, '1')).toMatchObject({ dateSigned: '2001-01-02', placeSigned: 'Tashkent', notes: 'first' });
  });

  it('follows texts, codes, numbers, parties and events, each by itself', async () => {
    const register = await opened();
    const again = await imported(register, FIRST.replace('1,Trade,Торговля', '1,Commerce,').replace('A;B,ECON;CULT,1-a;1-b,2020-01-01', 'B;D,CULT;EDU,1-b;1-c,2021-02-02'), MAPPING);
    expect(changesOf(again)).toEqual([
      [2, 'date', '2020-01-01', '2021-02-02'],
      [2, 'previousNos[3]', '1-a', '1-c'],
      [2, 'titleForms[1]', { text: 'Trade', language: 'en', script: 'Latn' }, { text: 'Commerce', language: 'en', script: 'Latn' }],
      [2, 'titleForms[2]', { text: 'Торговля', language: 'ru', script: 'Cyrl', courtesy: true }, null],
      [2, 'parties[1]', { partner: expect.any(String) as string }, null],
      [2, 'parties[5]', null, { partner: expect.any(String) as string }],
      [2, 'fields[ECON]', true, null],
      [2, 'fields[EDU]', null, true],
    ]);
    expect([names(register, '1'), shown(register, '1')]).toEqual([['B', 'D'], expect.objectContaining({
      titleForms: [{ id: '1', text: 'Commerce', language: 'en', script: 'Latn' }], fields: ['CULT', 'EDU'], previousNos: [{ id: '3', value: '1-c' }, { id: '4', value: '1-b' }],
    })]);
    expect(again.created).toEqual({ partner: 1, event: 0 });
    expect((await imported(register, FIRST, MAPPING)).updated).toBe(1);
    expect(names(register, '1')).toEqual(['A', 'B']);
  });

  it('clears a field and voids an event whose cells were emptied', async () => {
    const register = await opened();
    await imported(register, FIRST.replace('first,', ',').replace('2020-01-01', ''), MAPPING);
    const events = register.db.prepare('SELECT r.voided FROM agreement_event e JOIN record r ON r.id = e.id').pluck().all();
    expect([shown(register, '1').notes, events]).toEqual([undefined, [1]]);
  });

  it('keeps what a person changed since, reports it, and still takes the rest', async () => {
    const register = await opened();
    set(register, '1', { placeSigned: 'Khiva', 'parties[1].capacity': 'guarantor' });
    const next = FIRST.replace('2001-01-01,Tashkent,first,A;B', '2003-03-03,Nukus,first,B');
    const again = await imported(register, next, MAPPING);
    expect([again.kept.map(({ field, before, table, register: now }) => [field, before, table, now]), changesOf(again), shown(register, '1').placeSigned]).toEqual([
      [['parties[1]', { partner: expect.any(String) as string }, null, { partner: expect.any(String) as string, capacity: 'guarantor' }], ['placeSigned', 'Tashkent', 'Nukus', 'Khiva']],
      [[2, 'dateSigned', '2001-01-01', '2003-03-03']], 'Khiva',
    ]);
    expect((await imported(register, next, MAPPING)).skipped).toBe(3);
  });

  it('writes over what a person changed where it is told to', async () => {
    const register = await opened();
    set(register, '1', { placeSigned: 'Khiva' });
    const again = await imported(register, FIRST.replace('Tashkent', 'Nukus'), MAPPING, { overwrite: true });
    expect([again.totals.kept, shown(register, '1').placeSigned]).toEqual([0, 'Nukus']);
  });

  it('says nothing where a person wrote the same already', async () => {
    const register = await opened();
    set(register, '1', { placeSigned: 'Nukus' });
    const before = digest(register.db);
    const again = await imported(register, FIRST.replace('Tashkent', 'Nukus'), MAPPING);
    expect([again.updated, again.totals.kept, again.totals.changes, digest(register.db) === before]).toEqual([0, 0, 0, true]);
  });

  it('never writes where offices differ, not even over', async () => {
    const register = await opened();
    register.write(idOf(register, '1'), 'agreement', { placeSigned: 'Khiva' });
    const again = await imported(register, FIRST.replace('Tashkent', 'Nukus'), MAPPING, { overwrite: true });
    expect(again.kept.map(({ field }) => field)).toEqual(['placeSigned']);
  });

  it('leaves a voided record and what people added alone', async () => {
    const register = await opened();
    set(register, '1', { 'previousNos[x]': 'by hand', forum: 'Forum' });
    voidRecord(depsOf(register), idOf(register, '2'), 'not ours', 'Desk officer');
    register.add('event', { agreement: idOf(register, '1'), type: 'suspended', date: '2010' });
    const again = await imported(register, FIRST.replace('1-a;1-b', '').replace('Samarkand', 'Khiva'), MAPPING);
    expect([again.updated, again.skipped, shown(register, '1').previousNos, shown(register, '1').forum, register.db.prepare(`SELECT count(*) FROM agreement_event`).pluck().get()]).toEqual([1, 2, [{ id: 'x', value: 'by hand' }], 'Forum', 2]);
  });

  it('reports rows that are gone and removes nothing', async () => {
    const register = await opened();
    const again = await imported(register, FIRST.split('\n').filter((line) => !line.startsWith('2,')).join('\n'), MAPPING);
    expect([again.gone, again.totals.gone, readView(register.db, idOf(register, '2'))?.voided]).toEqual([['2'], 1, null]);
  });

  it('takes a column that the mapping reads from now on', async () => {
    const register = openRegister();
    const { notes: _, ...fewer } = MAPPING.values;
    await imported(register, FIRST, { ...MAPPING, values: fewer });
    expect(changesOf(await imported(register, FIRST, MAPPING))).toEqual([[2, 'notes', null, 'first']]);
  });

  it('shows the same in a dry run, and the tables made anew are the same', async () => {
    const register = await opened();
    set(register, '1', { placeSigned: 'Khiva' });
    const next = FIRST.replace('Tashkent', 'Nukus').replace('Trade', 'Commerce').replace('A;C', 'A;D');
    const before = dumpHash(register.db, projectors);
    const { action: _, ...dry } = await imported(register, next, MAPPING, { dryRun: true });
    expect(dumpHash(register.db, projectors)).toBe(before);
    const { action: __, ...done } = await imported(register, next, MAPPING);
    const withoutIds = (report: object): unknown => JSON.parse(JSON.stringify(report).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'));
    expect(withoutIds({ ...dry, dryRun: false })).toEqual(withoutIds(done));
    const after = dumpHash(register.db, projectors);
    for (const order of ['arrival', 'reverse', 'reference'] as const) {
      rebuild(register.db, projectors, order);
      expect(dumpHash(register.db, projectors)).toBe(after);
    }
  });
});
