/** Documents made for tests: PDFs with text, scans, Word files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { Document, Footer, Packer, PageBreak, Paragraph, TextRun } from 'docx';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';

const MODULES = join(import.meta.dirname, '../../node_modules');
const SANS = join(MODULES, 'pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf');
/** For letters that the first does not have. As WOFF2 they can be read out of a PDF and not drawn. */
const NOTO = ['latin', 'cyrillic-ext'].map((part) => join(MODULES, `@fontsource-variable/noto-sans/files/noto-sans-${part}-wght-normal.woff2`));

/** Uzbek in the Latin of 1995, of 2026 and in Cyrillic letters, Russian, Greek. */
export const SCRIPTS = [
  'Oʻzbekiston Respublikasi bilan hamkorlik toʻgʻrisida bitim',
  'Özbekiston şahar va çegara hududlari, ğalla',
  'Ўзбекистон Республикаси, Қашқадарё ва Фарғона ҳақида',
  'Соглашение о сотрудничестве между областями',
  'Συμφωνία συνεργασίας μεταξύ πόλεων',
] as const;

/** One A4 page for each text. */
export async function pdfWithText(pages: readonly string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const fonts = [await pdf.embedFont(readFileSync(SANS), { subset: true }), ...await Promise.all(NOTO.map((path) => pdf.embedFont(readFileSync(path))))];
  const known = fonts.map((font) => ({ font, letters: new Set(font.getCharacterSet()) }));
  const fontFor = (letter: string): PDFFont => known.find(({ letters }) => letters.has(letter.codePointAt(0) ?? 0))?.font ?? fonts[0]!;
  for (const text of pages) {
    const page = pdf.addPage([595.28, 841.89]);
    for (const [i, line] of text.split('\n').entries()) {
      let x = 50;
      for (const letter of line) {
        const font = fontFor(letter);
        page.drawText(letter, { x, y: 760 - 20 * i, size: 14, font });
        x += font.widthOfTextAtSize(letter, 14);
      }
    }
  }
  return Buffer.from(await pdf.save());
}

/** A page with lines of black on white, as a scanner sees it. */
export const scanned = (width: number, height: number): Sharp => sharp(Buffer.from(Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  return y % 40 < 12 && x > width / 10 && x < width * 0.9 ? 20 : 250;
})), { raw: { width, height, channels: 1 } });

/** A4 at 100 dpi. */
export const SCAN = { width: 827, height: 1169, dpi: 100 } as const;

export const scanAs = async (format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'gif'): Promise<Buffer> =>
  scanned(SCAN.width, SCAN.height).withMetadata({ density: SCAN.dpi }).toFormat(format).toBuffer();

/** A scanned PDF: a picture on each page and no text. */
export async function scannedPdf(pages: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const picture = await pdf.embedJpg(await scanAs('jpeg'));
  for (let i = 0; i < pages; i++) pdf.addPage([595.28, 841.89]).drawImage(picture, { x: 0, y: 0, width: 595.28, height: 841.89 });
  return Buffer.from(await pdf.save());
}

/** Pages of paragraphs, with a footer. */
export async function wordFile(pages: readonly (readonly string[])[], footer: string): Promise<Buffer> {
  const children = pages.flatMap((paragraphs, i) => [
    ...(i === 0 ? [] : [new Paragraph({ children: [new PageBreak()] })]),
    ...paragraphs.map((text) => new Paragraph({ children: [new TextRun(text)] })),
  ]);
  return Packer.toBuffer(new Document({ sections: [{ children, footers: { default: new Footer({ children: [new Paragraph(footer)] }) } }] }));
}

/** How dark each cell of a grid over a picture is: the share of its pixels that are darker than half. */
export async function darkness(picture: Buffer, across: number, down: number): Promise<readonly number[]> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const dark = Array.from({ length: across * down }, () => 0);
  const all = dark.slice();
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const cell = Math.floor((y * down) / info.height) * across + Math.floor((x * across) / info.width);
      all[cell] = (all[cell] ?? 0) + 1;
      if ((data[(y * info.width + x) * info.channels] ?? 255) < 160) dark[cell] = (dark[cell] ?? 0) + 1;
    }
  }
  return dark.map((count, i) => count / Math.max(1, all[i] ?? 1));
}
