import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOffice, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp.ts';

let office: Office;
beforeAll(async () => { office = await newOffice('uz-bu'); });
afterAll(() => office.close());

const file = (name: string, text: string): string => {
  const path = join(tempFolder(), name);
  writeFileSync(path, text);
  return path;
};

const RU = 'Реестр соглашений\n\n№ соглашения;Наименование соглашения;Дата подписания;Зарубежный партнёр;Страна;Место подписания;Сфера;Примечание;Цвет\n'
  + '1-А;Соглашение о дружбе;17 мая 2024 г.;Исфахан;Иран;Бухара;Образование;нет;синий\n2-А;Протокол;05.2019;Ташкент и Ош;Киргизия;Ош;Культура;;\n3-А;Меморандум;31.02.2024;Ош;Киргизия;Ош;;;\n';

describe('a mapping proposed for a table', () => {
  it.each([
    ['ru', RU, ['registerNo', 'title', 'dateSigned', 'parties.theirs', 'parties.country', 'placeSigned', 'fields', 'notes', null]],
    ['uz-Latn', 'Bitim raqami,Bitim nomi,Imzolangan sana,Xorijiy hamkor,Izoh\n1,Doʻstlik,2024 yil 17 may,Isfahon,a\n', ['registerNo', 'title', 'dateSigned', 'parties.theirs', 'notes']],
    ['uz-Cyrl', 'Битим рақами,Битим номи,Имзоланган сана,Хорижий ҳамкор,Изоҳ\n1,Дўстлик,2024 йил 17 май,Исфаҳон,a\n', ['registerNo', 'title', 'dateSigned', 'parties.theirs', 'notes']],
    ['en', 'Reference number|Title|Signed on|Counterpart|Remarks\n1|Friendship|17 May 2024|Isfahan|a\n', ['registerNo', 'title', 'dateSigned', 'parties.theirs', 'notes']],
  ])('knows the names of columns in %s', async (_, text, targets) => {
    const proposed = await office.do('tables.propose', { file: file('t.csv', text), kind: 'agreement' });
    expect(proposed.columns.map(({ target }) => target)).toEqual(targets);
  });

  it('shows rows as they would come in, and what a person has to say', async () => {
    const proposed = await office.do('tables.propose', { file: file('t.csv', RU), kind: 'agreement' });
    expect([proposed.read.headerRow, proposed.unmapped, proposed.sample.map(({ row, parties, problems }) => [row, parties, problems?.map(({ column, code }) => [column, code])])]).toEqual([
      3, ['Цвет'], [[4, ['Исфахан'], undefined], [5, ['Ташкент', 'Ош'], undefined], [6, undefined, [['Дата подписания', 'dateImpossible']]]],
    ]);
    expect(proposed.mapping).toMatchObject({ kind: 'agreement', key: ['№ соглашения'], titles: [{ template: '{Наименование соглашения}', language: 'ru' }], parties: [{ side: 'theirs', country: { column: 'Страна' }, separator: [' и '] }] });
  });

  it('is kept under a name and used again by itself for the same header', async () => {
    const table = file('t.csv', RU);
    const { mapping } = await office.do('tables.propose', { file: table, kind: 'agreement' });
    const map = file('m.json', JSON.stringify(mapping));
    await office.do('tables.mappings.save', { name: 'ru', map, table });
    expect((await office.do('tables.mappings.list', {})).mappings.map(({ name, columns }) => [name, columns.length])).toEqual([['ru', 9]]);
    expect((await office.do('tables.mappings.show', { name: 'ru' })).mapping).toEqual(JSON.parse(readFileSync(map, 'utf8')));
    const done = await office.do('tables.import', { file: table, kind: 'agreement' });
    expect([done.mapping, done.imported, done.refused.map(({ row, column }) => [row, column])]).toEqual([{ from: 'kept', name: 'ru' }, 2, [[6, 'Дата подписания']]]);
    await office.do('tables.mappings.remove', { name: 'ru' });
    expect(await office.try('tables.import', { file: table, kind: 'agreement', mapping: 'ru' })).toMatchObject({ ok: false, error: { type: 'MappingUnknown' } });
  });
});
