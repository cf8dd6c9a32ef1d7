import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { baseline } from '../../../src/shared/vocabularies/baseline.ts';
import { regions } from '../../../src/shared/vocabularies/regions.ts';
import { fold } from '../../../src/shared/fold.ts';
import { codeByLabel, labelLanguages, labelOf, termOf } from '../../../src/shared/vocabularies/vocabulary.ts';
import { sharedFile } from '../../support/sharedData.ts';

describe('the baseline of controlled values', () => {
  it('gives every code once, with labels that are not empty', () => {
    for (const { name, terms } of Object.values(baseline)) {
      const codes = terms.map((term) => term.code);
      expect(new Set(codes).size, name).toBe(codes.length);
      for (const term of terms) for (const label of Object.values(term.labels)) expect(label.normalize('NFC').trim(), `${name} ${term.code}`).toBe(label);
    }
  });

  it('writes Uzbek in Latin script with the letter U+02BB and in Cyrillic script without Latin letters', () => {
    for (const { name, terms } of Object.values(baseline)) {
      for (const term of terms) {
        expect(/['`‘’]/.test(term.labels['uz-Latn']), `${name} ${term.code}`).toBe(false);
        expect(/[a-z]/i.test(term.labels['uz-Cyrl'] ?? ''), `${name} ${term.code}`).toBe(false);
      }
    }
  });

  it.each([
    ['Qishloq xoʻjaligi', 'AGRI'],
    ["qishloq xo'jaligi", 'AGRI'],
    ['Қишлоқ хўжалиги', 'AGRI'],
    ['СЕЛЬСКОЕ ХОЗЯЙСТВО (АПК)', 'AGRI'],
    ['agriculture', 'AGRI'],
    ['AGRI', 'AGRI'],
    ['farming', null],
  ])('finds the field of cooperation called %s', (label, code) => {
    expect(codeByLabel(baseline.cooperationFields, label)).toBe(code);
  });

  it('labels every term in the four languages', () => {
    for (const { name, terms } of Object.values(baseline)) for (const term of terms) expect(labelLanguages.filter((language) => labelOf(term, language).trim() === ''), `${name} ${term.code}`).toEqual([]);
    const term = termOf(baseline.instruments, 'MOU');
    expect(term && labelLanguages.map((language) => labelOf(term, language))).toEqual(['Anglashuv memorandumi', 'Англашув меморандуми', 'Меморандум о взаимопонимании', 'Memorandum of understanding']);
  });

  it('says the same in both scripts of Uzbek', () => {
    /** `Konvensiya` and `Конвенция`, `budjet` and `бюджет`, `Finlandiya` and `Финляндия` are the spellings of the two scripts. */
    const sounds = (text: string): string => fold(text).replaceAll('ts', 's').replaceAll(/y(?=[au])/g, '');
    const different = Object.values(baseline).flatMap(({ name, terms }) => terms.flatMap(({ code, labels }) => (sounds(labels['uz-Latn']) === sounds(labels['uz-Cyrl']) ? [] : [`${name} ${code}: ${labels['uz-Latn']} / ${labels['uz-Cyrl']}`])));
    expect(different).toEqual([]);
  });

  it('carries over every fact of the reference data', () => {
    const vocab = sharedFile('vocab.json');
    const reference = sharedFile('reference-data.json');
    if (vocab === null || reference === null) return;
    const lists = JSON.parse(readFileSync(vocab, 'utf8')) as Record<string, string[][]>;
    const names = { instruments: 'instruments', correspondence: 'correspondence', directions: 'directions', executors: 'executors', deloTerms: 'filingTerms' } as const;
    for (const [theirs, ours] of Object.entries(names)) {
      expect(baseline[ours].terms.map(({ code, labels }) => [code, labels['uz-Latn'], labels.ru, labels.en])).toEqual(lists[theirs]);
    }
    const facts = JSON.parse(readFileSync(reference, 'utf8')) as { regions: Record<string, unknown>[]; fieldsAllowed: Record<string, string>[]; fieldsExcluded: Record<string, string>[] };
    expect(regions.map(({ centreRu, ...region }) => ({ ...region, seatRu: centreRu }))).toEqual(facts.regions);
    expect(baseline.cooperationFields.terms.map(({ code, labels }) => ({ code, uz: labels['uz-Latn'], uzCyrl: labels['uz-Cyrl'], ru: labels.ru, en: labels.en }))).toEqual([...facts.fieldsAllowed, ...facts.fieldsExcluded]);
  });
});
