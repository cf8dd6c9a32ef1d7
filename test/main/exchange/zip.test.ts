import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { memorySink, memorySource } from '../../../src/main/crypto/source.ts';
import { BUNDLE_LIMITS } from '../../../src/main/exchange/limits.ts';
import { clashProblem, nameProblem } from '../../../src/main/exchange/names.ts';
import { centralHeader, endRecords, localHeader, piecesOf, readContents, readZip, zipCost, zipWriter } from '../../../src/main/exchange/zip.ts';

type File = readonly [name: string, contents: Buffer];

function zipOf(files: readonly File[]): Buffer {
  const sink = memorySink();
  const zip = zipWriter(sink);
  for (const [name, contents] of files) zip.add({ name, size: contents.length, crc: crc32(contents) }, [contents]);
  zip.end();
  return sink.bytes();
}

/** What a reader that checks everything makes of the bytes: the files, or the type of the error. */
function readAll(bytes: Buffer): readonly File[] | string {
  const source = memorySource(bytes);
  const entries = readZip(source, BUNDLE_LIMITS);
  if (!entries.ok) return entries.error.type;
  const files: File[] = [];
  for (const entry of entries.value) {
    const contents = readContents(source, entry);
    if (!contents.ok) return contents.error.type;
    files.push([entry.name, contents.value]);
  }
  return files;
}

const SMALL: readonly File[] = [['bagit.txt', Buffer.from('BagIt')], ['data/a.json', Buffer.alloc(0)], ['data/b', Buffer.from([0, 255, 80, 75, 5, 6])]];

const partOf = fc.stringMatching(/^[a-z0-9_-]{1,12}$/).filter((part) => nameProblem(part) === null);
const nameOf = fc.array(partOf, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const filesOf = fc
  .uniqueArray(fc.tuple(nameOf, fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))), { selector: ([name]) => name, maxLength: 12 })
  .filter((files) => clashProblem(files.map(([name]) => name)) === null);

