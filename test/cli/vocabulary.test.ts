import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bitim, bitimJson, type CommandOptions } from '../support/command.ts';
import { tempFolder } from '../support/temp.ts';

it('controlled values are changed, retired and shown, and excluded terms are found, by commands', () => {
  const root = tempFolder();
  const here: CommandOptions = { store: join(root, 'bukhara'), stateFolder: join(root, 'state') };
  bitimJson(here, 'init', '--office', 'uz-bu', '--name', 'Buxoro viloyati hokimligi', '--kdf-memory', '19');
  const set = bitimJson(here, 'vocabulary', 'set', 'excludedTerms', 'casino', '--label', 'ru=Казино', '--label', 'en=Casino', '--stem', 'ru=казино', '--stem', 'uz-Latn=kazino', '--note', 'ru=Запрещено', '--group', 'political', '--order', '5');
  const { terms } = bitimJson(here, 'vocabulary', 'show', 'excludedTerms') as unknown as { readonly terms: readonly object[] };
  expect(terms[0]).toEqual({
    code: 'casino', group: 'political', labels: { 'uz-Latn': 'Казино', 'uz-Cyrl': 'Казино', ru: 'Казино', en: 'Casino' }, notes: { ru: 'Запрещено' },
    stems: expect.arrayContaining([{ language: 'ru', text: 'казино' }, { language: 'uz-Latn', text: 'kazino' }]) as unknown, record: set.id, origin: 'added',
  });
  const draft = join(root, 'draft.txt');
  writeFileSync(draft, 'Turizm, kazinolar va harbiy hamkorlik');
  bitimJson(here, 'vocabulary', 'set', 'excludedTerms', 'military', '--retire');
  expect(bitimJson(here, 'find-terms', draft).found).toEqual([{ code: 'casino', text: 'kazinolar', from: 8, to: 17, label: 'Casino', notes: { ru: 'Запрещено' } }]);
  writeFileSync(draft, Buffer.from([0xd0, 0x20]));
  expect(bitim(here, 'find-terms', draft)).toMatchObject({ code: 1, stderr: `${draft} was not read: it is not text in UTF-8. Nothing was changed.\n` });
  expect(bitim(here, 'vocabulary', 'set', 'levels', 'x', '--retire', '--unretire').code).toBe(2);
});
