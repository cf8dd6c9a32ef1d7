import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { importComplete } from '../../../src/main/tables/completeRows.ts';
import { isComplete } from '../../../src/main/tables/complete.ts';
import { exportTable } from '../../../src/main/tables/export.ts';
import type { TableReport } from '../../../src/main/tables/import.ts';
import { openTable } from '../../../src/main/tables/open.ts';
import { recordKinds } from '../../../src/shared/records/registry.ts';
import { ok } from '../../../src/shared/result.ts';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { recordOf } from '../../support/anyRecord.ts';
import { openRegister, type Register } from '../../support/register.ts';
import { tempFolder } from '../../support/temp.ts';

const never = new AbortController().signal;

/** Writes records as a table. */
async function written(register: Register, kind: string, ids: readonly string[], path: string, complete: boolean, columns?: readonly string[]): Promise<void> {
  const done = await exportTable(
    { db: register.db, vocabularies: baseline, newId: () => 'x', yieldTurn: () => Promise.resolve(), progress: () => undefined, signal: never },
    async function* () { yield ok({ items: ids.map((id) => ({ id })), total: ids.length }); },
    { kind, out: path, format: path.endsWith('.xlsx') ? 'xlsx' : 'csv', delimiter: ';', language: 'ru', complete, columns },
  );
  if (!done.ok) throw new Error(done.error.message);
}

async function broughtIn(register: Register, kind: string, path: string, overwrite = false): Promise<TableReport> {
  const table = await openTable(path, {}, (names) => (isComplete(names) ? 1 : 0));
  if (!table.ok) throw new Error(table.error.message);
  const done = await importComplete({ db: register.db, log: register.log, newId: register.newId, yieldTurn: () => Promise.resolve(), progress: () => undefined, signal: never }, table.value, kind, { author: 'Archivist', dryRun: false, overwrite });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

const fieldsOf = (register: Register, ids: readonly string[]): readonly unknown[] => ids.map((id) => Object.fromEntries(readView(register.db, id)?.fields ?? []));

const NASTY = ['=1+1', "'=1+1", "''", '+7 71', '-5', '@x', '00012', '12345678901234567890', '1e5', 'a\nb\r\nc\rd', 'a\nb', 'a\rb', '\n', ' "q";, ', '\t=x', 'مرحبا \u200f', '_x000D_', '\u0001', '＝1', '<&>"\'', '2024', 'TRUE', '#N/A', '\ufeffx', '{"a":1}', 'x'.repeat(40_000), '😀'.repeat(20_000)];

describe('a table with all fields', () => {
  it.each(Object.keys(recordKinds).filter((kind) => kind !== 'term').flatMap((kind) => (['csv', 'xlsx'] as const).map((format) => [kind, format] as const)))('brings %s back from %s with equal fields, whatever they hold', async (kind, format) => {
    const folder = tempFolder();
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.array(recordOf(kind as keyof typeof recordKinds, NASTY), { minLength: 1, maxLength: 3 }), async (records) => {
      const path = join(folder, `${String(++run)}.${format}`);
      const from = openRegister();
      const ids = records.map((fields) => {
        const id = from.newId();
        from.write(id, kind, fields);
        return id;
      });
      await written(from, kind, ids, path, true);
      const into = openRegister();
      const report = await broughtIn(into, kind, path);
      expect([report.refused, report.imported, fieldsOf(into, ids)]).toEqual([[], ids.length, fieldsOf(from, ids)]);
      const again = await broughtIn(into, kind, path);
      expect([again.imported, again.skipped, again.action]).toEqual([0, ids.length, null]);
    }), { numRuns: 3 });
  });

  it.each(['csv', 'xlsx'])('brings every text back from %s as it was', async (format) => {
    const path = join(tempFolder(), `a.${format}`);
    const from = openRegister();
    const ids = NASTY.map((notes) => from.add('agreement', { registerNo: '1', notes: notes.normalize('NFC') }));
    await written(from, 'agreement', ids, path, true);
    const into = openRegister();
    await broughtIn(into, 'agreement', path);
    expect(fieldsOf(into, ids)).toEqual(fieldsOf(from, ids));
  });

  it('keeps what differs here, and writes over it where it is told to', async () => {
    const folder = tempFolder();
    const register = openRegister();
    const id = register.add('agreement', { registerNo: '1', notes: 'first', forum: 'here' });
    await written(register, 'agreement', [id], join(folder, 'a.csv'), true);
    const refs = readView(register.db, id)?.heads;
    register.write(id, 'agreement', { notes: 'second' }, new Map([['notes', refs?.get('notes') ?? []]]));
    const kept = await broughtIn(register, 'agreement', join(folder, 'a.csv'));
    expect([kept.kept.map(({ field, table, register: now }) => [field, table, now]), kept.updated]).toEqual([[['notes', 'first', 'second']], 0]);
    const over = await broughtIn(register, 'agreement', join(folder, 'a.csv'), true);
    expect([over.updated, readView(register.db, id)?.fields.get('notes'), readView(register.db, id)?.conflicts]).toEqual([1, 'first', []]);
  });

  it('refuses what no export writes, by row and column', async () => {
    const folder = tempFolder();
    const register = openRegister();
    const id = register.add('agreement', { registerNo: '1', level: 'twinning', dateSigned: '2024', previousNos: ['x'] });
    await written(register, 'agreement', [id], join(folder, 'a.csv'), true);
    const text = readFileSync(join(folder, 'a.csv'), 'utf8').replace('twinning', 'galactic').replace('2024', '2024-13').replace('{""id"":""1"",""value"":""x""}', 'x').replace(id, 'no id');
    const bent = join(folder, 'b.csv');
    writeFileSync(bent, text);
    const report = await broughtIn(openRegister(), 'agreement', bent);
    expect([report.imported, report.refused.map(({ row, column }) => [row, column])]).toEqual([0, [[2, 'previousNos[1]'], [2, 'level'], [2, 'dateSigned'], [2, 'bitim:id']]]);
  });
});

