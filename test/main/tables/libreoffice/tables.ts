/** What the tables of this folder hold, and what becomes of them. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { openTable } from '../../../../src/main/tables/open.ts';
import type { TableRead } from '../../../../src/shared/tables/answers.ts';
import { readView } from '../../../../src/main/changes/apply.ts';
import { nest } from '../../../../src/shared/records/nest.ts';
import { openRegister } from '../../../support/register.ts';
import { importFile, mappingOf } from '../../../support/tables.ts';

const HEADER = ['№', 'Наименование', 'Дата подписания', 'Дата вступления в силу', 'Стороны', 'Оригиналов', 'Примечание'];
const isHeader = (names: readonly string[]): number => names.filter((name) => HEADER.includes(name)).length;

/** The cells of a CSV show dates as they are formatted; a workbook knows what they are. Only a workbook knows what is merged. */
const rows = (kind: 'csv' | 'xlsx'): readonly (readonly [number, readonly string[]])[] => [
  [5, ['00012', 'Соглашение о сотрудничестве; «дружба»', kind === 'csv' ? '17.05.2024' : '2024-05-17', kind === 'csv' ? '06.2024' : '2024-06', 'Бухара\nИсфахан', '2', 'две части, "в кавычках"']],
  [6, ['2-ХБ', 'Протокол 1857 года', kind === 'csv' ? '07.07.1857' : '1857-07-07', kind === 'csv' ? '15.01.1900' : '1900-01-15', 'Навои', '1', kind === 'csv' ? 'TRUE' : 'true']],
  [7, ['3', 'Меморандум', '2024 йил 17 май', '31.02.2024', kind === 'csv' ? '' : 'Навои', '', '=1+1']],
];

export const FILES: readonly (readonly [name: string, read: Partial<TableRead>])[] = [
  ['register.xlsx', { format: 'xlsx', sheet: 'Реестр', sheets: [{ name: 'Реестр', hidden: false }, { name: 'Черновик', hidden: true }] }],
  ['register-utf-8.csv', { format: 'csv', encoding: 'utf-8', delimiter: ';' }],
  ['register-utf-16.csv', { format: 'csv', encoding: 'utf-16le', delimiter: ';' }],
  ['register-windows-1251.csv', { format: 'csv', encoding: 'windows-1251', delimiter: ';' }],
];

const MAPPING = mappingOf({
  source: 'register', key: ['№'], dateForms: ['iso', 'dd.mm.yyyy', 'mm.yyyy', 'text'], titles: [{ template: '{Наименование}', language: 'ru' }],
  values: { registerNo: { column: '№' }, dateSigned: { column: 'Дата подписания' }, dateInForce: { column: 'Дата вступления в силу' }, notes: { column: 'Примечание' }, originals: { column: 'Оригиналов' } },
  parties: [{ name: 'Стороны', separator: ['\n', ' и '] }],
});

/** Reads a file and brings it in, and expects what is written above. */
export async function expectTable(folder: string, name: string, read: Partial<TableRead>): Promise<void> {
  const path = join(folder, name);
  const table = await openTable(path, {}, isHeader);
  if (!table.ok) throw new Error(table.error.message);
  const found: (readonly [number, readonly string[]])[] = [];
  for await (const slice of table.value.slices) {
    if (!slice.ok) throw new Error(slice.error.message);
    found.push(...slice.value.rows.map(({ row, cells }) => [row, cells] as const));
  }
  expect([table.value.source, table.value.header, table.value.headerRow, found]).toEqual([read, HEADER, 4, rows(read.format ?? 'csv')]);

  const register = openRegister();
  const done = await importFile(register, path, MAPPING);
  if (!done.ok) throw new Error(done.error.message);
  expect([done.value.imported, done.value.refused.map(({ row, column, reason }) => [row, column, reason])]).toEqual([2, [[7, 'Дата вступления в силу', '"31.02.2024" has the day 31; 02.2024 has 29 days.']]]);
  const id = register.db.prepare(`SELECT agreement FROM agreement_external_id WHERE key = '00012'`).pluck().get() as string;
  expect(nest('agreement', readView(register.db, id)?.fields ?? new Map())).toMatchObject({
    registerNo: '00012', titleForms: [{ text: 'Соглашение о сотрудничестве; «дружба»' }], dateSigned: '2024-05-17', dateInForce: '2024-06', originals: 2, notes: 'две части, "в кавычках"', parties: [{}, {}],
  });
}
