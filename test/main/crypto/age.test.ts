import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateAgeKey, isAgeRecipient, isSealed, openSealed, sealedSink } from '../../../src/main/crypto/age.ts';
import { DamagedBytes, fileSink, fileSource, memorySink, memorySource, type Source } from '../../../src/main/crypto/source.ts';

const CHUNK = 65_536;
const SEALED = CHUNK + 16;
const folder = mkdtempSync(join(tmpdir(), 'bitim-age-'));
afterAll(() => rmSync(folder, { recursive: true }));

type AgeKey = Awaited<ReturnType<typeof generateAgeKey>>;
let ours: AgeKey;
let another: AgeKey;
beforeAll(async () => {
  ours = await generateAgeKey();
  another = await generateAgeKey();
});

/** Bytes in which every 64 KiB differ. */
function pattern(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 0xff;
  return bytes;
}

async function seal(bytes: Buffer, recipients: readonly string[] = [ours.recipient], piece = 50_000): Promise<Buffer> {
  const out = memorySink();
  const sink = await sealedSink(out, recipients);
  for (let at = 0; at < bytes.length; at += piece) sink.write(bytes.subarray(at, at + piece));
  sink.end();
  return out.bytes();
}

async function opened(bytes: Buffer, identity = ours.identity): Promise<Source> {
  const result = await openSealed(memorySource(bytes), identity);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function refusal(bytes: Buffer, identity = ours.identity): Promise<string> {
  const result = await openSealed(memorySource(bytes), identity);
  if (!result.ok) return result.error.type;
  try {
    result.value.read(0, result.value.size);
    return 'read whole';
  } catch (error) {
    return error instanceof DamagedBytes ? 'DamagedBytes' : String(error);
  }
}

const headerLength = (sealed: Buffer): number => sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1;

const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 1, 5 * 1024 * 1024 + 17];

describe('a sealed file', () => {
  it.each(sizes)('of %i bytes opens again, whole', async (size) => {
    const plain = pattern(size);
    const source = await opened(await seal(plain));
    expect(source.size).toBe(size);
    expect(source.read(0, size).equals(plain)).toBe(true);
    source.close();
  });

  it('is the same length however it was written', async () => {
    const plain = pattern(200_000);
    const lengths = await Promise.all([1, 7_919, CHUNK, CHUNK + 1, 200_000].map(async (piece) => (await seal(plain.subarray(0, piece === 1 ? 3_000 : 200_000), [ours.recipient], piece)).length));
    expect(new Set(lengths.slice(1)).size).toBe(1);
  });

  it('reads the same at any place as the plaintext', async () => {
    const plain = pattern(3 * CHUNK + 1_000);
    const source = await opened(await seal(plain));
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(plain.length), (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        return source.read(from, to - from).equals(plain.subarray(from, to));
      }),
      { numRuns: 300 },
    );
    expect(() => source.read(plain.length, 1)).toThrow(RangeError);
    expect(() => source.read(-1, 1)).toThrow(RangeError);
  });

  it('gives buffers of the reader\'s own, also from the chunks it keeps', async () => {
    const source = await opened(await seal(pattern(1_000)));
    source.read(0, 1_000).fill(0);
    expect(source.read(0, 1_000).equals(pattern(1_000))).toBe(true);
  });

  it('opens for each of several recipients and for nobody else', async () => {
    const third = await generateAgeKey();
    const sealed = await seal(pattern(10), [ours.recipient, another.recipient]);
    expect(await Promise.all([refusal(sealed), refusal(sealed, another.identity), refusal(sealed, third.identity)])).toEqual([
      'read whole', 'read whole', 'NotSealedForThisStation',
    ]);
  });

  it('holds no plaintext and differs each time', async () => {
    const plain = Buffer.from('canary'.repeat(1_000));
    const [a, b] = [await seal(plain), await seal(plain)];
    expect([a.includes('canary'), a.equals(b)]).toEqual([false, false]);
  });

  it('is known by its first line', async () => {
    expect([isSealed(memorySource(await seal(pattern(1)))), isSealed(memorySource(Buffer.from('PK\x03\x04'))), isSealed(memorySource(Buffer.alloc(0)))]).toEqual([true, false, false]);
  });

  it('is not made without recipients or for anything but an X25519 recipient', async () => {
    for (const recipients of [[], [''], ['age1xyz'], [ours.recipient.toUpperCase()], [`${ours.recipient} `], [ours.identity]])
      await expect(sealedSink(memorySink(), recipients)).rejects.toThrow();
    expect(isAgeRecipient(ours.recipient)).toBe(true);
    expect(isAgeRecipient(ours.recipient.replace(/.$/, (c) => (c === 'q' ? 'p' : 'q')))).toBe(false);
  });

  it('takes nothing after its end', async () => {
    const sink = await sealedSink(memorySink(), [ours.recipient]);
    sink.end();
    sink.end();
    expect(() => sink.write(Buffer.of(1))).toThrow();
  });
});

