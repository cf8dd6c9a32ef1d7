import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedBytes } from '../../../src/main/crypto/source.ts';
import { openBlobStore, type BlobStore } from '../../../src/main/documents/blobs.ts';

const CHUNK = 65_536;
const SEALED = CHUNK + 16;
const HEADER = 41;
const documentKey = Buffer.alloc(32, 1);
const nameKey = Buffer.alloc(32, 2);

let top: string;
let folder: string;
let blobs: BlobStore;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'bitim-blobs-'));
  folder = join(top, 'documents');
  blobs = openBlobStore({ folder, documentKey, nameKey, random: randomBytes });
});
afterEach(() => rmSync(top, { recursive: true }));

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pathOf = (sha256: string): string => join(folder, blobs.nameOf(sha256).slice(0, 2), blobs.nameOf(sha256).slice(2));
const temporaries = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

function pattern(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * 7 + (i >> 16) * 13) & 0xff;
  return bytes;
}

function readBack(sha256: string): Buffer {
  const source = blobs.open(sha256);
  if (!source.ok) throw new Error(source.error.message);
  const bytes = source.value.read(0, source.value.size);
  source.value.close();
  return bytes;
}

/** What a reader meets who reads all: an error at opening, damage while reading, or nothing. */
function outcome(sha256: string): string {
  const source = blobs.open(sha256);
  if (!source.ok) return source.error.type;
  try {
    source.value.read(0, source.value.size);
    return 'read whole';
  } catch (error) {
    return error instanceof DamagedBytes ? 'DamagedBytes' : String(error);
  } finally {
    source.value.close();
  }
}

const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 40 * CHUNK + 5];

