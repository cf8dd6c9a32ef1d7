/** PDF: pages, paper, the resolution of a scanned first page, its thumbnail, the text of each page. No scripts, no forms, no fonts of the system, no network. */
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { getDocument, OPS, PasswordResponses, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Found, Surroundings } from './found.ts';
import { cleaned } from './frames.ts';
import { PICTURE_PIXELS, THUMBNAIL_SIDE } from './limits.ts';

const POINTS_PER_INCH = 72;
const MM_PER_POINT = 25.4 / POINTS_PER_INCH;
/** More pages than this are no document. */
const MOST_PAGES = 1_000_000;
/** A page with fewer letters and digits has no text: a stamp of the scanner, a page number. */
const FEWEST_LETTERS = 4;
const CANVAS_BYTES = 64 * 1024 * 1024;

export async function readPdf(bytes: Buffer, found: Found, surroundings: Surroundings): Promise<void> {
  const base: Facts = { ...noFacts, kind: 'pdf', mediaType: 'application/pdf' };
  const opened = await openPdf(bytes, surroundings);
  if ('problem' in opened) {
    found.facts({ ...base, problem: opened.problem });
    return;
  }
  const { pdf } = opened;
  const pages = Math.min(pdf.numPages, MOST_PAGES);
  found.facts({ ...base, pages });
  const first = await readFirstPage(pdf, { ...base, pages }, found);
  await readText(pdf, first, found);
}

type Opened = { readonly pdf: PDFDocumentProxy } | { readonly problem: { readonly code: 'protected' | 'damaged' } };

async function openPdf(bytes: Buffer, { pdfjs }: Surroundings): Promise<Opened> {
  const task = getDocument({
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    cMapUrl: `${pdfjs}cmaps/`, standardFontDataUrl: `${pdfjs}standard_fonts/`, wasmUrl: `${pdfjs}wasm/`, iccUrl: `${pdfjs}iccs/`,
    useWorkerFetch: false, useSystemFonts: false, disableFontFace: true, enableXfa: false, stopAtErrors: false, verbosity: 0,
    isOffscreenCanvasSupported: false, isImageDecoderSupported: false, maxImageSize: PICTURE_PIXELS, canvasMaxAreaInBytes: CANVAS_BYTES,
  });
  let isProtected = false;
  task.onPassword = (_answer: unknown, reason: number) => {
    isProtected = reason === PasswordResponses.NEED_PASSWORD || reason === PasswordResponses.INCORRECT_PASSWORD;
    void task.destroy();
  };
  try {
    return { pdf: await task.promise };
  } catch {
    return { problem: { code: isProtected ? 'protected' : 'damaged' } };
  }
}

/** @returns what is known now; told already. A first page that cannot be drawn takes nothing from the others. */
async function readFirstPage(pdf: PDFDocumentProxy, known: Facts, found: Found): Promise<Facts> {
  let facts = known;
  try {
    const page = await pdf.getPage(1);
    const paper = page.getViewport({ scale: 1 });
    facts = { ...facts, widthMm: millimetresOf(paper.width), heightMm: millimetresOf(paper.height) };
    found.facts(facts);
    facts = { ...facts, ...(await scanOn(page)) };
    found.facts(facts);
    found.thumbnail(await draw(page));
    page.cleanup();
    return facts;
  } catch {
    const damaged: Facts = { ...facts, problem: { code: 'damaged' } };
    found.facts(damaged);
    return damaged;
  }
}

const millimetresOf = (points: number): number | null => (Number.isFinite(points) ? Math.min(1_000_000, Math.max(0, Math.round(points * MM_PER_POINT))) : null);

async function draw(page: PDFPageProxy): Promise<Buffer> {
  const paper = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: THUMBNAIL_SIDE / Math.max(paper.width, paper.height) });
  const side = (length: number): number => Math.min(THUMBNAIL_SIDE, Math.max(1, Math.round(length)));
  const canvas: Canvas = createCanvas(side(viewport.width), side(viewport.height));
  await page.render({ canvas: canvas as never, canvasContext: canvas.getContext('2d') as never, viewport, background: '#ffffff' }).promise;
  return canvas.toBuffer('image/webp', 80);
}

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** A picture is a scan if it covers this share of the page. */
const SCAN_SHARE = 0.4;

/** The largest picture of a page: its pixels and its resolution; nothing if none covers the page. */
async function scanOn(page: PDFPageProxy): Promise<Pick<Facts, 'width' | 'height' | 'dpi'> | null> {
  const operators = await page.getOperatorList();
  const paper = page.getViewport({ scale: 1, rotation: 0 });
  let matrix = IDENTITY;
  const saved: Matrix[] = [];
  let best: { readonly area: number; readonly width: number; readonly height: number; readonly dpi: number } | null = null;
  for (const [i, operator] of operators.fnArray.entries()) {
    const given: unknown = operators.argsArray[i];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore) matrix = saved.pop() ?? IDENTITY;
    else if (operator === OPS.transform && isMatrix(given)) matrix = product(matrix, given);
    const size = operator === OPS.paintImageXObject ? sizeOf(given) : null;
    if (size === null) continue;
    const [a, b, c, d] = matrix;
    const across = Math.hypot(a, b) / POINTS_PER_INCH;
    const area = Math.abs(a * d - b * c);
    if (area > (best?.area ?? 0) && across > 0) best = { area, ...size, dpi: Math.round(size.width / across) };
  }
  if (best === null || best.area < SCAN_SHARE * paper.width * paper.height || best.dpi > 10_000) return null;
  return { width: best.width, height: best.height, dpi: best.dpi };
}

function isMatrix(given: unknown): given is Matrix {
  return given !== null && typeof given === 'object' && Array.from({ length: 6 }, (_, i) => (given as Readonly<Record<number, unknown>>)[i]).every((value) => typeof value === 'number' && Number.isFinite(value));
}

/** pdf.js gives [name, width, height]. */
function sizeOf(given: unknown): { readonly width: number; readonly height: number } | null {
  if (!Array.isArray(given)) return null;
  const [, width, height] = given as readonly unknown[];
  const isSide = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 10_000_000;
  return isSide(width) && isSide(height) ? { width, height } : null;
}

const product = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix =>
  [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];

async function readText(pdf: PDFDocumentProxy, known: Facts, found: Found): Promise<void> {
  let looked = 0;
  let withText = 0;
  let taken = true;
  let problem = known.problem;
  const pages = known.pages ?? 0;
  while (looked < pages && taken && found.isTimeLeft()) {
    looked += 1;
    const text = await textOf(pdf, looked);
    if (text === null) {
      problem ??= { code: 'damaged' };
      continue;
    }
    if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < FEWEST_LETTERS) continue;
    withText += 1;
    taken = found.text({ page: looked, text });
  }
  found.facts({ ...known, textLookedAt: looked, textFound: withText, needsRecognition: withText < looked, textCut: looked < pages || !taken, problem });
}

/** Null if the page is broken. */
async function textOf(pdf: PDFDocumentProxy, number: number): Promise<string | null> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: false });
    page.cleanup();
    return cleaned(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')).trim();
  } catch {
    return null;
  }
}