describe('an attack on a sealed file', () => {
  it('that cuts it at any edge of a chunk, or one byte beside, is noticed at opening', async () => {
    const sealed = await seal(pattern(4 * CHUNK + 100));
    const start = headerLength(sealed) + 16;
    const cuts = [0, 1, 20, start - 17, start - 16, start - 1, start, start + 1, start + 15, start + 16];
    for (let i = 1; i <= 4; i++) for (const beside of [-1, 0, 1, 15, 16, 17]) cuts.push(start + i * SEALED + beside);
    for (const cut of cuts) expect(await refusal(sealed.subarray(0, cut)), `cut at ${cut}`).toBe('DamagedSeal');
  });

  it('that cuts it anywhere is noticed at opening', async () => {
    const sealed = await seal(pattern(CHUNK + 500));
    await fc.assert(fc.asyncProperty(fc.nat(sealed.length - 1), async (cut) => (await refusal(sealed.subarray(0, cut))) === 'DamagedSeal'), { numRuns: 200 });
  });

  it('that flips any bit of the header or the nonce is refused', async () => {
    const sealed = await seal(pattern(10), [ours.recipient, another.recipient]);
    for (let bit = 0; bit < (headerLength(sealed) + 16) * 8; bit++) expect(await refusal(flip(sealed, bit)), `bit ${bit}`).toMatch(/^(DamagedSeal|NotSealedForThisStation)$/);
  });

  it('that flips a bit in a chunk is noticed in that chunk and leaves the others readable', async () => {
    const plain = pattern(4 * CHUNK);
    const sealed = await seal(plain);
    const start = headerLength(sealed) + 16;
    for (let i = 0; i < 3; i++)
      for (const at of [0, 1, 40_000, CHUNK, SEALED - 1]) {
        const source = await opened(flip(sealed, (start + i * SEALED + at) * 8 + 3));
        expect(() => source.read(i * CHUNK + 5, 1)).toThrow(DamagedBytes);
        expect(source.read(3 * CHUNK, 10).equals(plain.subarray(3 * CHUNK, 3 * CHUNK + 10))).toBe(true);
        expect(() => source.read(0, plain.length)).toThrow(DamagedBytes);
      }
    expect(await refusal(flip(sealed, (start + 3 * SEALED + 77) * 8))).toBe('DamagedSeal');
  });

  it('that swaps, repeats or drops chunks is noticed', async () => {
    const sealed = await seal(pattern(4 * CHUNK));
    const start = headerLength(sealed) + 16;
    const chunk = (i: number): Buffer => sealed.subarray(start + i * SEALED, start + (i + 1) * SEALED);
    const joined = (...order: number[]): Buffer => Buffer.concat([sealed.subarray(0, start), ...order.map(chunk)]);
    expect(await refusal(joined(0, 1, 2, 3))).toBe('read whole');
    expect(await Promise.all([joined(1, 0, 2, 3), joined(0, 2, 1, 3)].map((bytes) => refusal(bytes)))).toEqual(['DamagedBytes', 'DamagedBytes']);
    for (const order of [[0, 1, 2], [0, 1, 3], [0, 1, 2, 3, 3], [0, 0, 1, 2, 3], [3], [0, 1, 2, 3, 0]]) expect(await refusal(joined(...order))).toBe('DamagedSeal');
  });

  it('that adds an empty last chunk, or bytes behind the end, is noticed', async () => {
    const sealed = await seal(pattern(CHUNK));
    expect(await Promise.all([refusal(Buffer.concat([sealed, Buffer.alloc(16)])), refusal(Buffer.concat([sealed, Buffer.of(0)])), refusal(Buffer.concat([sealed, Buffer.alloc(SEALED)]))])).toEqual([
      'DamagedSeal', 'DamagedSeal', 'DamagedSeal',
    ]);
  });

  it('that puts the payload of one file behind the header of another is noticed', async () => {
    const [a, b] = [await seal(pattern(100)), await seal(pattern(100))];
    expect(await refusal(Buffer.concat([a.subarray(0, headerLength(a)), b.subarray(headerLength(b))]))).toBe('DamagedSeal');
  });

  it('that adds a recipient to the header is noticed', async () => {
    const sealed = await seal(pattern(10));
    const stanza = (await seal(pattern(10), [another.recipient])).toString('latin1').split('\n').slice(1, 3).join('\n');
    const changed = Buffer.from(sealed.toString('latin1').replace('\n--- ', `\n${stanza}\n--- `), 'latin1');
    expect(await Promise.all([refusal(changed), refusal(changed, another.identity)])).toEqual(['DamagedSeal', 'DamagedSeal']);
  });

  it('with a header without end is refused without reading the file', async () => {
    const endless = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), Buffer.alloc(1 << 20, '-> X25519 a\n')]);
    let read = 0;
    const counting: Source = { ...memorySource(endless), read: (offset, length) => ((read += length), endless.subarray(offset, offset + length)) };
    expect((await openSealed(counting, ours.identity)).ok).toBe(false);
    expect(read).toBeLessThan(70_000);
  });

  it('with random bytes is refused and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => (await refusal(Buffer.concat([Buffer.from('age-encryption.org/v1\n'), bytes]))) === 'DamagedSeal'), { numRuns: 200 });
  });
});

