import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseline, baselineLists, type VocabularyName } from '../../../src/shared/vocabularies/baseline.ts';
import { CLOSED, overlay, type TermEdit } from '../../../src/shared/vocabularies/overlay.ts';
import { labelLanguages, termOf } from '../../../src/shared/vocabularies/vocabulary.ts';

const edit = (vocabulary: string, code: string, more: Partial<TermEdit> = {}): TermEdit =>
  ({ vocabulary, code, voided: false, labels: {}, retired: null, order: null, aliases: [], notes: {}, group: null, stems: [], ...more });

const codes = Object.values(baselineLists).flatMap(({ name, terms }) => terms.map(({ code }) => [name, code] as const));

const edits: fc.Arbitrary<readonly TermEdit[]> = fc.array(fc.record({
  place: fc.oneof(fc.constantFrom(...codes), fc.tuple(fc.constantFrom(...Object.keys(baselineLists), 'documentKinds', 'nonsense', '__proto__'), fc.constantFrom('NEW', 'ANOTHER', 'constructor', 'in-force'))),
  voided: fc.boolean(),
  retired: fc.constantFrom(true, false, null),
  order: fc.option(fc.nat(300)),
  labels: fc.dictionary(fc.constantFrom(...labelLanguages), fc.constantFrom('Название', 'Name', 'Nom')),
}).map(({ place: [vocabulary, code], ...more }) => edit(vocabulary, code, more)), { maxLength: 12 });

describe('vocabularies with what offices change in them', () => {
  it('know every code of the baseline, whatever any office wrote', () => {
    fc.assert(fc.property(edits, (given) => {
      const laid = overlay(given);
      expect(Object.keys(laid).sort()).toEqual(Object.keys(baseline).sort());
      for (const [vocabulary, code] of codes) expect(termOf(laid[vocabulary as VocabularyName], code)?.code).toBe(code);
      for (const { name, terms } of Object.values(laid)) {
        expect(new Set(terms.map(({ code }) => code)).size, name).toBe(terms.length);
        for (const { labels } of terms) expect(labelLanguages.every((language) => labels[language] !== '')).toBe(true);
      }
      for (const name of CLOSED) expect(laid[name].terms.map(({ code, retired }) => [code, retired]).sort()).toEqual(baseline[name].terms.map(({ code, retired }) => [code, retired]).sort());
    }), { numRuns: 60 });
  });

  it('do not depend on the order of the edits, where each is of another code', () => {
    fc.assert(fc.property(edits, (given) => {
      const distinct = [...new Map(given.map((one) => [`${one.vocabulary} ${one.code}`, one])).values()];
      expect(overlay([...distinct].reverse())).toEqual(overlay(distinct));
    }), { numRuns: 60 });
  });

  it('are the baseline itself where nothing is changed', () => {
    expect(overlay([]).levels).toBe(baseline.levels);
    expect(overlay([])).toEqual(baseline);
  });

  it('take new labels, aliases and an order, and keep the rest', () => {
    const { instruments } = overlay([edit('instruments', 'MOU', { labels: { en: 'Memorandum' }, aliases: ['MoU'], order: 5 })]);
    expect(instruments.terms[0]).toEqual({
      code: 'MOU', labels: { 'uz-Latn': 'Anglashuv memorandumi', 'uz-Cyrl': 'Англашув меморандуми', ru: 'Меморандум о взаимопонимании', en: 'Memorandum' }, aliases: ['MoU'],
    });
  });

  it('take codes of an office, labelled in every language, at their end; documents can be of such a kind too', () => {
    const laid = overlay([edit('instruments', 'DECLARATION', { labels: { ru: 'Декларация' } }), edit('instruments', 'CHARTER', { labels: { 'uz-Cyrl': 'Хартия', en: 'Charter' } })]);
    expect(laid.instruments.terms.slice(-2)).toEqual([
      { code: 'CHARTER', labels: { 'uz-Latn': 'Хартия', 'uz-Cyrl': 'Хартия', ru: 'Хартия', en: 'Charter' } },
      { code: 'DECLARATION', labels: { 'uz-Latn': 'Декларация', 'uz-Cyrl': 'Декларация', ru: 'Декларация', en: 'Декларация' } },
    ]);
    expect(termOf(laid.documentKinds, 'CHARTER')?.labels.en).toBe('Charter');
  });

  it('show a code of the baseline as shipped where the change is voided, and keep an office\'s own, retired', () => {
    const laid = overlay([edit('levels', 'twinning', { voided: true, retired: true, labels: { en: 'X' } }), edit('levels', 'OWN', { voided: true, labels: { en: 'Own' } })]);
    expect([termOf(laid.levels, 'twinning'), termOf(laid.levels, 'OWN')]).toEqual([
      termOf(baseline.levels, 'twinning'), { code: 'OWN', labels: { 'uz-Latn': 'Own', 'uz-Cyrl': 'Own', ru: 'Own', en: 'Own' }, retired: true },
    ]);
  });
});
