/** Scans as they come from an office's scanner: a page of paper as a picture, in a PDF. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';

const fonts = resolve(import.meta.dirname, '../../node_modules/@fontsource-variable/noto-sans/files');
const subsets = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'];
const family = subsets.map((subset) => `"Noto Sans ${subset}"`).join(', ');

export interface Scan {
  readonly headings: readonly string[];
  readonly paragraphs: readonly string[];
  /** What the round stamp says. */
  readonly stamp: string;
}

/** A4 at 150 dpi. */
const WIDTH = 1240;
const HEIGHT = 1754;
const POINTS = { width: 595.28, height: 841.89 } as const;

/** To be called once before `writeScan`. */
export function registerFonts(): void {
  for (const subset of subsets) GlobalFonts.register(readFileSync(join(fonts, `noto-sans-${subset}-wght-normal.woff2`)), `Noto Sans ${subset}`);
}

/** Draws the page and writes the PDF. The same scan gives the same picture. */
export async function writeScan(path: string, scan: Scan): Promise<void> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const picture = await pdf.embedJpg(drawPage(scan));
  pdf.addPage([POINTS.width, POINTS.height]).drawImage(picture, { x: 0, y: 0, ...POINTS });
  writeFileSync(path, await pdf.save());
}

function drawPage(scan: Scan): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#f4f0e4';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.translate(WIDTH / 2, HEIGHT / 2);
  pen.rotate(0.004);
  pen.translate(-WIDTH / 2, -HEIGHT / 2);

  let y = 220;
  pen.fillStyle = '#26241f';
  pen.textAlign = 'center';
  for (const heading of scan.headings) y = drawText(pen, heading, WIDTH / 2, y, '600 34px', 48) + 26;
  pen.textAlign = 'left';
  y += 60;
  for (const paragraph of scan.paragraphs) y = drawText(pen, paragraph, 150, y, '26px', 40) + 24;
  drawStamp(pen, scan.stamp);
  drawSpecks(pen, scan.headings.join());
  return canvas.toBuffer('image/jpeg', 60);
}

/** Breaks the text into lines. @returns the baseline after the last. */
function drawText(pen: SKRSContext2D, text: string, x: number, top: number, font: string, lineHeight: number): number {
  pen.font = `${font} ${family}`;
  let line = '';
  let y = top;
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (pen.measureText(longer).width > WIDTH - 300 && line !== '') {
      pen.fillText(line, x, y);
      y += lineHeight;
      line = word;
    } else {
      line = longer;
    }
  }
  pen.fillText(line, x, y);
  return y + lineHeight;
}

function drawStamp(pen: SKRSContext2D, text: string): void {
  pen.strokeStyle = 'rgba(38, 62, 140, 0.65)';
  pen.fillStyle = 'rgba(38, 62, 140, 0.65)';
  pen.lineWidth = 5;
  for (const radius of [120, 84]) {
    pen.beginPath();
    pen.arc(330, 1450, radius, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.textAlign = 'center';
  pen.font = `600 24px ${family}`;
  pen.fillText(text, 330, 1458);
}

/** Dust on the glass: a fixed sequence that the text decides. */
function drawSpecks(pen: SKRSContext2D, seed: string): void {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  const next = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * limit;
  };
  pen.fillStyle = 'rgba(60, 52, 40, 0.25)';
  for (let i = 0; i < 1_500; i++) pen.fillRect(next(WIDTH), next(HEIGHT), 1 + next(2), 1 + next(2));
}