describe('a document at rest', () => {
  it.each(sizes)('of %i bytes comes back as it was, and its file has the length of the format', async (size) => {
    const bytes = pattern(size);
    expect(await blobs.put([bytes])).toEqual({ sha256: sha(bytes), bytes: size, stored: true });
    expect(readBack(sha(bytes)).equals(bytes)).toBe(true);
    expect(statSync(pathOf(sha(bytes))).size).toBe(HEADER + size + 16 * Math.max(1, Math.ceil(size / CHUNK)));
    expect([blobs.has(sha(bytes)), blobs.size(sha(bytes)), blobs.verify(sha(bytes)).ok, temporaries()]).toEqual([true, size, true, []]);
  });

  it('is byte for byte as format.md describes it', async () => {
    const { createDecipheriv, createHmac, hkdfSync } = await import('node:crypto');
    const bytes = pattern(CHUNK + 10);
    await blobs.put([bytes]);
    const name = createHmac('sha256', nameKey).update(Buffer.from(sha(bytes), 'hex')).digest('hex').slice(0, 62);
    const file = readFileSync(join(folder, name.slice(0, 2), name.slice(2)));
    const header = file.subarray(0, 25);
    expect(header.subarray(0, 9)).toEqual(Buffer.from('BITIMDOC\x01', 'latin1'));
    const key = Buffer.from(hkdfSync('sha256', documentKey, header.subarray(9), 'bitim document file', 32));
    expect(file.subarray(25, 41)).toEqual(createHmac('sha256', key).update(Buffer.from(sha(bytes), 'hex')).digest().subarray(0, 16));
    const plain = [file.subarray(41, 41 + SEALED), file.subarray(41 + SEALED)].map((chunk, i) => {
      const nonce = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, i, i]);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(header);
      decipher.setAuthTag(chunk.subarray(-16));
      return Buffer.concat([decipher.update(chunk.subarray(0, -16)), decipher.final()]);
    });
    expect(Buffer.concat(plain).equals(bytes)).toBe(true);
  });

  it('is the same however its bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50_000 }), { maxLength: 6 }), fc.boolean(), async (chunks, sync) => {
        const whole = Buffer.concat(chunks);
        const taken = sync ? blobs.putSync(chunks) : await blobs.put(slowly(chunks));
        return taken.sha256 === sha(whole) && taken.bytes === whole.length && readBack(taken.sha256).equals(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('reads the same at any place as the original', () => {
    const bytes = pattern(5 * CHUNK + 123);
    const { sha256 } = blobs.putSync([bytes]);
    const source = blobs.open(sha256);
    if (!source.ok) throw new Error(source.error.message);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(bytes.length), (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        return source.value.read(from, to - from).equals(bytes.subarray(from, to));
      }),
      { numRuns: 300 },
    );
    expect(() => source.value.read(bytes.length, 1)).toThrow(RangeError);
    source.value.close();
  });

  it('is stored once however often it is taken in', async () => {
    const bytes = pattern(1_000);
    await blobs.put([bytes]);
    const before = readFileSync(pathOf(sha(bytes)));
    expect([await blobs.put([bytes]), blobs.putSync([bytes], sha(bytes))]).toEqual(Array(2).fill({ sha256: sha(bytes), bytes: 1_000, stored: false }));
    expect([blobs.names(), temporaries(), readFileSync(pathOf(sha(bytes))).equals(before)]).toEqual([[blobs.nameOf(sha(bytes))], [], true]);
  });

  it('that was damaged is healed by taking it in again', () => {
    const bytes = pattern(1_000);
    const { sha256 } = blobs.putSync([bytes]);
    truncateSync(pathOf(sha256), 500);
    expect([outcome(sha256), blobs.putSync([bytes]).stored, outcome(sha256)]).toEqual(['DocumentDamaged', true, 'read whole']);
  });

  it('leaves no plaintext, no name and no hash in the folder', () => {
    const bytes = Buffer.from('canary '.repeat(20_000));
    const { sha256 } = blobs.putSync([bytes]);
    const file = readFileSync(pathOf(sha256));
    const names = readdirSync(folder, { recursive: true }).join(' ');
    expect([file.includes('canary'), file.includes(Buffer.from(sha256, 'hex')), names.includes(sha256.slice(2, 20))]).toEqual([false, false, false]);
  });

  it('of the same content has another file in another store', () => {
    const other = openBlobStore({ folder: join(top, 'other'), documentKey, nameKey: Buffer.alloc(32, 3), random: randomBytes });
    const { sha256 } = blobs.putSync([pattern(10)]);
    other.putSync([pattern(10)]);
    expect(other.nameOf(sha256)).not.toBe(blobs.nameOf(sha256));
    expect(readFileSync(join(top, 'other', other.nameOf(sha256).slice(0, 2), other.nameOf(sha256).slice(2))).equals(readFileSync(pathOf(sha256)))).toBe(false);
  });

  it('that is not there is missing, and a malformed hash is a fault of the caller', async () => {
    const absent = '0'.repeat(64);
    const copied = await blobs.copyOut(absent, join(top, 'x'));
    expect([outcome(absent), blobs.has(absent), blobs.size(absent), copied.ok ? '' : copied.error.type, existsSync(join(top, 'x'))]).toEqual(['DocumentMissing', false, null, 'DocumentMissing', false]);
    for (const hash of ['', '../../../../etc/passwd', absent.slice(1), 'A'.repeat(64)]) expect(() => blobs.has(hash)).toThrow();
  });
});

describe('taking a document in', () => {
  it('keeps nothing if its source fails half-way', async () => {
    const failing = function* (): Generator<Buffer> {
      yield pattern(100_000);
      throw new Error('the stick was pulled out');
    };
    await expect(blobs.put(failing())).rejects.toThrow('pulled out');
    expect(() => blobs.putSync(failing())).toThrow('pulled out');
    expect([blobs.names(), temporaries()]).toEqual([[], []]);
  });

  it('keeps nothing if the content is not the expected one', () => {
    expect(() => blobs.putSync([pattern(10)], sha(pattern(11)))).toThrow(DamagedBytes);
    expect([blobs.names(), temporaries()]).toEqual([[], []]);
  });

  it('of two at once does not mix them', async () => {
    const [a, b] = [pattern(300_000), randomBytes(300_000)];
    const pieces = (bytes: Buffer): Buffer[] => Array.from({ length: 30 }, (_, i) => bytes.subarray(i * 10_000, (i + 1) * 10_000));
    await Promise.all([blobs.put(slowly(pieces(a))), blobs.put(slowly(pieces(b))), blobs.put(slowly(pieces(a)))]);
    expect([readBack(sha(a)).equals(a), readBack(sha(b)).equals(b), blobs.names().length, temporaries()]).toEqual([true, true, 2, []]);
  });
});