describe("Debian's age", () => {
  it.each(sizes)('opens what is sealed here: %i bytes', async (size) => {
    const [path, identity] = [join(folder, 'ours.age'), join(folder, 'ours.key')];
    const plain = pattern(size);
    const file = fileSink(path);
    const sink = await sealedSink(file, [another.recipient, ours.recipient]);
    sink.write(plain);
    sink.end();
    writeFileSync(identity, `${ours.identity}\n`);
    expect(execFileSync('age', ['-d', '-i', identity, path], { maxBuffer: 1 << 24 }).equals(plain)).toBe(true);
  });

  it.each(sizes)('makes what opens here: %i bytes', async (size) => {
    const [path, key] = [join(folder, `theirs-${size}.age`), join(folder, `theirs-${size}.key`)];
    const plain = pattern(size);
    execFileSync('age-keygen', ['-o', key], { stdio: 'ignore' });
    const identity = readFileSync(key, 'utf8').split('\n').find((line) => line.startsWith('AGE-')) ?? '';
    const recipient = execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim();
    expect(isAgeRecipient(recipient)).toBe(true);
    execFileSync('age', ['-r', another.recipient, '-r', recipient, '-o', path], { input: plain });
    const result = await openSealed(fileSource(path), identity);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.read(0, result.value.size).equals(plain)).toBe(true);
    result.value.close();
  });

  it('refuses what is refused here', async () => {
    const identity = join(folder, 'ours.key');
    writeFileSync(identity, `${ours.identity}\n`);
    const sealed = await seal(pattern(CHUNK + 5));
    for (const bytes of [flip(sealed, 40 * 8), sealed.subarray(0, sealed.length - 21), flip(sealed, (sealed.length - 1) * 8)])
      expect([spawnSync('age', ['-d', '-i', identity], { input: bytes }).status, await refusal(bytes)]).toEqual([1, expect.stringMatching(/^(DamagedSeal|NotSealedForThisStation)$/)]);
  });
});

function flip(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}
