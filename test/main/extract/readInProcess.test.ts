import { describe, expect, it } from 'vitest';
import { frame, frameHead, FRAME, textFrame } from '../../../src/main/extract/frames.ts';
import { readInProcess, type ReaderEnd, type ReaderProcess, type StartReader } from '../../../src/main/extract/readInProcess.ts';
import { noFacts } from '../../../src/shared/contents/noFacts.ts';
import { readBytes, startReader } from '../../support/reader.ts';
import { watching } from '../../support/watchedReader.ts';

describe('the process that reads a file', () => {
  it('ends at once when it is stopped, and its file is not known then', async () => {
    const stop = new AbortController();
    const watch = watching(startReader);
    const reading = readInProcess(watch.start, { bytes: 1_000_000, * pieces() { stop.abort(); yield Buffer.alloc(10); } }, stop.signal);
    expect(await reading).toBe(null);
    expect(watch.running()).toEqual([]);
  });
});

/** A process that says what it is told to, and ends. */
function saying(bytes: Buffer, end: ReaderEnd): StartReader {
  return (): ReaderProcess => {
    let onBytes: (bytes: Buffer) => void = () => undefined;
    let onEnd: (end: ReaderEnd) => void = () => undefined;
    return {
      pid: null, send: () => Promise.resolve(), residentMiB: () => null, kill: () => undefined,
      onBytes: (listener) => { onBytes = listener; },
      onEnd: (listener) => {
        onEnd = listener;
        setImmediate(() => {
          for (let at = 0; at < bytes.length; at += 7) onBytes(bytes.subarray(at, at + 7));
          onEnd(end);
        });
      },
    };
  };
}

const facts = { ...noFacts, kind: 'pdf' as const, pages: 9 };
const said = (...frames: readonly Buffer[]): Buffer => Buffer.concat([frame(FRAME.facts, Buffer.from(JSON.stringify(facts))), ...frames]);
const END = frameHead(FRAME.end, 0);

describe('what a reader says', () => {
  it('is taken in pieces of any size', async () => {
    const read = await readBytes(Buffer.from('x'), saying(said(textFrame({ page: 2, text: 'matn' }), END), 'done'));
    expect(read).toEqual({ facts, thumbnail: null, text: [{ page: 2, text: 'matn' }] });
  });

  it.each<readonly [string, Buffer, ReaderEnd, string]>([
    ['it runs out of memory', said(), 'outOfMemory', 'neededTooMuchMemory'],
    ['it runs out of time', said(), 'outOfTime', 'tookTooLong'],
    ['it crashes', said(), 'failed', 'readerEnded'],
    ['it ends before it said that this is all', said(), 'done', 'readerEnded'],
    ['it says something after the end', said(END, END), 'done', 'readerEnded'],
    ['its pages go backwards', said(textFrame({ page: 2, text: 'a' }), textFrame({ page: 1, text: 'b' }), END), 'done', 'readerEnded'],
    ['its thumbnail is no picture', said(frame(FRAME.thumbnail, Buffer.alloc(100)), END), 'done', 'readerEnded'],
    ['its thumbnail is too large', said(frame(FRAME.thumbnail, Buffer.alloc(300_000)), END), 'done', 'readerEnded'],
    ['its facts have fields of their own', said(frame(FRAME.facts, Buffer.from('{"kind":"pdf","__proto__":1}')), END), 'done', 'readerEnded'],
    ['it announces four gigabytes', said(frameHead(FRAME.text, 0xffffffff)), 'done', 'readerEnded'],
    ['it says what has no meaning', said(frame(9, Buffer.alloc(1)), END), 'done', 'readerEnded'],
  ])('counts as far as it went, when %s', async (_name, bytes, end, code) => {
    const read = await readBytes(Buffer.from('x'), saying(bytes, end));
    expect(read.facts).toMatchObject({ kind: 'pdf', pages: 9, textCut: true, problem: { code } });
  });

  it('has no U+0000, no halves of surrogate pairs and no towers of marks', async () => {
    const text = Buffer.concat([Buffer.from('a\u0000b'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(`c${'\u0301\u0316'.repeat(5_000)}d`)]);
    const number = Buffer.from([0, 0, 0, 1]);
    const read = await readBytes(Buffer.from('x'), saying(said(frame(FRAME.text, Buffer.concat([number, text])), END), 'done'));
    expect(read.text).toEqual([{ page: 1, text: `ab\ufffd\ufffd\ufffdc${'\u0301\u0316'.repeat(15)}d` }]);
  });

  it('is not asked of a file that is larger than a reader takes', async () => {
    const read = await readInProcess(() => { throw new Error('Started'); }, { bytes: 257 * 1024 * 1024, pieces: () => [] }, new AbortController().signal);
    expect(read?.facts.problem).toEqual({ code: 'tooLarge', mebibytes: 256 });
  });
});
