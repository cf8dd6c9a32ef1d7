import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/json.ts';
import { newOffice, type Office } from '../../support/office.ts';

const add = async (office: Office, kind: string, value: JsonObject): Promise<string> => (await office.do('record.add', { kind, value })).id;
const form = (text: string, language: string, script: string): JsonObject => ({ text, language, script });

it('tells agreements for a list: in the language asked for, our side first, in the order of the ids', async () => {
  const office = await newOffice('uz-bu');
  const theirs = await add(office, 'partner', { country: 'BY', nameForms: [form('Minsk', 'en', 'Latn'), form('Минск', 'ru', 'Cyrl')] });
  const ours = await add(office, 'partner', { country: 'UZ', subdivision: 'UZ-BU', nameForms: [form('Buxoro viloyati', 'uz', 'Latn'), form('Бухоро вилояти', 'uz', 'Cyrl')] });
  const twinning = await add(office, 'agreement', {
    registerNo: '14', level: 'twinning', titleForms: [form('Bitim', 'uz', 'Latn'), form('Битим', 'uz', 'Cyrl'), form('Соглашение', 'ru', 'Cyrl')],
    parties: [{ id: '1', partner: theirs, side: 'theirs' }, { id: '2', partner: ours, side: 'ours' }], dateSigned: '1999-05',
  });
  const bare = await add(office, 'agreement', { titleForms: [form('Treaty', 'en', 'Latn')] });
  await office.do('record.void', { id: bare, reason: 'entered twice' });

  const { rows } = await office.do('agreements.rows', { ids: [bare, theirs, twinning], language: 'uz-Cyrl' });
  expect(rows).toEqual([
    {
      id: bare, registerNo: null, title: 'Treaty', parties: [], partyCount: 0, level: null, dateSigned: null, dateInForce: null, status: 'idea', expiresOn: null, lastDayForNotice: null, daysForNotice: null,
      flags: expect.any(Array) as unknown, scans: 0, conflicts: 0, voided: true,
    },
    {
      id: twinning, registerNo: '14', title: 'Битим', level: 'twinning', dateSigned: '1999-05', dateInForce: null, partyCount: 2,
      parties: [
        { id: ours, name: 'Бухоро вилояти', names: ['Buxoro viloyati', 'Бухоро вилояти'], side: 'ours', country: 'UZ', subdivision: 'UZ-BU' },
        { id: theirs, name: 'Minsk', names: ['Minsk', 'Минск'], side: 'theirs', country: 'BY', subdivision: null },
      ],
      status: expect.any(String) as unknown, expiresOn: null, lastDayForNotice: null, daysForNotice: null, flags: expect.arrayContaining(['noScan']) as unknown, scans: 0, conflicts: 0, voided: false,
    },
  ]);
  expect((await office.do('agreements.rows', { ids: [twinning], language: 'ru' })).rows[0]).toMatchObject({ title: 'Соглашение', parties: [{ name: 'Buxoro viloyati' }, { name: 'Минск' }] });
});
