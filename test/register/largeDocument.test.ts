import { it } from 'vitest';
import { attachLarge } from './largeDocument.ts';

it('a document of 400 MiB goes in and comes out in less memory than it has', async () => {
  await attachLarge(400, 300);
}, 120_000);