describe('the ZIP of a bundle', () => {
  it('gives back what was written, and its length is what was planned', () => {
    fc.assert(
      fc.property(filesOf, (files) => {
        const bytes = zipOf(files);
        expect(readAll(bytes)).toEqual(files);
        expect(bytes.length).toBe(files.reduce((sum, [name, contents]) => sum + zipCost(name, contents.length), 22));
      }),
    );
  });

  it('is refused when any single bit is flipped', () => {
    const bytes = zipOf(SMALL);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8((flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      expect(typeof readAll(flipped), `bit ${String(bit)}`).toBe('string');
    }
  });

  it('is refused when cut at any byte, or with anything before or after it', () => {
    const bytes = zipOf(SMALL);
    for (let length = 0; length < bytes.length; length++) expect(typeof readAll(bytes.subarray(0, length)), `length ${String(length)}`).toBe('string');
    expect(typeof readAll(Buffer.concat([bytes, Buffer.from([0])]))).toBe('string');
    expect(typeof readAll(Buffer.concat([Buffer.from([0]), bytes]))).toBe('string');
    expect(typeof readAll(Buffer.concat([bytes, bytes]))).toBe('string');
  });

  it('says which byte is not what it must be', () => {
    const bytes = zipOf(SMALL);
    const at = bytes.indexOf('data/a.json');
    bytes.write('data/A.json', at, 'latin1');
    const read = readZip(memorySource(bytes), BUNDLE_LIMITS);
    expect(read).toEqual({
      ok: false,
      error: { type: 'BundleDamaged', file: 'data/a.json', message: `The bundle was refused. The local header of data/a.json: expected 61 at byte ${String(at + 5)}, found 41. Nothing was changed.` },
    });
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readAll(Buffer.from(bytes))));
    const good = zipOf(SMALL);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (edits) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of edits) bytes.writeUInt8(value, at);
        const read = readAll(bytes);
        expect(bytes.equals(good) || typeof read === 'string').toBe(true);
      }),
    );
  });

  it('refuses more files, greater files and greater bundles than the limits allow', () => {
    const source = memorySource(zipOf(SMALL));
    const typeOf = (limits: Partial<typeof BUNDLE_LIMITS>): unknown => {
      const read = readZip(source, { ...BUNDLE_LIMITS, ...limits });
      return read.ok ? 'ok' : read.error.type;
    };
    expect([typeOf({ files: 2 }), typeOf({ fileBytes: 5 }), typeOf({ bundleBytes: source.size - 1 }), typeOf({ files: 3, fileBytes: 6, bundleBytes: source.size })]).toEqual([
      'BundleTooLarge', 'BundleTooLarge', 'BundleTooLarge', 'ok',
    ]);
  });

  it('refuses names that are not safe everywhere, names that occur twice, and a file that is also a folder', () => {
    const sameLength = (from: string, to: string): unknown => {
      const text = zipOf([['data/abc', Buffer.from('x')], ['data/abd', Buffer.from('y')]]).toString('latin1').replaceAll(from, to);
      return readAll(Buffer.from(text, 'latin1'));
    };
    expect(['data/../', '/etc/pas', 'data/ABC', 'data/a..', 'data//bc', 'data/nul', 'dat\\\\abc', 'data/a c', 'data/abd', 'data/\u0000bc', 'data/./b'].map((name) => sameLength('data/abc', name))).toEqual(
      Array.from({ length: 11 }, () => 'BundleDamaged'),
    );
    expect(readAll(Buffer.from(zipOf([['abc', Buffer.from('x')], ['abdx', Buffer.from('y')]]).toString('latin1').replaceAll('abdx', 'abc/'), 'latin1'))).toBe('BundleDamaged');
    expect(['con', 'con.txt', 'a/aux/b', 'com1.x', 'lpt9', 'nul', 'a.', '', 'a//b', '..', 'é'].map((name) => nameProblem(name) === null)).toEqual(Array.from({ length: 11 }, () => false));
    expect(['console', 'data/con1', 'com', 'lpt', 'uz-bu.aaaa', '.well_known', 'a..b'].map(nameProblem)).toEqual(Array.from({ length: 7 }, () => null));
    expect(clashProblem(['a/b', 'a'])).toEqual({ name: 'a', problem: 'is a file and a folder' });
    expect(clashProblem(['a', 'b', 'a'])).toEqual({ name: 'a', problem: 'occurs twice' });
    expect(clashProblem(['a/b/c', 'a/b/d', 'a.b'])).toBeNull();
  });

  it('refuses what another program writes, stored or compressed: attributes, times and descriptors are not ours', async () => {
    for (const compress of [false, true]) {
      const file = new ZipFile();
      file.addBuffer(Buffer.from('x'.repeat(100)), 'a.txt', { compress });
      file.end();
      const parts: Buffer[] = [];
      for await (const part of file.outputStream) parts.push(part as Buffer);
      const read = readZip(memorySource(Buffer.concat(parts)), BUNDLE_LIMITS);
      expect(read.ok ? 'read' : read.error.type).toBe('BundleDamaged');
    }
  });

  it('throws before a file with other contents than announced is finished', () => {
    const contents = Buffer.from('contents');
    const add = (size: number, crc: number) => (): void => zipWriter(memorySink()).add({ name: 'a', size, crc }, [contents]);
    expect(add(8, crc32(contents))).not.toThrow();
    expect(add(7, crc32(contents))).toThrow(/more/);
    expect(add(9, crc32(contents))).toThrow(/expected to have 9 bytes/);
    expect(add(8, 1)).toThrow(/CRC/);
  });

  it('gives the contents of a long file in pieces, and tells at the end if they were altered', () => {
    const long = Buffer.alloc(2_500_000, 'abcdefg');
    const bytes = zipOf([['long', long]]);
    const take = (source: Buffer): { readonly pieces: number; readonly ok: boolean } => {
      const read = readZip(memorySource(source), BUNDLE_LIMITS);
      const entry = read.ok ? read.value[0] : undefined;
      if (entry === undefined) throw new Error('not read');
      const pieces = piecesOf(memorySource(source), entry);
      let count = 0;
      for (let next = pieces.next(); ; next = pieces.next()) {
        if (next.done === true) return { pieces: count, ok: next.value.ok };
        count++;
      }
    };
    expect(take(bytes)).toEqual({ pieces: 3, ok: true });
    bytes.writeUInt8(0, 2_000_000);
    expect(take(bytes)).toEqual({ pieces: 3, ok: false });
  });

  it("passes Debian's unzip -t", () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'a.zip');
      writeFileSync(file, zipOf([...SMALL, ['data/deep/er/file.txt', Buffer.from('text')]]));
      expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors detected in compressed data');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Zip64', () => {
  const big = { name: 'big', size: 0x1_0000_0001, crc: 0xdeadbeef };

  it('puts both sizes of a file of 4 GiB into an extra field of both headers', () => {
    expect(localHeader(big).toString('hex')).toBe(
      ['504b0304', '2d00', '0008', '0000', '0000', '2100', 'efbeadde', 'ffffffff', 'ffffffff', '0300', '1400', '626967', '0100', '1000', '0100000001000000', '0100000001000000'].join(''),
    );
    expect(centralHeader(big, 7).toString('hex')).toBe(
      ['504b0102', '2d03', '2d00', '0008', '0000', '0000', '2100', 'efbeadde', 'ffffffff', 'ffffffff', '0300', '1400', '0000', '0000', '0000', '0000a481', '07000000', '626967', '0100', '1000',
        '0100000001000000', '0100000001000000'].join(''),
    );
  });

  it('appends a great offset to the same extra field', () => {
    expect(centralHeader(big, 0xffffffff).subarray(46).toString('hex')).toBe(['626967', '0100', '1800', '0100000001000000', '0100000001000000', 'ffffffff00000000'].join(''));
    expect(centralHeader({ ...big, size: 1 }, 0xffffffff).toString('hex')).toContain(['ffffffff', '626967', '0100', '0800', 'ffffffff00000000'].join(''));
    expect(centralHeader({ ...big, size: 1 }, 0xfffffffe).length).toBe(49);
    expect(localHeader({ ...big, size: 0xfffffffe }).length).toBe(33);
  });

  it('has its end record exactly from 65,535 files, or 4 GiB before or in the directory, on', () => {
    expect(endRecords(0xfffe, 0xfffffffe, 0xfffffffe).length).toBe(22);
    for (const [files, size, offset] of [[0xffff, 1, 1], [1, 0xffffffff, 1], [1, 1, 0xffffffff]] as const) {
      const bytes = endRecords(files, size, offset);
      expect([bytes.length, bytes.readBigUInt64LE(4), bytes.readBigUInt64LE(24), bytes.readBigUInt64LE(32), bytes.readBigUInt64LE(40), bytes.readBigUInt64LE(48), bytes.readBigUInt64LE(64), bytes.toString('hex', 76)]).toEqual([
        98, 44n, BigInt(files), BigInt(files), BigInt(size), BigInt(offset), BigInt(size + offset), '504b050600000000ffffffffffffffffffffffff0000',
      ]);
    }
  });

  it('is read and written with more than 65,534 files, which the limits of a bundle refuse', () => {
    const files = Array.from({ length: 66_000 }, (_, i): File => [`f${String(i)}`, Buffer.alloc(0)]);
    const bytes = zipOf(files);
    const refused = readZip(memorySource(bytes), BUNDLE_LIMITS);
    expect(refused.ok ? 'ok' : refused.error.type).toBe('BundleTooLarge');
    const read = readZip(memorySource(bytes), { ...BUNDLE_LIMITS, files: 70_000 });
    expect(read.ok ? read.value.length : read.error).toBe(66_000);
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'many.zip');
      writeFileSync(file, bytes);
      expect(execFileSync('unzip', ['-tq', file], { encoding: 'utf8' })).toContain('No errors');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is read behind 4 GiB that only seem to be there', () => {
    const holed = zipBehindHole();
    const read = readZip(holed, { ...BUNDLE_LIMITS, fileBytes: 2 ** 40 });
    expect(read.ok ? read.value.map(({ name, size, offset }) => ({ name, size, offset })) : read.error).toEqual([
      { name: 'hole', size: 0x1_0000_0000, offset: 0 },
      { name: 'after', size: 3, offset: 0x1_0000_0000 + 54 },
    ]);
  });
});

/** A ZIP with a file of 4 GiB of zeros, of which only the rest is kept. */
function zipBehindHole() {
  const hole = { name: 'hole', size: 0x1_0000_0000, crc: 0 };
  const after = { name: 'after', size: 3, crc: crc32('abc') };
  const first = localHeader(hole);
  const gapEnd = first.length + hole.size;
  const central = [centralHeader(hole, 0), centralHeader(after, gapEnd)];
  const size = central.reduce((sum, header) => sum + header.length, 0);
  const rest = Buffer.concat([localHeader(after), Buffer.from('abc')]);
  const last = Buffer.concat([rest, ...central, endRecords(2, size, gapEnd + rest.length)]);
  return {
    size: gapEnd + last.length,
    read: (offset: number, length: number): Buffer => Buffer.from(offset >= gapEnd ? last.subarray(offset - gapEnd, offset - gapEnd + length) : first.subarray(offset, offset + length)),
    close: () => undefined,
  };
}
