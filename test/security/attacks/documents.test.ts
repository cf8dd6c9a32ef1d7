import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBlobStore, type BlobStore } from '../../../src/main/documents/blobs.ts';
import { newOffice } from '../../support/office.ts';
import { rngOf } from '../../support/rng.ts';
import { tempFolder } from '../../support/temp.ts';
import { flipped } from './forge.ts';

const HEADER = 25;
const CHUNK = 65_536 + 16;

interface Shelf {
  readonly blobs: BlobStore;
  readonly pathOf: (sha256: string) => string;
}

function shelf(seed: string): Shelf {
  const rng = rngOf(seed);
  const folder = tempFolder();
  const blobs = openBlobStore({ folder, documentKey: rng.bytes(32), nameKey: rng.bytes(32), random: rng.bytes });
  return { blobs, pathOf: (sha256) => join(folder, blobs.nameOf(sha256).slice(0, 2), blobs.nameOf(sha256).slice(2)) };
}

/** Neither opening and reading, nor copying out, nor verifying gives a single wrong byte. */
async function isRefused({ blobs }: Shelf, sha256: string): Promise<void> {
  expect(blobs.verify(sha256)).toMatchObject({ ok: false, error: { type: 'DocumentDamaged' } });
  const out = join(tempFolder(), 'out');
  expect(await blobs.copyOut(sha256, out)).toMatchObject({ ok: false, error: { type: 'DocumentDamaged' } });
  expect(() => readFileSync(out)).toThrow('ENOENT');
}

describe('documents', () => {
  it('attack 91: a bit flipped in a document at rest', async () => {
    const here = shelf('attack 91');
    const rng = rngOf('bits');
    const { sha256 } = here.blobs.putSync([rng.bytes(150_000)]);
    const good = readFileSync(here.pathOf(sha256));
    const bits = [...Array.from({ length: 40 }, () => rng.int(good.length * 8)), ...Array.from({ length: HEADER }, (_, i) => i * 8), good.length * 8 - 1];
    for (const bit of bits) {
      writeFileSync(here.pathOf(sha256), flipped(good, bit));
      await isRefused(here, sha256);
    }
    writeFileSync(here.pathOf(sha256), good);
    expect(here.blobs.verify(sha256).ok).toBe(true);
  });

  it('attack 92: chunks of a document exchanged, repeated or cut off', async () => {
    const here = shelf('attack 92');
    const { sha256 } = here.blobs.putSync([rngOf('chunks').bytes(4 * 65_536)]);
    const good = readFileSync(here.pathOf(sha256));
    const head = good.subarray(0, HEADER);
    const chunks = Array.from({ length: 4 }, (_, i) => good.subarray(HEADER + i * CHUNK, HEADER + (i + 1) * CHUNK)) as [Buffer, Buffer, Buffer, Buffer];
    const [a, b, c, d] = chunks;
    for (const order of [[b, a, c, d], [a, c, b, d], [a, b, c], [a, b, c, d, d], [a, a, c, d], [d], []]) {
      writeFileSync(here.pathOf(sha256), Buffer.concat([head, ...order]));
      await isRefused(here, sha256);
    }
    for (const length of [0, 10, HEADER, good.length - 1, good.length - 16]) {
      writeFileSync(here.pathOf(sha256), good.subarray(0, length));
      await isRefused(here, sha256);
    }
    writeFileSync(here.pathOf(sha256), Buffer.concat([good, Buffer.from('x')]));
    await isRefused(here, sha256);
  });

  it('attack 93: the file of one document under the name of another', async () => {
    const here = shelf('attack 93');
    const agreement = here.blobs.putSync([Buffer.from('%PDF-1.7 the agreement')]).sha256;
    const other = here.blobs.putSync([Buffer.from('%PDF-1.7 something else')]).sha256;
    cpSync(here.pathOf(other), here.pathOf(agreement));
    await isRefused(here, agreement);
    const elsewhere = shelf('attack 93, another store');
    const theirs = elsewhere.blobs.putSync([Buffer.from('%PDF-1.7 the agreement')]).sha256;
    renameSync(elsewhere.pathOf(theirs), here.pathOf(agreement));
    await isRefused(here, agreement);
    expect(here.blobs.putSync([Buffer.from('%PDF-1.7 the agreement')])).toMatchObject({ sha256: agreement });
    expect(here.blobs.verify(agreement).ok).toBe(true);
  });

  it('attack 101: a program with the name of a scan', async () => {
    const folder = tempFolder();
    const office = await newOffice('uz-bu');
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1/26' } });
    const samples: readonly (readonly [string, Buffer])[] = [
      ['scan.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x90)])],
      ['photo.jpg', Buffer.from('\x7fELF\x02\x01\x01'.padEnd(64, '\0'), 'latin1')],
      ['letter.pdf', Buffer.from('<html><script>alert(1)</script></html>')],
      ['page.tiff', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ];
    for (const [name, bytes] of samples) {
      writeFileSync(join(folder, name), bytes);
      const { attached } = await office.do('documents.attach', { id, files: [join(folder, name)] });
      expect(attached[0]?.mediaType).not.toMatch(/pdf|jpeg|tiff/);
    }
    await office.close();
  });

  it('attack 102: an attachment whose name is a path', async () => {
    const folder = tempFolder();
    const office = await newOffice('uz-bu');
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1/26' } });
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'scan.pdf'), '%PDF-1.7');
    const { attached } = await office.do('documents.attach', { id, files: [join(folder, 'a', 'b', '..', 'b', 'scan.pdf')] });
    expect(attached.map(({ name }) => name)).toEqual(['scan.pdf']);
    const [sha256 = ''] = attached.map((each) => each.sha256);
    const document = (await office.do('record.show', { id: attached[0]?.id ?? '' })).document as string;
    await office.do('record.add', { kind: 'attachment', value: { document, sha256, bytes: 8, mediaType: 'application/pdf', name: '../../../../tmp/evil' } });
    const out = join(tempFolder(), 'wherever-the-person-says.pdf');
    expect(await office.do('documents.copyOut', { sha256, out })).toMatchObject({ path: out });
    expect(readFileSync(out, 'utf8')).toBe('%PDF-1.7');
    await office.close();
  });
});
