import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attackedOffices, hostileFile, refusedByEngine, type AttackedOffices } from '../../support/attackedOffice.ts';
import { flipped } from './forge.ts';

/** Of attacks 1 and 3 every single one; a seeded slice of them runs in bundle.test.ts. */
let stage: AttackedOffices;
let digest: string;
const path = hostileFile();
beforeAll(async () => {
  stage = await attackedOffices(34_000);
  ({ digest } = await stage.victim.do('store.digest', {}));
});

/** Each is looked at, which makes all the checks; every 97th is taken in too, which must say the same and leave a line in the journal. */
const TAKEN = 97;

const refuse = async (bytes: Buffer, types: readonly string[], where: string, i: number): Promise<void> => {
  writeFileSync(path, bytes);
  if (i % TAKEN === 0) {
    expect(types, where).toContain((await refusedByEngine(stage.victim, path, where)).type);
    return;
  }
  const seen = await stage.victim.try('bundles.inspect', { file: path });
  if (seen.ok || !types.includes(seen.error.type) || !/^The bundle was refused\. .+\. Nothing was changed\.$/s.test(seen.error.message)) throw new Error(`${where}: ${seen.ok ? 'nothing was found wrong' : seen.error.message}`);
};

describe('a plain bundle of 40 kB', () => {
  it('is refused with any single bit flipped, and the register stays as it was', async () => {
    expect(stage.bundle.length).toBeGreaterThan(40_000);
    for (let bit = 0; bit < stage.bundle.length * 8; bit++) {
      await refuse(flipped(stage.bundle, bit), ['BundleDamaged', 'NotABundle', 'BundleTooLarge'], `bit ${String(bit & 7)} of byte ${String(bit >> 3)}`, bit);
      if (bit % 10_000 === 0) expect(await stage.victim.do('store.digest', {})).toEqual({ digest });
    }
    expect(await stage.victim.do('store.digest', {})).toEqual({ digest });
  });

  it('is refused when cut at any byte, and the register stays as it was', async () => {
    for (let length = 0; length < stage.bundle.length; length++) {
      await refuse(stage.bundle.subarray(0, length), ['BundleDamaged', 'NotABundle'], `cut at byte ${String(length)}`, length);
    }
    expect(await stage.victim.do('store.digest', {})).toEqual({ digest });
  });

  it('is taken in as it is', async () => {
    writeFileSync(path, stage.bundle);
    expect(await stage.victim.do('bundles.import', { file: path })).toMatchObject({ from: 'uz-bu', entries: { known: 0 }, documents: 1 });
    expect(await stage.victim.do('store.digest', {})).not.toEqual({ digest });
    expect(await stage.victim.do('store.verify', {})).toEqual({ ok: true, problems: [] });
  });
});
