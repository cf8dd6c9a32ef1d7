import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bitim, bitimJson, type CommandOptions } from '../support/command.ts';
import { pdfWithText, SCRIPTS } from '../support/madeDocuments.ts';
import { tempFolder } from '../support/temp.ts';

it('attaches a file with what a person says of it, shows what was found, draws its first page and names what is there twice', async () => {
  const root = tempFolder();
  const here: CommandOptions = { store: join(root, 'store'), stateFolder: join(root, 'state') };
  bitimJson(here, 'init', '--office', 'uz-bu', '--name', 'Buxoro', '--kdf-memory', '19');
  const record = join(root, 'record.json');
  const ids = ['Birinchi', 'Ikkinchi'].map((text) => {
    writeFileSync(record, JSON.stringify({ titleForms: [{ text, language: 'uz', script: 'Latn' }] }));
    return String(bitimJson(here, 'add', 'agreement', '--json-file', record).id);
  });
  const pdf = join(root, 'bitim.pdf');
  writeFileSync(pdf, await pdfWithText([SCRIPTS[0], SCRIPTS[3]]));
  const broken = join(root, 'broken.pdf');
  writeFileSync(broken, '%PDF-1.7\n');

  expect(bitim(here, 'attach', ids[0] ?? '', pdf, '--role', 'sideways').code).toBe(1);
  const { attached } = bitimJson(here, 'attach', ids[0] ?? '', pdf, '--role', 'original', '--language', 'uz', '--document-kind', 'AGREEMENT', '--source', 'born-digital', '--title', 'Bitim matni') as unknown as { attached: { sha256: string }[] };
  const sha256 = attached[0]?.sha256 ?? '';
  expect(attached).toMatchObject([{ stored: true, alsoOf: [], content: { state: 'known', pages: 2, text: 'known' } }]);
  expect(bitimJson(here, 'attach', ids[1] ?? '', pdf, broken)).toMatchObject({
    attached: [{ stored: false, alsoOf: [{ record: ids[0], title: 'Birinchi' }] }, { content: { state: 'failed', problem: 'The file could not be read: it is damaged or not what its format asks for.' } }],
  });
  expect(bitimJson(here, 'show', ids[0] ?? '')).toMatchObject({ documents: [{ title: 'Bitim matni', content: { pages: 2 } }] });

  expect(bitimJson(here, 'content', sha256, '--text')).toMatchObject({ kind: 'pdf', widthMm: 210, heightMm: 297, text: [{ page: 1, text: SCRIPTS[0] }, { page: 2, text: SCRIPTS[3] }] });
  const out = join(root, 'page.webp');
  expect(bitimJson(here, 'thumbnail', sha256, '--out', out)).toMatchObject({ sha256, path: out, mediaType: 'image/webp' });
  expect(readFileSync(out).toString('latin1', 8, 12)).toBe('WEBP');
  expect(bitim(here, 'thumbnail', sha256, '--out', out).code).toBe(1);
  expect([bitim(here, 'thumbnail', '0'.repeat(64), '--out', join(root, 'none')).code, existsSync(join(root, 'none'))]).toEqual([1, false]);

  expect(bitimJson(here, 'documents', 'duplicates')).toMatchObject({ contents: [{ sha256, of: [{ title: 'Birinchi' }, { title: 'Ikkinchi' }] }], capped: false });
  expect(bitimJson(here, 'read-documents')).toEqual({ read: 0, failed: 0, missing: 0 });
  expect(bitimJson(here, 'read-documents', '--again')).toEqual({ read: 1, failed: 1, missing: 0 });
  expect(bitimJson(here, 'verify')).toEqual({ ok: true, problems: [] });
}, 60_000);
