/** The process that reads files, as the command line starts it: what was built. */
import { join } from 'node:path';
import { openAnswer } from '../../src/main/extract/answer.ts';
import { frame, FRAME, textFrame } from '../../src/main/extract/frames.ts';
import { nodeReaders } from '../../src/main/extract/nodeProcess.ts';
import { readContent } from '../../src/main/extract/readContent.ts';
import { readInProcess, type ContentRead, type StartReader } from '../../src/main/extract/readInProcess.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

export const startReader: StartReader = nodeReaders({
  node: process.execPath, script: join(PROJECT, 'out/main/extract.js'), readable: [join(PROJECT, 'out/main'), join(PROJECT, 'node_modules'), join(PROJECT, 'package.json')],
});

export async function readBytes(bytes: Buffer, start: StartReader = startReader): Promise<ContentRead> {
  const read = await readInProcess(start, { bytes: bytes.length, pieces: () => [bytes] }, new AbortController().signal);
  if (read === null) throw new Error('It was not stopped');
  return read;
}

/** Reads in this process: for what is found, not for what it may cost. */
export async function readHere(bytes: Buffer): Promise<ContentRead> {
  const answer = openAnswer();
  const say = (type: number, payload: Uint8Array): void => {
    if (!answer.take(frame(type, payload))) throw new Error('An honest reader said what none says');
  };
  await readContent(bytes, {
    facts: (facts) => say(FRAME.facts, Buffer.from(JSON.stringify(facts))),
    thumbnail: (webp) => say(FRAME.thumbnail, webp),
    text: (page) => answer.take(textFrame(page)),
    isTimeLeft: () => true,
  }, { pdfjs: join(PROJECT, 'node_modules/pdfjs-dist/') });
  const { facts, thumbnail, text } = answer.answer();
  if (facts === null) throw new Error('Nothing was said');
  return { facts, thumbnail, text };
}
