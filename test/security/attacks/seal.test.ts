import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rngOf } from '../../support/rng.ts';
import { attach, bundleFor, type Station } from '../../main/exchange/testStation.ts';
import { flipped, refusedBy, scene } from './forge.ts';

const CHUNK = 65_536 + 16;
let victim: Station;
let sealed: Buffer;
/** Where the first chunk begins: behind header and nonce. */
let start: number;
beforeAll(async () => {
  const { sender, victim: other } = await scene('seal');
  victim = other;
  attach(sender, rngOf('a long scan').bytes(300_000));
  sealed = readFileSync(await bundleFor(sender, 'uz-sa', { full: true }));
  start = sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1 + 16;
});

describe('a sealed bundle', () => {
  it('attack 2: a bit is flipped anywhere in a sealed bundle', async () => {
    const rng = rngOf('attack 2');
    const everywhere = Array.from({ length: 60 }, () => rng.int(sealed.length * 8));
    const header = Array.from({ length: 60 }, () => rng.int(start * 8));
    for (const bit of [...everywhere, ...header]) {
      expect(['BundleDamaged', 'NotABundle', 'NotSealedForThisStation'], `bit ${String(bit)}`).toContain((await refusedBy(victim, flipped(sealed, bit))).type);
    }
  });

  it('attack 4: a sealed bundle is cut between two chunks', async () => {
    const ends = Array.from({ length: Math.floor((sealed.length - start) / CHUNK) + 1 }, (_, i) => start + i * CHUNK);
    expect(ends.length).toBeGreaterThan(4);
    for (const end of [...ends, sealed.length - 1]) expect((await refusedBy(victim, sealed.subarray(0, end))).type).toBe('BundleDamaged');
    expect((await refusedBy(victim, Buffer.concat([sealed, Buffer.alloc(CHUNK)]))).type).toBe('BundleDamaged');
  });

  it('attack 9: chunks of a sealed bundle change places', async () => {
    const chunk = (i: number): Buffer => sealed.subarray(start + i * CHUNK, start + (i + 1) * CHUNK);
    const swapped = Buffer.concat([sealed.subarray(0, start), chunk(0), chunk(2), chunk(1), sealed.subarray(start + 3 * CHUNK)]);
    expect(swapped.length).toBe(sealed.length);
    expect((await refusedBy(victim, swapped)).type).toBe('BundleDamaged');
    const repeated = Buffer.concat([sealed.subarray(0, start + CHUNK), sealed.subarray(start)]);
    expect((await refusedBy(victim, repeated)).type).toBe('BundleDamaged');
  });
});
