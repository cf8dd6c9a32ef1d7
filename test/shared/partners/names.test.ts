import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { nameAt, namesAt } from '../../../src/shared/partners/names.ts';
import { partnerWarningCatalogue, sayPartnerWarning } from '../../../src/shared/partners/warnings.ts';
import { placeholdersOf } from '../../../src/shared/sentences.ts';
import { labelLanguages } from '../../../src/shared/vocabularies/vocabulary.ts';

const form = (text: string, more: Record<string, Json> = {}): Json => ({ text, language: 'en', script: 'Latn', ...more });
const fields = (...forms: readonly Json[]): ReadonlyMap<string, Json> => new Map(forms.map((one, i) => [`nameForms[${String(i + 1)}]`, one]));

const city = fields(
  form('Leninabad', { from: '1936', until: '1991' }), form('Khujand', { from: '1991-06' }), form('Khujand (name of the chancery)'), form('Greater Khujand', { from: { certainty: 'inferred', date: '2040' } }), form('Khojend', { until: '1936-01-09' }),
);

describe('names in time', () => {
  it('are those in use on the day first, then the former ones, the latest first, then those to come', () => {
    expect(namesAt(city, '2026-03-01').map(({ text, inUse }) => [text, inUse])).toEqual([
      ['Khujand', true], ['Khujand (name of the chancery)', true], ['Leninabad', false], ['Khojend', false], ['Greater Khujand', false],
    ]);
  });

  it('give the name at the date of an agreement; a partial date stands for its first day at the beginning and its last at the end', () => {
    expect(['1930-01-01', '1936-01-05', '1990-01-01', '1991-05-31', '1991-07-01', '2041-01-01'].map((day) => nameAt(city, day))).toEqual(
      ['Khujand (name of the chancery)', 'Leninabad', 'Leninabad', 'Leninabad', 'Khujand', 'Greater Khujand']);
  });

  it('fall back on the nearest name where none was in use, and on nothing where there is none', () => {
    const gap = fields(form('First', { until: '1950' }), form('Second', { until: '1960' }), form('Third', { from: '1990' }), form('Fourth', { from: '2000' }));
    expect([nameAt(gap, '1970-01-01'), nameAt(fields(form('Third', { from: '1990' }), form('Fourth', { from: '2000' })), '1970-01-01'), nameAt(fields(), '1970-01-01')]).toEqual(['Second', 'Third', null]);
  });

  it('take what has another shape as if it were not there', () => {
    expect(namesAt(fields(5, { text: 7 }, form('Xiva', { from: '31.12.1990', until: [] })), '2026-03-01')).toEqual([{ text: 'Xiva', language: 'en', script: 'Latn', from: '31.12.1990', until: [], inUse: true }]);
  });
});

describe('warnings about partners', () => {
  it('name the same values in all four languages', () => {
    const uneven = Object.entries(partnerWarningCatalogue).filter(([, templates]) => new Set(templates.map((template) => [...placeholdersOf(template)].sort().join())).size !== 1);
    expect(uneven).toEqual([]);
    expect(labelLanguages.map((language) => sayPartnerWarning({ code: 'successionCircle', values: {} }, language))).toEqual([
      'Oʻtmishdoshlar zanjiri oʻziga qaytadi.', 'Ўтмишдошлар занжири ўзига қайтади.', 'Цепочка предшественников замыкается.', 'The predecessors form a circle.',
    ]);
  });
});
