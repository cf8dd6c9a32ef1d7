import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frame, frameHead, FRAME, textFrame } from '../../../src/main/extract/frames.ts';
import { nodeReaders } from '../../../src/main/extract/nodeProcess.ts';
import { readInProcess, type ReaderEnd, type ReaderProcess, type StartReader } from '../../../src/main/extract/readInProcess.ts';
import { noFacts } from '../../../src/shared/contents/noFacts.ts';
import { readBytes, startReader } from '../../support/reader.ts';
import { tempFolder } from '../../support/temp.ts';
import { watching } from '../../support/watchedReader.ts';

/** A reader that a hostile file has taken over: it tries everything and tells what it could do, as the text of page 1. */
const TAKEN_OVER = `
  import fs from 'node:fs'; import { Socket } from 'node:net';
  const pipe = new Socket({ fd: 3 });
  const tried = {};
  const attempt = async (name, work) => { try { tried[name] = String(await work()).slice(0, 40) || 'done'; } catch (error) { tried[name] = error.code ?? error.name; } };
  const { folder, outside } = JSON.parse(fs.readFileSync(new URL('./told.json', import.meta.url), 'utf8'));
  await attempt('write', () => fs.writeFileSync(folder + '/written', 'x'));
  await attempt('read', () => fs.readFileSync(outside, 'utf8'));
  await attempt('list', () => fs.readdirSync(folder).join());
  await attempt('start', async () => (await import('node:child_process')).execSync('id'));
  await attempt('eval', () => (0, eval)('1 + 1'));
  tried.environment = Object.keys(process.env).filter((name) => !/^(DISABLE_SYSTEM_FONTS_LOAD|PWD|OLDPWD|SHLVL|_)$/.test(name)).join();
  const body = Buffer.from(JSON.stringify(tried));
  const head = Buffer.alloc(9); head[0] = 3; head.writeUInt32BE(body.length + 4, 1); head.writeUInt32BE(1, 5);
  pipe.write(Buffer.concat([head, body])); pipe.end(Buffer.from([4, 0, 0, 0, 0]), () => process.exit(0));
`;

describe('the process that reads a file', () => {
  it('can neither write, nor read what lies outside of its code, nor start a program, nor see our environment', async () => {
    const folder = tempFolder();
    const code = join(folder, 'code');
    mkdirSync(code);
    const outside = join(folder, 'secret');
    writeFileSync(outside, 'secret');
    writeFileSync(join(code, 'taken.mjs'), TAKEN_OVER);
    writeFileSync(join(code, 'told.json'), JSON.stringify({ folder, outside }));
    process.env['BITIM_PASSPHRASE'] = 'seven green bridges';
    const read = await readBytes(Buffer.from('x'), nodeReaders({ node: process.execPath, script: join(code, 'taken.mjs'), readable: [code] }));
    delete process.env['BITIM_PASSPHRASE'];
    expect(JSON.parse(read.text[0]?.text ?? '{}')).toEqual({
      write: 'ERR_ACCESS_DENIED', read: 'ERR_ACCESS_DENIED', list: 'ERR_ACCESS_DENIED', start: 'ERR_ACCESS_DENIED', eval: 'EvalError', environment: '',
    });
    expect(readdirSync(folder).sort()).toEqual(['code', 'secret']);
  });

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

describe('a file that wants the network', () => {
  const asked: string[] = [];
  const server = createServer((socket) => { asked.push(String(socket.remotePort)); socket.destroy(); });
  beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
  afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); }));

  it('is read and nothing is asked for', async () => {
    const { port } = server.address() as { readonly port: number };
    const url = `http://127.0.0.1:${String(port)}/x`;
    const { onePage, stream } = await import('../../security/hostile/madePdf.ts');
    const pdf = onePage({
      content: stream('/X Do'), resources: '/XObject <</X 6 0 R>>', catalog: `/OpenAction <</S /URI /URI (${url})>>`,
      more: [stream('', `/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F <</FS /URL /F (${url})>>`)],
    });
    const svg = Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${url}" width="9" height="9"/></svg>`);
    for (const bytes of [pdf, svg]) await readBytes(bytes);
    expect(asked).toEqual([]);
  });
});
