import { expect, it } from 'vitest';
import { tooLarge } from '../../../src/main/ipc/size.ts';

const limits = { values: 10, characters: 20, depth: 3 };

it('measures a message as a whole', () => {
  expect([null, 1, 'twenty characters ok', { a: [1, { b: 2 }] }, []].map((message) => tooLarge(message, limits))).toEqual([null, null, null, null, null]);
  expect(tooLarge('x'.repeat(21), limits)).toBe('it holds more than 20 characters');
  expect(tooLarge({ ['k'.repeat(21)]: 1 }, limits)).toBe('it holds more than 20 characters');
  expect(tooLarge(Array.from({ length: 11 }, () => 1), limits)).toBe('it holds more than 10 values');
  expect(tooLarge([[[[]]]], limits)).toBe('it is nested deeper than 3');
});

it('lets plain values through alone', () => {
  expect([new Map(), new Date(), new Uint8Array(4), /x/, new Error('x')].map((message) => tooLarge({ message }, limits))).toEqual(Array.from({ length: 5 }, () => 'it holds something that is no plain value'));
});

it('ends on a message that holds itself', () => {
  const circle: { inner?: unknown } = {};
  circle.inner = circle;
  expect(tooLarge(circle)).toBe('it is nested deeper than 40');
});
