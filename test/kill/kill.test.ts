import { expect, it } from 'vitest';
import { killAtRandom } from './kill.ts';

it('a command that is killed at a random moment leaves the old or the new state, and a store that verifies (50 kills)', async () => {
  const report = await killAtRandom('kill-1', 50);
  expect(report.problems).toEqual([]);
  expect(report.finished).toBeLessThan(report.kills);
}, 300_000);
