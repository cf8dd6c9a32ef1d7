import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../src/shared/contents/noFacts.ts';
import { dumpHash } from '../../../src/main/changes/rebuild.ts';
import { frame, frameHead, FRAME, textFrame } from '../../../src/main/extract/frames.ts';
import type { ReaderProcess, StartReader } from '../../../src/main/extract/readInProcess.ts';
import { scannedPdf, SCRIPTS, wordFile } from '../../support/madeDocuments.ts';
import { newOffice, openOffice, type Office } from '../../support/office.ts';
import { startReader } from '../../support/reader.ts';
import { tempFolder } from '../../support/temp.ts';

const facts = { ...noFacts, kind: 'text' as const, mediaType: 'text/plain; charset=utf-8', textLookedAt: 1, textFound: 1 };

/** A process that finds the same in every file, when it is told to go on. */
function slowReader(): { readonly start: StartReader; readonly goOn: () => void; readonly started: () => number } {
  const waiting: (() => void)[] = [];
  let started = 0;
  const start: StartReader = (): ReaderProcess => {
    started += 1;
    let onBytes: (bytes: Buffer) => void = () => undefined;
    let end: () => void = () => undefined;
    waiting.push(() => {
      onBytes(Buffer.concat([frame(FRAME.facts, Buffer.from(JSON.stringify(facts))), textFrame({ page: 1, text: 'matn' }), frameHead(FRAME.end, 0)]));
      end();
    });
    return {
      pid: null, send: () => Promise.resolve(), residentMiB: () => null, kill: () => { end(); },
      onBytes: (listener) => { onBytes = listener; }, onEnd: (listener) => { end = () => { listener('done'); }; },
    };
  };
  return { start, goOn: () => { for (const one of waiting.splice(0)) one(); }, started: () => started };
}

async function withFiles(office: Office, texts: readonly string[]): Promise<string> {
  const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '7', titleForms: [{ text: 'Bitim', language: 'uz', script: 'Latn' }] } });
  const folder = tempFolder();
  const files = texts.map((text, i) => {
    const path = join(folder, `${String(i)}.txt`);
    writeFileSync(path, text);
    return path;
  });
  await office.do('documents.attach', { id, files });
  return id;
}

const turn = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 20); });

