import { randomBytes } from 'node:crypto';
import { validate, version } from 'uuid';
import { expect, it } from 'vitest';
import { risingIds } from '../../../src/main/engine/ids.ts';

it('ids are UUIDs of version 7, differ, and rise within a millisecond and when the clock goes back', () => {
  let ms = Date.UTC(2026, 2, 1);
  const newId = risingIds(() => ms, randomBytes);
  const ids = Array.from({ length: 2_000 }, (_, i) => {
    if (i % 300 === 299) ms += i % 600 === 599 ? -5 : 7;
    return newId();
  });
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});
