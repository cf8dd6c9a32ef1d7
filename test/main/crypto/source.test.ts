import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, existsSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunksOf, fileSink, fileSource, memorySink, memorySource } from '../../../src/main/crypto/source.ts';
import { renameDurably } from '../../../src/main/crypto/durable.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'bitim-source-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('a source', () => {
  it.each(['file', 'memory'])('of a %s gives exactly the bytes asked for, or throws a RangeError', (kind) => {
    const bytes = Buffer.from('0123456789');
    writeFileSync(join(folder, 'f'), bytes);
    const source = kind === 'file' ? fileSource(join(folder, 'f')) : memorySource(bytes);
    expect([source.size, String(source.read(0, 10)), String(source.read(3, 2)), source.read(10, 0).length]).toEqual([10, '0123456789', '34', 0]);
    for (const [offset, length] of [[0, 11], [-1, 2], [11, 0], [0.5, 1], [0, NaN], [2, -1], [Number.MAX_SAFE_INTEGER, 5]] as const)
      expect(() => source.read(offset, length)).toThrow(RangeError);
    expect([...chunksOf(source, 4)].map(String)).toEqual(['0123', '4567', '89']);
    source.close();
    source.close();
  });

  it('gives buffers of the reader\'s own', () => {
    const source = memorySource(Buffer.from('abc'));
    source.read(0, 3).fill(0);
    expect(String(source.read(0, 3))).toBe('abc');
  });

  it('notices a file that became shorter after opening', () => {
    writeFileSync(join(folder, 'f'), 'abcdef');
    const source = fileSource(join(folder, 'f'));
    truncateSync(join(folder, 'f'), 2);
    expect(() => source.read(0, 6)).toThrow(RangeError);
    source.close();
  });

  it('is not made of a folder', () => {
    expect(() => fileSource(folder)).toThrow();
  });
});

describe('a sink', () => {
  it('writes small and large pieces in order and counts them', () => {
    const path = join(folder, 'out');
    const sink = fileSink(path);
    const pieces = [1, 1 << 18, 5, (1 << 18) - 1, 0, 1 << 20, 3].map((n, i) => Buffer.alloc(n, i + 1));
    for (const piece of pieces) sink.write(piece);
    const { written } = sink;
    sink.end();
    sink.end();
    expect(readFileSync(path).equals(Buffer.concat(pieces))).toBe(true);
    expect(written).toBe(Buffer.concat(pieces).length);
    expect(() => sink.write(Buffer.of(1))).toThrow();
  });

  it('is readable by its owner only', () => {
    fileSink(join(folder, 'out')).end();
    expect(statSync(join(folder, 'out')).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind when abandoned, and keeps a finished file', () => {
    const lost = fileSink(join(folder, 'lost'));
    lost.write(Buffer.from('x'));
    lost.abandon();
    const kept = fileSink(join(folder, 'kept'));
    kept.end();
    kept.abandon();
    expect([existsSync(join(folder, 'lost')), existsSync(join(folder, 'kept'))]).toEqual([false, true]);
  });

  it('in memory keeps a copy of what was written', () => {
    const sink = memorySink();
    const bytes = Buffer.from('abc');
    sink.write(bytes);
    bytes.fill(0);
    expect(String(sink.bytes())).toBe('abc');
  });
});

describe('renaming durably', () => {
  it('replaces the old file', () => {
    writeFileSync(join(folder, 'a'), 'old');
    writeFileSync(join(folder, 'a.tmp'), 'new');
    renameDurably(join(folder, 'a.tmp'), join(folder, 'a'));
    expect([readFileSync(join(folder, 'a'), 'utf8'), existsSync(join(folder, 'a.tmp'))]).toEqual(['new', false]);
  });

  it('throws at once where trying again cannot help', () => {
    expect(() => renameDurably(join(folder, 'missing'), join(folder, 'a'))).toThrow('ENOENT');
  });
});