describe('what is known of files', () => {
  it('is read when they are attached, shown beside them, and outside of the log', async () => {
    const office = await newOffice('uz-bu', { startReader });
    const folder = tempFolder();
    const [word, scan, same] = ['letter.docx', 'scan.pdf', 'same.pdf'].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(word, await wordFile([[SCRIPTS[2]]], 'Footer'));
    writeFileSync(scan, await scannedPdf(2));
    copyFileSync(scan, same);
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    const other = await office.do('record.add', { kind: 'agreement', value: { registerNo: '2', titleForms: [{ text: 'Ikkinchi', language: 'uz', script: 'Latn' }] } });
    const paper = { documentKind: 'AGREEMENT', role: 'original', language: 'uz', source: 'scanned' };
    const first = await office.do('documents.attach', { id: other.id, files: [same], ...paper, title: 'The second one' });
    expect(first.attached).toMatchObject([{ stored: true, alsoOf: [], content: { state: 'known', pages: 2, dpi: 100, text: 'toRecognise' } }]);

    const { attached } = await office.do('documents.attach', { id, files: [word, scan] });
    expect(attached).toMatchObject([
      { name: 'letter.docx', stored: true, alsoOf: [], content: { state: 'known', text: 'known' } },
      { name: 'scan.pdf', stored: false, alsoOf: [{ record: other.id, title: 'Ikkinchi' }], content: { state: 'known', pages: 2, dpi: 100, text: 'toRecognise' } },
    ]);
    const shown = await office.do('record.show', { id: other.id });
    expect(shown.documents).toMatchObject([{ title: 'The second one', content: { state: 'known', pages: 2 } }]);
    expect(await office.do('documents.content', { sha256: attached[0]!.sha256, text: true })).toMatchObject({ state: 'known', kind: 'word', text: [{ page: 1, text: `${SCRIPTS[2]}\n\nFooter`, by: 'file' }] });
    expect(Buffer.from((await office.do('documents.thumbnail', { sha256: attached[1]!.sha256 })).base64, 'base64').toString('latin1', 8, 12)).toBe('WEBP');
    expect(await office.try('documents.thumbnail', { sha256: attached[0]!.sha256 })).toMatchObject({ ok: false, error: { type: 'NoThumbnail' } });
    expect(await office.try('documents.content', { sha256: '0'.repeat(64) })).toMatchObject({ ok: false, error: { type: 'DocumentUnknown' } });
    const record = (of: string, title: string, name: string): object => ({ record: of, title, name });
    const [mine, theirs] = [record(id, (await office.do('record.show', { id })).title, 'scan.pdf'), record(other.id, 'Ikkinchi', 'same.pdf')];
    expect(await office.do('documents.duplicates', {})).toEqual({ contents: [{ sha256: attached[1]!.sha256, bytes: attached[1]!.bytes, of: id < other.id ? [mine, theirs] : [theirs, mine] }], capped: false });

    await office.do('search.catchUp', {});
    expect((await office.do('search', { query: 'Qashqadaryo' })).hits).toMatchObject([{ kind: 'document', title: 'letter.docx' }]);
    office.store().db.exec('DELETE FROM content; DELETE FROM content_text; DELETE FROM content_thumbnail;');
    const emptied = { digest: (await office.do('store.digest', {})).digest, tables: dumpHash(office.store().db, office.store().projectors) };
    expect(await office.do('documents.read', {})).toEqual({ read: 2, failed: 0, missing: 0 });
    expect({ digest: (await office.do('store.digest', {})).digest, tables: dumpHash(office.store().db, office.store().projectors) }).toEqual(emptied);
    expect(await office.do('store.verify', {})).toEqual({ ok: true, problems: [] });
    await office.close();
  }, 60_000);

  it('refuses a paper whose description no vocabulary has, before anything is stored', async () => {
    const office = await newOffice('uz-bu');
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    const folder = tempFolder();
    const files = ['a', 'b'].map((name) => { const path = join(folder, name); writeFileSync(path, name); return path; });
    expect(await office.try('documents.attach', { id, files, role: 'sideways' })).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
    expect(await office.try('documents.attach', { id, files, title: 'One for two' })).toMatchObject({ ok: false, error: { type: 'InvalidInput' } });
    expect(office.store().blobs.names()).toEqual([]);
    await office.close();
  });

  it('is read beside other calls, which write in between', async () => {
    const first = await newOffice('uz-bu');
    const id = await withFiles(first, ['a', 'b', 'c', 'd', 'e']);
    await first.close();
    const reader = slowReader();
    const office = await openOffice('uz-bu', first.folder, { startReader: reader.start });
    const reading = office.do('documents.read', {});
    await turn();
    expect(reader.started()).toBe(2);
    await office.do('record.set', { id, fields: { notes: 'written meanwhile' } });
    while (reader.started() < 5) { reader.goOn(); await turn(); }
    reader.goOn();
    expect(await reading).toEqual({ read: 5, failed: 0, missing: 0 });
    expect(await office.do('documents.read', {})).toEqual({ read: 0, failed: 0, missing: 0 });
    await office.close();
  });

  it('keeps what was read when reading is stopped, by a person or by closing the store', async () => {
    const first = await newOffice('uz-bu');
    await withFiles(first, ['a', 'b', 'c', 'd', 'e', 'f']);
    await first.close();
    const reader = slowReader();
    const office = await openOffice('uz-bu', first.folder, { startReader: reader.start });
    const reading = office.try('documents.read', {});
    await turn();
    reader.goOn();
    await turn();
    await office.close();
    expect(await reading).toMatchObject({ ok: false, error: { type: 'Cancelled', message: expect.stringContaining('2 files were read and stay so; 4 are due') as string } });
    await office.reopen();
    expect(office.store().db.prepare('SELECT count(*) FROM content').pluck().get()).toBe(2);
    await office.close();
  });

  it('leaves what could not be read alone until a person asks again', async () => {
    const failing: StartReader = () => ({ pid: null, send: () => Promise.resolve(), onBytes: () => undefined, onEnd: (listener) => { setImmediate(() => { listener('failed'); }); }, residentMiB: () => null, kill: () => undefined });
    const office = await newOffice('uz-bu', { startReader: failing });
    const id = await withFiles(office, ['a']);
    expect((await office.do('record.show', { id })).documents).toMatchObject([{ content: { state: 'failed', problem: 'The file could not be read: the process that read it ended.' } }]);
    expect(await office.do('documents.read', {})).toEqual({ read: 0, failed: 0, missing: 0 });
    expect(await office.do('documents.read', { again: true })).toEqual({ read: 1, failed: 1, missing: 0 });
    await office.close();
  });

  it('is due after a bundle brought a file, and stays due where the bytes are not here', async () => {
    const office = await newOffice('uz-bu', { startReader: slowReader().start });
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    const document = await office.do('record.add', { kind: 'document', value: { of: id, title: 'Elsewhere' } });
    await office.do('record.add', { kind: 'attachment', value: { document: document.id, sha256: 'ab'.repeat(32), name: 'x.pdf' } });
    expect((await office.do('record.show', { id })).documents).toMatchObject([{ content: { state: 'due', text: 'due' } }]);
    expect(await office.do('documents.read', {})).toEqual({ read: 0, failed: 0, missing: 1 });
    await office.close();
  });

  it('is said to be impossible where no process can be started', async () => {
    const office = await newOffice('uz-bu');
    expect(await office.try('documents.read', {})).toMatchObject({ ok: false, error: { type: 'CannotRead' } });
    await office.close();
  });
});
