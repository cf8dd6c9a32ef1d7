import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Station } from '../../main/exchange/testStation.ts';
import { flipped, pack, partsOf, refusedBy, scene, type End, type Header, type Part } from './forge.ts';

let victim: Station;
let good: Buffer;
let parts: readonly Part[];
beforeAll(async () => {
  const stage = await scene('zip');
  victim = stage.victim;
  good = readFileSync(stage.path);
  parts = partsOf(stage.files);
});

/** The parts with one of them bent. */
const bent = (index: number, part: Partial<Part>): readonly Part[] => parts.map((each, i) => (i === index ? { ...each, ...part } : each));
/** An extra file of this name at the end. */
const named = (name: string): Buffer => pack([...parts, { name, bytes: Buffer.from('x') }]);
const first = 6;
const damaged = async (bytes: Buffer, message: RegExp): Promise<void> => {
  const error = await refusedBy(victim, bytes);
  expect(error).toMatchObject({ type: 'BundleDamaged', message: expect.stringMatching(message) as string });
};
const bothHeaders = async (header: Header): Promise<void> => damaged(pack(bent(first, { both: header })), /expected [0-9a-f]{2} at byte \d+, found [0-9a-f]{2}/);
const ending = (end: End): Buffer => pack(parts, end);

describe('the ZIP of a bundle', () => {
  it('is written here as the exporter writes it, so that only what an attack bends is wrong', () => {
    expect(pack(parts).equals(good)).toBe(true);
  });

  it('attack 5: bytes are appended', async () => {
    for (const tail of ['\n', 'PK', 'x'.repeat(70_000)]) expect(['NotABundle', 'BundleDamaged']).toContain((await refusedBy(victim, Buffer.concat([good, Buffer.from(tail)]))).type);
    expect((await refusedBy(victim, Buffer.concat([good, good]))).type).toBe('BundleDamaged');
  });

  it('attack 6: bytes are put before it, as in a self-extracting program', async () => {
    await damaged(Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), good]), /The end of the ZIP: expected/);
    await damaged(pack(bent(0, { gap: Buffer.from('MZ program') })), /Header 1 /);
  });

  it('attack 11: two dots in a name', async () => {
    for (const name of ['../evil', 'data/../../evil', 'data/..', './data/x', 'data/./x']) await damaged(named(name), /has the part "\.\.?"/);
  });

  it('attack 12: an absolute path, a drive, a backslash', async () => {
    for (const name of ['/etc/passwd', '//host/share', 'c:/windows/x', 'data\\x', 'data//x', 'data/']) await damaged(named(name), /a name that is safe everywhere/);
  });

  it('attack 13: a device name of Windows', async () => {
    for (const name of ['con', 'data/nul.txt', 'aux/x', 'lpt1', 'com9.json', 'prn.a.b']) await damaged(named(name), /device name of Windows/);
    await damaged(named('data/x.'), /ends in a dot/);
  });

  it('attack 14: a name twice', async () => {
    await damaged(pack([...parts, ...parts.slice(-1)]), /it occurs twice/);
  });

  it('attack 15: names that differ in case alone', async () => {
    await damaged(named('Data/have.json'), /other than a-z/);
    await damaged(named('README.txt'), /other than a-z/);
  });

  it('attack 16: a file that is also a folder', async () => {
    await damaged(pack([...parts, { name: 'extra', bytes: Buffer.from('x') }, { name: 'extra/file', bytes: Buffer.from('y') }]), /is a file and a folder/);
  });

  it('attack 17: NUL, control characters, look-alikes, an over-long name', async () => {
    for (const name of ['data/x\0.txt', 'data/x\n', 'data/\u202egpj.exe', 'dаta/have.json', 'data/x y', '']) await damaged(named(name), /a name that is safe everywhere/);
    await damaged(named(`data/${'a'.repeat(251)}`), /longer than 255/);
    expect((await refusedBy(victim, named('a'.repeat(60_000)))).type).toBe('BundleDamaged');
  });

  it('attack 18: a compressed entry, a ZIP bomb', async () => {
    const bomb = Buffer.alloc(50_000_000);
    const packed = deflateRawSync(bomb);
    await damaged(pack(bent(first, { bytes: packed, both: { method: 8, size: bomb.length } })), /Header \d+|local header/);
    for (const method of [1, 8, 9, 12, 14, 93, 99]) await bothHeaders({ method });
  });

  it('attack 19: data descriptors, encryption and other flags', async () => {
    for (const flag of [0x0001, 0x0002, 0x0008, 0x0020, 0x0040, 0x2000]) await bothHeaders({ flags: 0x0800 | flag });
    await bothHeaders({ flags: 0 });
  });

  it('attack 20: a symbolic link, a folder or a program by its attributes', async () => {
    for (const mode of [0o120777, 0o040755, 0o100755, 0o104755, 0]) await damaged(pack(bent(first, { central: { attributes: mode * 65_536 } })), /central directory: expected/);
    await damaged(pack(bent(first, { central: { made: 0x0014 } })), /central directory: expected/);
  });

  it('attack 21: local and central header differ, so that two programs read two things', async () => {
    const local: readonly Header[] = [{ name: 'data/evil.json' }, { size: 1 }, { packed: 1 }, { crc: 7 }, { method: 8 }, { flags: 0 }, { time: 1 }, { date: 0 }, { needed: 10 }];
    for (const header of local) await damaged(pack(bent(first, { local: header })), /The local header of data\/have\.json: expected/);
    await damaged(pack(bent(first, { local: { extra: Buffer.from('UT\u0001\0x', 'latin1') } })), /central directory: expected/);
  });

  it('attack 22: a CRC that lies', async () => {
    await damaged(pack(bent(first, { both: { crc: 0x12345678 } })), /contents with CRC 12345678, found/);
    const document = good.indexOf('%PDF-1.7');
    await damaged(flipped(good, document * 8), /contents with CRC/);
  });

  it('attack 23: many names for the same bytes', async () => {
    await damaged(pack(bent(first + 1, { central: { offset: 0 } })), /central directory: expected/);
    await damaged(pack([...parts, { name: 'data/z', bytes: Buffer.alloc(0), both: { size: 100, packed: 100, crc: 0 } }]), /header|central directory|end at byte/);
  });

  it('attack 24: hidden bytes between entries', async () => {
    for (const gap of ['x', 'hidden payload']) await damaged(pack(bent(first, { gap: Buffer.from(gap) })), /central directory: expected/);
  });

  it('attack 25: Zip64 sizes that lie', async () => {
    const extra = (...values: readonly bigint[]): Buffer => {
      const bytes = Buffer.alloc(4 + values.length * 8);
      bytes.writeUInt16LE(1, 0);
      bytes.writeUInt16LE(values.length * 8, 2);
      values.forEach((value, i) => bytes.writeBigUInt64LE(value, 4 + i * 8));
      return bytes;
    };
    const size = BigInt(parts[first]?.bytes.length ?? 0);
    await damaged(pack(bent(first, { both: { extra: extra(size, size) } })), /expected/);
    const huge = { needed: 45, size: 0xffffffff, packed: 0xffffffff } as const;
    await damaged(pack(bent(first, { both: { ...huge, extra: extra(size, size) } })), /expected/);
    for (const value of [2n ** 32n, 2n ** 53n, 2n ** 64n - 1n]) {
      expect(['BundleDamaged', 'BundleTooLarge']).toContain((await refusedBy(victim, pack(bent(first, { both: { ...huge, extra: extra(value, value) } })))).type);
    }
    const locatorOnly = Buffer.concat([good.subarray(0, -22), Buffer.from('504b0607'.padEnd(40, '0'), 'hex'), good.subarray(-22)]);
    expect((await refusedBy(victim, locatorOnly)).type).toBe('BundleDamaged');
  });

  it('attack 26: a comment, an extra field, a second disk', async () => {
    expect((await refusedBy(victim, ending({ comment: 'hello' }))).type).toBe('NotABundle');
    const comments: readonly Header[] = [{ comment: 'x' }, { extra: Buffer.from([0x55, 0x54, 0, 0]) }, { disk: 1 }];
    for (const central of comments) await damaged(pack(bent(first, { central })), /central directory/);
    await damaged(ending({ disk: 1 }), /The end of the ZIP/);
  });

  it('attack 27: millions of files announced', async () => {
    expect(await refusedBy(victim, ending({ files: 65_000 }))).toMatchObject({ type: 'BundleTooLarge', message: expect.stringContaining('at most 60000 files') as string });
    await damaged(ending({ files: 3 }), /The end of the ZIP|central directory/);
  });

  it('attack 28: a file of more than 2 GiB announced', async () => {
    const size = 2 ** 31 + 1;
    expect(await refusedBy(victim, pack(bent(first, { both: { size, packed: size } })))).toMatchObject({ type: 'BundleTooLarge', file: parts[first]?.name });
  });
});
