import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldName } from '../../src/shared/fold.ts';

const SAME: readonly (readonly string[])[] = [
  ['Andijon viloyati', 'Андижон вилояти'],
  ['Buxoro viloyati', 'Бухоро вилояти'],
  ['Fargʻona viloyati', 'Фарғона вилояти', 'Farğona viloyati', "Farg'ona viloyati", 'Farg‘ona viloyati', 'Farg`ona viloyati'],
  ['Qashqadaryo viloyati', 'Қашқадарё вилояти', 'Qaşqadaryo viloyati'],
  ['Qoraqalpogʻiston Respublikasi', 'Қорақалпоғистон Республикаси', 'Qoraqalpoğiston Respublikasi'],
  ['Samarqand viloyati', 'Самарқанд вилояти'],
  ['Toshkent shahri', 'Тошкент шаҳри', 'Toşkent şahri'],
  ['Oʻzbekiston', 'Ўзбекистон', 'Özbekiston', "O'zbekiston", 'O‘zbekiston', 'O`zbekiston', 'OʼZBEKISTON', 'Ōzbekiston', 'Õzbekiston'],
  ['maʼno', 'маъно', "ma'no", 'ma’no'],
  ['asʼhob', 'асҳоб'],
  ['yetti', 'етти'],
  ['Yevropa', 'Европа'],
  ['sirk', 'цирк'],
  ['konstitutsiya', 'конституция'],
  ['choʻl', 'чўл', 'çöl'],
  ['ISHCHI', 'ишчи', 'işçi'],
  ['Is’hoq', 'Исҳоқ'],
  ['moʻjiza', 'мўъжиза'],
  ['shartnoma', 'шартнома', 'şartnoma'],
];

describe('fold', () => {
  it.each(SAME)('gives every spelling of %s the same key', (...spellings) => {
    expect(new Set(spellings.map((spelling) => fold(spelling))).size).toBe(1);
  });

  it('does not depend on the normalisation form of what is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
    }));
  });

  it('compares names without regard to case and spacing', () => {
    expect(foldName('  NEW   ZEALAND ')).toBe(foldName('New Zealand'));
  });
});
