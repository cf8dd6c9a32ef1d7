import { describe, expect, it } from 'vitest';
import { placeholdersOf, sentenceFrom, type Catalogue, type SentenceValue } from '../../../src/shared/sentences.ts';
import { reason, reasonCatalogue, sentenceOf, sentencesOf, type ReasonCode } from '../../../src/shared/status/reasons.ts';
import { labelLanguages, type LabelLanguage } from '../../../src/shared/vocabularies/vocabulary.ts';

const codes = Object.keys(reasonCatalogue) as ReasonCode[];

const SAMPLES: Readonly<Record<string, SentenceValue>> = { period: 18, days: 21, number: 3, text: 'x', event: 'signed', status: 'inForce', level: 'twinning' };
const valuesFor = (code: ReasonCode, date: SentenceValue): Record<string, SentenceValue> =>
  Object.fromEntries(placeholdersOf(reasonCatalogue[code][3]).map((name) => name.split(':')).map(([name = '', form = '']) => [name, SAMPLES[form] ?? date]));

describe('the sentences of reasons', () => {
  it.each(codes)('of %s exist in every language and say the same', (code) => {
    const names = reasonCatalogue[code].map((template) => [...new Set(placeholdersOf(template).map((one) => one.split(':')[0]))].sort());
    expect(names).toEqual(Array.from({ length: 4 }, () => names[3]));
    for (const date of ['2026-03-07', '2026-03', '2026', { certainty: 'inferred', date: '2026' } as const, null]) {
      const sentences = labelLanguages.map((language) => sentenceOf({ code, values: valuesFor(code, date) }, language));
      for (const sentence of sentences) expect(sentence).toMatch(/^["«\p{Lu}\d][^{}]*[^ .{}]\.$/u);
      expect(new Set(sentences).size).toBe(4);
    }
  });

  it.each<[LabelLanguage, string, SentenceValue, string]>([
    ['en', 'signed', '2026-03-07', 'Signed on 07.03.2026.'],
    ['en', 'signed', '2026-03', 'Signed in 03.2026.'],
    ['en', 'signed', '2026', 'Signed in 2026.'],
    ['en', 'signed', null, 'Signed.'],
    ['en', 'signed', { certainty: 'inferred', date: '1990' }, 'Signed in 1990 (inferred).'],
    ['ru', 'signed', '2026-03-07', 'Подписан 07.03.2026.'],
    ['ru', 'signed', '2026-03', 'Подписан в 03.2026.'],
    ['ru', 'signed', '2026', 'Подписан в 2026 году.'],
    ['ru', 'inForceSince', '2026', 'Действует с 2026 года.'],
    ['uz-Latn', 'signed', '2026-03-07', '07.03.2026 kuni imzolangan.'],
    ['uz-Latn', 'signed', '2026', '2026-yilda imzolangan.'],
    ['uz-Latn', 'signed', null, 'Imzolangan.'],
    ['uz-Latn', 'inForceSince', '2026', '2026-yildan kuchda.'],
    ['uz-Cyrl', 'signed', '2026-03', '03.2026 ойида имзоланган.'],
    ['uz-Cyrl', 'inForceSince', '2026-03-07', '07.03.2026 дан кучда.'],
  ])('say dates in %s: %s of %j', (language, code, date, expected) => {
    expect(sentenceOf({ code: code as ReasonCode, values: { date } }, language)).toBe(expected);
  });

  it('have the right plural in every language', () => {
    const catalogue: Catalogue = { left: ['{left:days}', '{left:days}', '{left:days}', '{left:days}'], term: ['{months:period}', '{months:period}', '{months:period}', '{months:period}'] };
    const days = (left: number) => (['ru', 'en', 'uz-Latn'] as const).map((language) => sentenceFrom(catalogue, { code: 'left', values: { left } }, language)).join(', ');
    expect([0, 1, 2, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112].map(days)).toEqual([
      '0 дней, 0 days, 0 kun', '1 день, 1 day, 1 kun', '2 дня, 2 days, 2 kun', '5 дней, 5 days, 5 kun', '11 дней, 11 days, 11 kun', '12 дней, 12 days, 12 kun', '14 дней, 14 days, 14 kun',
      '21 день, 21 days, 21 kun', '22 дня, 22 days, 22 kun', '25 дней, 25 days, 25 kun', '101 день, 101 days, 101 kun', '111 дней, 111 days, 111 kun', '112 дней, 112 days, 112 kun',
    ]);
    const period = (months: number) => labelLanguages.map((language) => sentenceFrom(catalogue, { code: 'term', values: { months } }, language)).join(', ');
    expect([0, 1, 6, 12, 18, 60, 252].map(period)).toEqual([
      '0 oy, 0 ой, 0 месяцев, 0 months', '1 oy, 1 ой, 1 месяц, 1 month', '6 oy, 6 ой, 6 месяцев, 6 months', '1 yil, 1 йил, 1 год, 1 year',
      '1 yil 6 oy, 1 йил 6 ой, 1 год 6 месяцев, 1 year 6 months', '5 yil, 5 йил, 5 лет, 5 years', '21 yil, 21 йил, 21 год, 21 years',
    ]);
  });

  it('say labels of codes, unknown codes as they are, and several reasons one after the other', () => {
    expect(sentenceOf(reason('afterEnd', { date: '2026-03-07', status: 'terminated' }), 'ru')).toBe('К этой дате (07.03.2026) соглашение уже закончилось (Прекращён).');
    expect(sentenceOf({ code: 'ofTomorrow' as ReasonCode, values: {} }, 'en')).toBe('ofTomorrow');
    expect(sentencesOf([reason('signed', { date: null }), reason('dateNotRecorded', {})], 'en')).toBe('Signed. The date is not recorded.');
    expect(sentenceOf({ code: 'signed', values: JSON.parse('{"__proto__":"x"}') as Record<string, SentenceValue> }, 'en')).toBe('Signed.');
  });
});