describe('copying a document out', () => {
  it('writes the content, over an older file too, and leaves no temporary file', async () => {
    const bytes = pattern(3 * CHUNK + 1);
    const { sha256 } = blobs.putSync([bytes]);
    writeFileSync(join(top, 'out.pdf'), 'older');
    expect((await blobs.copyOut(sha256, join(top, 'out.pdf'))).ok).toBe(true);
    expect([readFileSync(join(top, 'out.pdf')).equals(bytes), readdirSync(top).sort()]).toEqual([true, ['documents', 'out.pdf']]);
  });

  it('of a damaged document leaves the older file as it was', async () => {
    const { sha256 } = blobs.putSync([pattern(3 * CHUNK)]);
    flip(pathOf(sha256), (HEADER + SEALED + 100) * 8);
    writeFileSync(join(top, 'out.pdf'), 'older');
    const result = await blobs.copyOut(sha256, join(top, 'out.pdf'));
    expect([result.ok ? '' : result.error.type, readFileSync(join(top, 'out.pdf'), 'utf8'), readdirSync(top).sort()]).toEqual(['DocumentDamaged', 'older', ['documents', 'out.pdf']]);
  });

  it('to a place that cannot be written is a plain refusal', async () => {
    const { sha256 } = blobs.putSync([pattern(10)]);
    mkdirSync(join(top, 'a folder'));
    const results = await Promise.all([join(top, 'no', 'such', 'folder'), join(top, 'a folder')].map((path) => blobs.copyOut(sha256, path)));
    expect(results.map((result) => (result.ok ? '' : result.error.type))).toEqual(['CannotWriteFile', 'CannotWriteFile']);
    expect(readdirSync(top).sort()).toEqual(['a folder', 'documents']);
  });
});

describe('the sweep', () => {
  it('removes orphans and temporary files, and nothing that is kept or foreign', () => {
    const [kept, orphan] = [blobs.putSync([pattern(10)]), blobs.putSync([pattern(11)])];
    writeFileSync(join(folder, 'left.tmp'), 'x');
    writeFileSync(join(folder, 'readme'), 'x');
    expect(blobs.sweep(new Set([kept.sha256, '0'.repeat(64)]), 0)).toEqual({ removed: 2 });
    expect([blobs.has(kept.sha256), blobs.has(orphan.sha256), existsSync(join(folder, 'left.tmp')), existsSync(join(folder, 'readme'))]).toEqual([true, false, false, true]);
    expect(blobs.sweep(new Set([kept.sha256]), 0)).toEqual({ removed: 0 });
    expect(blobs.names()).toEqual([blobs.nameOf(kept.sha256)]);
  });
});

describe('what a crash left before it was made durable', () => {
  it('is removed if it is not whole, so that the document counts as missing and is asked for again', () => {
    const [whole, torn, older] = [blobs.putSync([pattern(5_000)]), blobs.putSync([pattern(5_001)]), blobs.putSync([pattern(5_002)])];
    truncateSync(pathOf(torn.sha256), 1_000);
    truncateSync(pathOf(older.sha256), 1_000);
    utimesSync(pathOf(older.sha256), 1, 1);
    expect(blobs.sweep(new Set([whole.sha256, torn.sha256, older.sha256]), 2_000)).toEqual({ removed: 1 });
    expect([blobs.has(whole.sha256), blobs.has(torn.sha256), blobs.has(older.sha256)]).toEqual([true, false, true]);
  });
});

