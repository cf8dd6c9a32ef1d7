import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('ten thousand bent bundles, with a seed that is printed if one fails', { timeout: 3_600_000 }, async () => {
  const seed = randomBytes(4).toString('hex');
  for (let i = 0; i < 10; i++) expect((await fuzz(`${seed} ${String(i)}`, 1_000)).rounds).toBe(1_000);
});
