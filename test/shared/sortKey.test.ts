import { describe, expect, it } from 'vitest';
import { sortKey } from '../../src/shared/sortKey.ts';

/** Sorted as a list of the register is: by key, in code units. */
function sorted(texts: readonly string[], language: string | null): readonly string[] {
  return texts.map((text) => ({ text, key: sortKey(text, language) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ text }) => text);
}

const reversed = (texts: readonly string[]): readonly string[] => [...texts].reverse();

describe('the sort key', () => {
  it.each<readonly [what: string, language: string | null, inOrder: readonly string[]]>([
    ['Uzbek in the Latin script of 1995', 'uz-Latn', ['Andijon', 'Buxoro', 'Cel', 'Guliston', 'Ohangaron', 'Olmaliq', 'Samarqand', 'Suv', 'Toshkent', 'Xiva', 'Zarafshon', 'Oʻzbekiston', 'Gʻijduvon', 'Shahrisabz', 'Chirchiq']],
    ['Uzbek in the Latin script of 2026', 'uz', ['Andijon', 'Ohangaron', 'Samarqand', 'Zarafşon', 'Özbekiston', 'Ğijduvon', 'Şahrisabz', 'Çirçiq']],
    ['Uzbek in Cyrillic', 'uz-Cyrl', ['Андижон', 'Бухоро', 'Ёзёвон', 'Жиззах', 'Урганч', 'Хива', 'Юнусобод', 'Яккасарой', 'Ўзбекистон', 'Қарши', 'Ғиждувон', 'Ҳазорасп']],
    ['Russian', 'ru', ['Алматы', 'Ежегодный', 'Ёлочный', 'Жезказган', 'Йемен', 'Казань', 'Щёлково', 'Эстония']],
    ['English, which keeps sh and ch where they are', 'en', ['Central', 'Charter', 'Coal', 'Self', 'Shipping', 'Silk']],
    ['accents beside none', 'fr', ['Echange', 'Économie', 'Education', 'Élèves', 'Elysée']],
    ['numbers by their size', null, ['1-A', '2-A', '10-A', '10-B', '100', 'A 9', 'A 10', 'A 010b']],
    ['scripts one after the other', null, ['2024', 'Zebra', 'Альфа', 'Япония', '日本']],
    ['a beginning before what goes on', null, ['Treaty', 'Treaty on air', 'Treaty on airports', 'Treaty, water']],
  ])('orders %s', (_what, language, inOrder) => {
    expect([sorted(reversed(inOrder), language), new Set(inOrder.map((text) => sortKey(text, language))).size]).toEqual([inOrder, inOrder.length]);
  });

  it('is the same for every apostrophe, case, composition and dash', () => {
    const spellings = ["O'zbekiston – Fransiya", 'O‘zbekiston - Fransiya', 'OʻZBEKISTON—FRANSIYA', 'oʼzbekiston  fransiya', '“O`zbekiston, Fransiya”', 'O\u00b4zbekiston Fransiya', "O\u2019zbekiston / Fransiya ".normalize('NFD')];
    expect([...new Set(spellings.map((text) => sortKey(text, null)))]).toEqual(['{zbekiston fransiya']);
  });

  it('takes no letter from signs that the text itself has', () => {
    expect(sortKey('{a}|b~', null)).toBe('a b');
  });

  it('is bounded', () => {
    expect([sortKey('x'.repeat(10_000), null).length, sortKey('9'.repeat(300), null).length]).toEqual([200, 20]);
  });
});