describe('an attack on a document at rest', () => {
  it('that flips any bit of a small file is noticed', () => {
    const { sha256 } = blobs.putSync([pattern(20)]);
    const path = pathOf(sha256);
    for (let bit = 0; bit < statSync(path).size * 8; bit++) {
      flip(path, bit);
      expect(outcome(sha256), `bit ${bit}`).toBe('DocumentDamaged');
      flip(path, bit);
    }
    expect(outcome(sha256)).toBe('read whole');
  });

  it('that flips a bit in a large file is noticed by whoever reads it whole', () => {
    const { sha256 } = blobs.putSync([pattern(3 * CHUNK + 7)]);
    const path = pathOf(sha256);
    fc.assert(
      fc.property(fc.nat(statSync(path).size * 8 - 1), (bit) => {
        flip(path, bit);
        const [found, verified] = [outcome(sha256), blobs.verify(sha256).ok];
        flip(path, bit);
        return found !== 'read whole' && !verified;
      }),
      { numRuns: 200 },
    );
  });

  it('that cuts the file anywhere is noticed at opening', () => {
    const { sha256 } = blobs.putSync([pattern(3 * CHUNK)]);
    const whole = readFileSync(pathOf(sha256));
    const cuts = [0, 8, HEADER, HEADER + 15, HEADER + 16, HEADER + SEALED, HEADER + SEALED + 16, HEADER + SEALED + 17, HEADER + 2 * SEALED, whole.length - 1];
    for (const cut of cuts) {
      writeFileSync(pathOf(sha256), whole.subarray(0, cut));
      expect(outcome(sha256), `cut at ${cut}`).toBe('DocumentDamaged');
    }
  });

  it('that adds, drops, repeats or swaps chunks is noticed', () => {
    const { sha256 } = blobs.putSync([pattern(4 * CHUNK)]);
    const whole = readFileSync(pathOf(sha256));
    const found = [[1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 2], [0, 1, 3], [3], [0, 1, 2, 3, 3], [0, 1, 2, 2, 3]].map((order) => {
      writeFileSync(pathOf(sha256), Buffer.concat([whole.subarray(0, HEADER), ...order.map((i) => whole.subarray(HEADER + i * SEALED, HEADER + (i + 1) * SEALED))]));
      return outcome(sha256);
    });
    expect(found).toEqual(['DamagedBytes', 'DamagedBytes', ...Array<string>(5).fill('DocumentDamaged')]);
  });

  it('that mixes chunks of two documents is noticed', () => {
    const [a, b] = [blobs.putSync([pattern(2 * CHUNK)]), blobs.putSync([randomBytes(2 * CHUNK)])];
    const [first, second] = [readFileSync(pathOf(a.sha256)), readFileSync(pathOf(b.sha256))];
    writeFileSync(pathOf(a.sha256), Buffer.concat([first.subarray(0, HEADER), second.subarray(HEADER, HEADER + SEALED), first.subarray(HEADER + SEALED)]));
    expect(outcome(a.sha256)).toBe('DamagedBytes');
  });

  it('that puts one document in the place of another is noticed at opening', async () => {
    const [a, b] = [blobs.putSync([pattern(100)]), blobs.putSync([pattern(101)])];
    copyFileSync(pathOf(b.sha256), pathOf(a.sha256));
    const copied = await blobs.copyOut(a.sha256, join(top, 'out'));
    expect([blobs.open(a.sha256).ok, blobs.verify(a.sha256).ok, copied.ok, existsSync(join(top, 'out'))]).toEqual([false, false, false, false]);
    expect(blobs.putSync([pattern(100)]).stored).toBe(true);
    expect(blobs.verify(a.sha256).ok).toBe(true);
  });

  it('that brings in a document of another store is noticed', () => {
    const other = openBlobStore({ folder: join(top, 'other'), documentKey: Buffer.alloc(32, 9), nameKey, random: randomBytes });
    const { sha256 } = other.putSync([pattern(100)]);
    const name = other.nameOf(sha256);
    mkdirSync(join(folder, name.slice(0, 2)));
    renameSync(join(top, 'other', name.slice(0, 2), name.slice(2)), pathOf(sha256));
    expect(outcome(sha256)).toBe('DocumentDamaged');
  });
});

async function* slowly(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await new Promise(setImmediate);
    yield chunk;
  }
}

function flip(path: string, bit: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  writeFileSync(path, bytes);
}
