import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { noFacts } from '../../../src/shared/contents/noFacts.ts';
import { darkness, pdfWithText, SCAN, scanAs, scanned, scannedPdf, SCRIPTS, wordFile } from '../../support/madeDocuments.ts';
import { readBytes, readHere } from '../../support/reader.ts';
import { sharedFile } from '../../support/sharedData.ts';

/** At least so many of twelve cells of the page have something dark in them. */
async function isVisible(thumbnail: Buffer | null, cells = 6): Promise<void> {
  if (thumbnail === null) throw new Error('There is no thumbnail');
  const { width, height } = await sharp(thumbnail).metadata();
  expect(Math.max(width, height)).toBe(320);
  const dark = await darkness(thumbnail, 3, 4);
  expect(dark.filter((share) => share > 0.005).length).toBeGreaterThanOrEqual(cells);
  expect(dark.filter((share) => share < 0.9).length).toBeGreaterThanOrEqual(6);
}

describe('PDF', () => {
  it('gives its text page by page in every script, its paper and a thumbnail, and needs no recognition', async () => {
    const { facts, text, thumbnail } = await readHere(await pdfWithText([...SCRIPTS, `${SCRIPTS[3]}\n${SCRIPTS[0]}`]));
    expect(facts).toEqual({ ...noFacts, kind: 'pdf', mediaType: 'application/pdf', pages: 6, widthMm: 210, heightMm: 297, textLookedAt: 6, textFound: 6 });
    expect(text).toEqual([...SCRIPTS, `${SCRIPTS[3]}\n${SCRIPTS[0]}`].map((expected, i) => ({ page: i + 1, text: expected })));
    await isVisible(thumbnail, 1);
  });

  it('gives pixels and resolution of a scanned page, and says that it needs recognition', async () => {
    const { facts, text, thumbnail } = await readHere(await scannedPdf(3));
    expect(facts).toEqual({
      ...noFacts, kind: 'pdf', mediaType: 'application/pdf', pages: 3, width: SCAN.width, height: SCAN.height, dpi: 100, widthMm: 210, heightMm: 297, textLookedAt: 3, needsRecognition: true,
    });
    expect(text).toEqual([]);
    await isVisible(thumbnail, 12);
  });

  const scans = sharedFile('scans');
  it.each(scans === null ? [] : readdirSync(scans))('shows the first page of the real scan %s', async (name) => {
    const { facts, thumbnail } = await readBytes(readFileSync(join(scans ?? '', name)));
    expect(facts).toMatchObject({ kind: 'pdf', needsRecognition: true, problem: null });
    expect(facts.pages).toBe(name.includes('CANADA') ? 6 : name.includes('TRANSPORT') ? 3 : 1);
    expect([96, 169, 200]).toContain(facts.dpi);
    await isVisible(thumbnail);
  });
});

describe('pictures', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('of %s give their size, resolution, paper and a thumbnail', async (format) => {
    const { facts, thumbnail } = await readHere(await scanAs(format));
    const isStated = format !== 'webp';
    expect(facts).toEqual({
      ...noFacts, kind: 'image', mediaType: `image/${format}`, pages: 1, width: SCAN.width, height: SCAN.height, needsRecognition: true,
      ...(isStated ? { dpi: 100, widthMm: 210, heightMm: 297 } : { dpi: null }),
    });
    await isVisible(thumbnail, 12);
  });

  it('counts all pages of a TIFF', async () => {
    const page = await scanned(400, 600).png().toBuffer();
    const tiff = await sharp([page, page, page], { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
    expect((await readHere(tiff)).facts).toMatchObject({ pages: 3, width: 400, height: 600, problem: null });
  });

  it('turns a photograph upright', async () => {
    const lying = await scanned(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { facts, thumbnail } = await readHere(lying);
    expect(facts).toMatchObject({ width: 400, height: 600 });
    expect(await sharp(thumbnail ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 213, height: 320 });
  });

  it('of HEIC say honestly that they cannot be opened here', async () => {
    const avif = await scanAs('avif');
    const heic = Buffer.from(avif.toString('latin1').replace('ftypavif', 'ftypheic').replaceAll('av01', 'hvc1').replaceAll('av1C', 'hvcC'), 'latin1');
    expect((await readHere(avif)).facts).toMatchObject({ kind: 'image', mediaType: 'image/avif', width: SCAN.width, problem: null });
    const { facts, thumbnail } = await readHere(heic);
    expect(thumbnail).toBe(null);
    expect(facts).toMatchObject({ mediaType: 'image/heic', problem: { code: expect.stringMatching(/^(pictureNotDecoded|damaged)$/) as string } });
  });
});

describe('office documents and texts', () => {
  it('give the text of a Word file by pages, with its footer', async () => {
    const { facts, text, thumbnail } = await readHere(await wordFile([['First & foremost <1>', SCRIPTS[2]], [SCRIPTS[0]]], 'Footer of the office'));
    expect(text).toEqual([{ page: 1, text: `First & foremost <1>\n${SCRIPTS[2]}` }, { page: 2, text: `${SCRIPTS[0]}\n\nFooter of the office` }]);
    expect(facts).toMatchObject({ kind: 'word', textFound: 2, needsRecognition: false, problem: null });
    expect(thumbnail).toBe(null);
  });

  it.each([
    ['UTF-8', Buffer.from(SCRIPTS[2], 'utf8'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${SCRIPTS[2]}`, 'utf8'), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${SCRIPTS[2]}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, the greater byte first', Buffer.from(`\ufeff${SCRIPTS[2]}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(SCRIPTS[2], 'utf16le'), 'utf-16le'],
  ])('read a text in %s', async (_name, bytes, charset) => {
    const { facts, text } = await readHere(bytes);
    expect({ mediaType: facts.mediaType, text }).toEqual({ mediaType: `text/plain; charset=${charset}`, text: [{ page: 1, text: SCRIPTS[2] }] });
  });

  it('read a text in Windows-1251', async () => {
    const letters = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, i) => i));
    const { facts, text } = await readHere(Buffer.from(Array.from(SCRIPTS[3], (letter) => letters.indexOf(letter))));
    expect({ mediaType: facts.mediaType, text }).toEqual({ mediaType: 'text/plain; charset=windows-1251', text: [{ page: 1, text: SCRIPTS[3] }] });
  });

  it('read RTF with letters of a code page and of Unicode', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}\nofpages2 \'d1\'ee\'e3\'eb\'e0\'f8\'e5\'ed\'e8\'e5 \uc1\u1178?\u1201?\par next\page second {\*\generator none}{\b bold}}`;
    const { facts, text } = await readHere(Buffer.from(rtf, 'latin1'));
    expect({ kind: facts.kind, pages: facts.pages, text }).toEqual({ kind: 'richText', pages: 2, text: [{ page: 1, text: 'Соглашение Ққ\nnext'.replace('Ққ', '\u049a\u04b1') }, { page: 2, text: 'second bold' }] });
  });

  it('say of other files that they are kept and not read', async () => {
    const { facts } = await readHere(Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00', 'latin1'));
    expect(facts).toEqual({ ...noFacts, mediaType: 'application/x-msdownload', problem: { code: 'formatNotRead', mediaType: 'application/x-msdownload' } });
  });

  it('say of an empty file that it is empty', async () => {
    expect((await readBytes(Buffer.alloc(0))).facts.problem).toEqual({ code: 'empty' });
  });
});
