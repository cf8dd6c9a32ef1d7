import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dumpHash } from '../../../src/main/changes/rebuild.ts';
import { newOffice, openOffice, type Office } from '../../support/office.ts';
import { readBytes, startReader } from '../../support/reader.ts';
import { tempFolder } from '../../support/temp.ts';
import { watching, type Watched } from '../../support/watchedReader.ts';
import type { HostileFile, Outcome } from './hostileFile.ts';
import { hostilePdfs } from './pdfs.ts';
import { hostilePictures } from './pictures.ts';
import { hostileTexts } from './texts.ts';

/** Numbered from 1. */
const hostile: readonly HostileFile[] = [...hostilePdfs, ...hostilePictures, ...hostileTexts];
const numbered = hostile.map(({ name }, i): readonly [number, string] => [i + 1, name]);

interface Register {
  readonly digest: string;
  readonly tables: string;
  readonly verified: { readonly ok: boolean; readonly problems: readonly string[] };
}

const registerOf = async (office: Office): Promise<Register> =>
  ({ digest: (await office.do('store.digest', {})).digest, tables: dumpHash(office.store().db, office.store().projectors), verified: await office.do('store.verify', {}) });

let before: Register;
let after: Register;
let running: readonly number[] = [];
/** By number: what came of it. */
const outcomes = new Map<number, Outcome>();
/** By number: the process that read it. */
const processes = new Map<number, Watched>();

/** All files are attached to one record, which reads none of them; then they are read, four at a time. */
beforeAll(async () => {
  const input = tempFolder();
  mkdirSync(input, { recursive: true });
  const paths = await Promise.all(hostile.map(async ({ make }, i) => {
    const path = join(input, `${String(i + 1)}.pdf`);
    writeFileSync(path, await make());
    return path;
  }));
  const first = await newOffice('uz-bu');
  const { id } = await first.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
  const { attached } = await first.do('documents.attach', { id, files: paths });
  before = await registerOf(first);
  await first.close();

  const watch = watching(startReader);
  /** The next file that is read has the least hash of those that are left; the reader does not know its number, the order tells. */
  const byHash = attached.map(({ sha256 }, i) => ({ sha256, number: i + 1 })).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const office = await openOffice('uz-bu', first.folder, { startReader: watch.start, readersAtATime: 4 });
  expect(await office.do('documents.read', {})).toMatchObject({ read: hostile.length, missing: 0 });
  running = watch.running();
  after = await registerOf(office);
  for (const [i, { sha256, number }] of byHash.entries()) {
    const content = await office.do('documents.content', { sha256 });
    outcomes.set(number, content.state === 'due' ? 'readerEnded' : (content.problem?.code as Outcome | undefined) ?? 'known');
    if (watch.seen[i] !== undefined) processes.set(number, watch.seen[i]);
  }
  await office.close();
  for (const [number] of numbered) if (!isBounded(number)) await readAlone(number);
  running = [...running, ...alone.running()];
  report();
}, 300_000);

const alone = watching(startReader);

const isBounded = (number: number): boolean => hostile[number - 1]!.outcomes.includes(outcomes.get(number)!) && processes.get(number)!.ms < 10_000;

/** On a machine that does much else at the same time, a harmless file may run out of time. Alone it does not. */
async function readAlone(number: number): Promise<void> {
  const { facts } = await readBytes(await hostile[number - 1]!.make(), alone.start);
  outcomes.set(number, facts.problem?.code ?? 'known');
  processes.set(number, alone.seen.at(-1)!);
}

/** Each file's time, peak memory and outcome, for whoever wants to see them. */
function report(): void {
  const folder = resolve(import.meta.dirname, '../../../test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hostile.txt'), numbered.map(([number, name]) => {
    const { ms = 0, peakMiB = 0 } = processes.get(number) ?? {};
    return `${String(number).padStart(3)} ${String(ms).padStart(6)} ms ${String(peakMiB).padStart(4)} MiB  ${(outcomes.get(number) ?? '').padEnd(20)} ${name}\n`;
  }).join(''));
}

describe('hostile files', () => {
  it('are at least sixty, each with a name of its own', () => {
    expect(new Set(hostile.map(({ name }) => name)).size).toBe(hostile.length);
    expect(hostile.length).toBeGreaterThanOrEqual(60);
  });

  it.each(numbered)('no. %i, %s: ends within 10 s and 512 MiB, with nothing left and nothing opened', (number) => {
    const { ms, peakMiB, sockets, files } = processes.get(number)!;
    expect(hostile[number - 1]!.outcomes).toContain(outcomes.get(number));
    expect({ inTime: ms < 10_000, inMemory: peakMiB < 512, sockets, files: [...files] }).toEqual({ inTime: true, inMemory: true, sockets: 0, files: [] });
  });

  it('leave the register as it was, and no process behind', () => {
    expect(after).toEqual(before);
    expect(after.verified).toEqual({ ok: true, problems: [] });
    expect(running).toEqual([]);
  });
});