describe('a table for people', () => {
  const agreement = (register: Register): string => {
    const partner = register.add('partner', { partnerKind: 'city', nameForms: [{ text: 'Бухара', language: 'ru', script: 'Cyrl' }] });
    return register.add('agreement', {
      registerNo: '=12', titleForms: [{ text: 'Соглашение', language: 'ru', script: 'Cyrl' }], level: 'twinning', dateSigned: '2024-05-17', dateInForce: '2024-06', originals: 2, fields: ['ECON', 'EDU'],
      parties: [{ partner, side: 'ours' }], notes: 'two\nlines',
    });
  };
  const COLUMNS = ['id', 'registerNo', 'titleForms', 'level', 'dateSigned', 'dateInForce', 'originals', 'fields', 'parties', 'notes'];
  const label = (code: string): string => baseline.cooperationFields.terms.find((term) => term.code === code)?.labels.ru ?? '';
  const level = baseline.levels.terms.find((term) => term.code === 'twinning')?.labels.ru ?? '';

  it('has labels in the language asked for, and nothing in CSV that would be computed', async () => {
    const register = openRegister();
    const id = agreement(register);
    const path = join(tempFolder(), 'a.csv');
    await written(register, 'agreement', [id], path, false, COLUMNS);
    expect(readFileSync(path, 'utf8')).toBe(
      `\ufeffid;Номер;titleForms;Уровень;Дата подписания;Дата вступления в силу;Число оригиналов;Области сотрудничества;Стороны;Примечание\r\n${id};'=12;Соглашение;${level};2024-05-17;2024-06;2;"${label('ECON')}; ${label('EDU')}";Бухара;"two\nlines"\r\n`);
  });

  it('has typed cells in a workbook, as another reader sees it', async () => {
    const register = openRegister();
    const id = agreement(register);
    const path = join(tempFolder(), 'a.xlsx');
    await written(register, 'agreement', [id], path, false, COLUMNS);
    const [header, row] = await readSheet(path);
    expect([header?.[1], row]).toEqual(['Номер', [id, '=12', 'Соглашение', level, new Date('2024-05-17T00:00:00Z'), '2024-06', 2, `${label('ECON')}; ${label('EDU')}`, 'Бухара', 'two\nlines']] satisfies readonly unknown[]);
  });
});

