import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { attackedOffices, hostileFile, refusedByEngine } from '../../support/attackedOffice.ts';
import { rngOf } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';
import { attempted, bundleFor, digestOf, imported, newStation, trust } from '../../main/exchange/testStation.ts';
import { flipped, pack, refusedBy, scene, unpack, type Scene } from './forge.ts';

let stage: Scene;
beforeAll(async () => {
  stage = await scene('bundle');
});

/** Where the headers and the files before `data/` lie: all of a small bundle but its contents. */
function frameOf(bundle: Buffer): readonly number[] {
  const contents = [...unpack(bundle)].filter(([name]) => name.startsWith('data/')).map(([, bytes]) => [bytes.byteOffset - bundle.byteOffset, bytes.length] as const);
  return [...bundle.keys()].filter((at) => !contents.some(([start, length]) => at >= start && at < start + length));
}

describe('a bundle on its way', () => {
  it('attack 1: a bit is flipped anywhere in a plain bundle', async () => {
    const { victim, bundle } = await attackedOffices(2_000);
    const digest = await victim.do('store.digest', {});
    const path = hostileFile();
    const rng = rngOf('attack 1');
    const types = ['BundleDamaged', 'NotABundle', 'BundleTooLarge'];
    for (const byte of frameOf(bundle).filter(() => rng.chance(6))) {
      const bit = byte * 8 + rng.int(8);
      writeFileSync(path, flipped(bundle, bit));
      expect(await victim.try('bundles.inspect', { file: path }), `bit ${String(bit)}`).toMatchObject({ ok: false, error: { type: expect.toBeOneOf(types) as string } });
    }
    for (let i = 0; i < 300; i++) {
      const bit = rng.int(bundle.length * 8);
      writeFileSync(path, flipped(bundle, bit));
      expect(types).toContain((await refusedByEngine(victim, path, `bit ${String(bit)}`)).type);
    }
    expect(await victim.do('store.digest', {})).toEqual(digest);
  });

  it('attack 3: a plain bundle is cut at any place', async () => {
    const { victim, bundle } = await attackedOffices(2_000);
    const digest = await victim.do('store.digest', {});
    const path = hostileFile();
    const rng = rngOf('attack 3');
    for (const place of [0, 1, 4, 21, 22, bundle.length - 1, bundle.length - 21, bundle.length - 22, ...Array.from({ length: 100 }, () => rng.int(bundle.length))]) {
      writeFileSync(path, bundle.subarray(0, place));
      expect(['NotABundle', 'BundleDamaged']).toContain((await refusedByEngine(victim, path, `cut at byte ${String(place)}`)).type);
    }
    expect(await victim.do('store.digest', {})).toEqual(digest);
  });

  it('attack 7: another kind of file is given as a bundle', async () => {
    const text = Buffer.from('a text of an office programme');
    const office = pack([{ name: 'word/document.xml', bytes: deflateRawSync(text), both: { method: 8, size: text.length } }]);
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7\n%%EOF\n'), Buffer.from('SQLite format 3\0'.padEnd(4096, '\0')), text, Buffer.alloc(100_000), office]) {
      expect(['NotABundle', 'BundleDamaged']).toContain((await refusedBy(stage.victim, bytes)).type);
    }
    const pipe = join(tempFolder(), 'pipe.bitim.zip');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, tempFolder(), '/dev/zero']) {
      expect(await attempted(stage.victim, path)).toMatchObject({ ok: false, error: { type: 'CannotReadFile', message: expect.stringContaining(`${path} cannot be read: expected a file`) as string } });
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
