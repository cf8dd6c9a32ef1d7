import { it } from 'vitest';
import { attachLarge } from './largeDocument.ts';

it('a document of 2 GiB goes in and comes out in 300 MiB of memory', async () => {
  await attachLarge(2048, 300);
}, 600_000);
