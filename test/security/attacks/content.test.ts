import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeReaders } from '../../../src/main/extract/nodeProcess.ts';
import { readBytes, startReader } from '../../support/reader.ts';
import { tempFolder } from '../../support/temp.ts';
import { watching } from '../../support/watchedReader.ts';
import { onePage, stream } from '../hostile/madePdf.ts';
import { hostilePdfs } from '../hostile/pdfs.ts';
import { hostilePictures } from '../hostile/pictures.ts';
import { hostileTexts } from '../hostile/texts.ts';

// One of each group; test/security/hostile/ has more than a hundred.

const hostile = new Map([...hostilePdfs, ...hostilePictures, ...hostileTexts].map((file) => [file.name, file]));

interface Came {
  readonly problem: string;
  readonly pages: number | null;
  readonly text: string;
  readonly bounded: boolean;
}

/** What came of a file of that name, and whether its process kept to 10 s and 512 MiB and is gone. */
async function cameOf(name: string): Promise<Came> {
  const watch = watching(startReader);
  const { facts, text } = await readBytes(await hostile.get(name)!.make(), watch.start);
  const { ms, peakMiB } = watch.seen[0]!;
  return { problem: facts.problem?.code ?? 'none', pages: facts.pages, text: text.map((page) => page.text).join('\n'), bounded: ms < 10_000 && peakMiB < 512 && watch.running().length === 0 };
}

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

describe('the content of files', () => {
  const asked: string[] = [];
  const server = createServer((socket) => { asked.push(String(socket.remotePort)); socket.destroy(); });
  beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
  afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); }));


  it('attack 107: a file that runs something when it is opened', async () => {
    for (const name of ['PDF with JavaScript on opening', 'PDF that launches a program', 'PDF with a form of XFA that runs a script'])
      expect(await cameOf(name)).toEqual({ problem: 'none', pages: 1, text: 'A harmless page', bounded: true });
    expect(await cameOf('SVG with a script')).toMatchObject({ problem: 'formatNotRead', bounded: true });
  });

  it('attack 108: a file that asks for something from the network', async () => {
    const { port } = server.address() as { readonly port: number };
    const url = `http://127.0.0.1:${String(port)}/x`;
    const pdf = onePage({
      content: stream('/X Do'), resources: '/XObject <</X 6 0 R>>', catalog: `/OpenAction <</S /URI /URI (${url})>>`,
      more: [stream('', `/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F <</FS /URL /F (${url})>>`)],
    });
    const svg = Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${url}" width="9" height="9"/></svg>`);
    for (const bytes of [pdf, svg]) await readBytes(bytes);
    expect(asked).toEqual([]);
  });

  it('attack 109: a file that unfolds to gigabytes', async () => {
    for (const name of ['DOCX whose text unfolds to 1 GiB', 'PDF with a picture that unfolds to 4 GiB', 'gzip of 64 MiB of zeros']) expect(await cameOf(name)).toMatchObject({ bounded: true });
  });

  it('attack 110: a picture that claims 100,000 by 100,000 pixels', async () => {
    for (const kind of ['PNG', 'TIFF']) expect(await cameOf(`${kind} that claims 100,000 by 100,000 pixels`)).toMatchObject({ problem: 'pictureTooLarge', bounded: true });
  });

  it('attack 111: XML that reads a file of the machine, or grows without end', async () => {
    for (const name of ['DOCX with an external entity', 'DOCX with entities that grow a thousand million times', 'ODT with an external entity'])
      expect(await cameOf(name)).toEqual({ problem: 'damaged', pages: null, text: '', bounded: true });
  });

  it('attack 112: a file that never comes to an end', async () => {
    const came = await cameOf('PDF with forms that draw each other a hundred times, eight deep');
    expect({ ...came, problem: '' }).toEqual({ problem: '', pages: 1, text: '', bounded: true });
    expect(['tookTooLong', 'neededTooMuchMemory']).toContain(came.problem);
  });

  it('attack 113: a reader that a file has taken over', async () => {
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
});
