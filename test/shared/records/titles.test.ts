import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { titleOf } from '../../../src/shared/records/titles.ts';

const form = (text: string, courtesy?: true): Json => ({ text, language: 'en', script: 'Latn', ...(courtesy === true ? { courtesy } : {}) });

describe('the title of a record in a list', () => {
  it.each<[string, string, Record<string, Json>, string]>([
    ['takes an authentic title before a courtesy translation', 'agreement', { 'titleForms[1]': form('Translation', true), 'titleForms[2]': form('Authentic') }, 'Authentic'],
    ['takes a courtesy translation where there is nothing else', 'agreement', { 'titleForms[1]': form('Translation', true) }, 'Translation'],
    ['takes the number of an agreement without a title', 'agreement', { registerNo: '12' }, '12'],
    ['is the first name of a partner', 'partner', { 'nameForms[2]': form('Second'), 'nameForms[1]': form('First') }, 'First'],
    ['is type and date of an event', 'event', { type: 'notice-given', date: { certainty: 'inferred', date: '2024' } }, 'Notice given, 2024'],
    ['shows an unknown type as it is', 'event', { type: 'celebrated' }, 'celebrated'],
    ['is the kind of a document without a title', 'document', { documentKind: 'NOTE_VERBALE' }, 'Note verbale'],
    ['is the name of a file', 'attachment', { name: 'scan.pdf', sha256: 'ab' }, 'scan.pdf'],
    ['is empty where nothing is said', 'agreement', {}, ''],
    ['is empty for an unknown kind', 'letter', { title: 'x' }, ''],
  ])('%s', (_, kind, fields, title) => {
    expect(titleOf(kind, new Map(Object.entries(fields)))).toBe(title);
  });
});
