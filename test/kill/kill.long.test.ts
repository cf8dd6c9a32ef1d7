import { expect, it } from 'vitest';
import { killAtRandom } from './kill.ts';

it.each(Array.from({ length: 10 }, (_, i) => `kill-long-${String(i)}`))('a command that is killed at a random moment leaves the old or the new state (100 kills, seed %s)', async (seed) => {
  const report = await killAtRandom(seed, 100);
  expect(report.problems).toEqual([]);
}, 1_200_000);
