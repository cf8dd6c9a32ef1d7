import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { rngOf } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';
import { bundleFor, digestOf, imported, newStation, trust } from '../../main/exchange/testStation.ts';
import { flipped, pack, refusedBy, scene, type Scene } from './forge.ts';

let stage: Scene;
let good: Buffer;
beforeAll(async () => {
  stage = await scene('bundle');
  good = readFileSync(stage.path);
});
const rounds = process.env.BITIM_TEST_LONG === '1' ? 20_000 : 400;

describe('a bundle on its way', () => {
  it('attack 1: a bit is flipped anywhere in a plain bundle', async () => {
    const rng = rngOf('attack 1');
    for (let i = 0; i < rounds; i++) {
      const bit = rng.int(good.length * 8);
      const { type } = await refusedBy(stage.victim, flipped(good, bit));
      expect(['BundleDamaged', 'NotABundle', 'BundleTooLarge', 'UnknownCarrier', 'BundleNewer', 'BundleNotForUs'], `bit ${String(bit)}`).toContain(type);
    }
  });

  it('attack 3: a plain bundle is cut at any place', async () => {
    const rng = rngOf('attack 3');
    const places = [0, 1, 4, good.length - 1, good.length - 21, good.length - 22, ...Array.from({ length: rounds / 4 }, () => rng.int(good.length))];
    for (const place of places) expect(['NotABundle', 'BundleDamaged']).toContain((await refusedBy(stage.victim, good.subarray(0, place))).type);
  });

  it('attack 7: another kind of file is given as a bundle', async () => {
    const text = Buffer.from('a text of an office programme');
    const office = pack([{ name: 'word/document.xml', bytes: deflateRawSync(text), both: { method: 8, size: text.length } }]);
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7\n%%EOF\n'), Buffer.from('SQLite format 3\0'.padEnd(4096, '\0')), text, Buffer.alloc(100_000), office]) {
      expect(['NotABundle', 'BundleDamaged']).toContain((await refusedBy(stage.victim, bytes)).type);
    }
  });

  it('attack 8: a bundle sealed for another station', async () => {
    const other = await newStation('uz-na', 'attack 8');
    await trust(stage.sender, other);
    const sealed = readFileSync(await bundleFor(stage.sender, 'uz-na'));
    expect(await refusedBy(stage.victim, sealed)).toMatchObject({ type: 'NotSealedForThisStation', message: expect.stringContaining('Nothing was read from it') as string });
  });

  it('attack 10: a name that says sealed for a plain bundle, and the reverse', async () => {
    const folder = tempFolder();
    const asSealed = join(folder, 'plain.bitim.zip.age');
    const asPlain = join(folder, 'sealed.bitim.zip');
    copyFileSync(stage.path, asSealed);
    copyFileSync(await bundleFor(stage.sender, 'uz-sa', { full: true }), asPlain);
    expect(await imported(stage.victim, asSealed)).toMatchObject({ sealed: false, entries: { new: 5 } });
    expect(await imported(stage.victim, asPlain)).toMatchObject({ sealed: true, entries: { new: 0 } });
    expect(digestOf(stage.victim)).not.toBe(digestOf(stage.sender));
  });
});
