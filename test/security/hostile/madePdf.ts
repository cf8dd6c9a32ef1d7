/** Writes PDFs by hand, also wrong ones. */
import { deflateSync } from 'node:zlib';

export type PdfObject = string | { readonly dict: string; readonly data: Buffer };

export const stream = (data: Buffer | string, dict = ''): PdfObject => ({ dict, data: Buffer.from(data) });
export const flate = (data: Buffer | string, dict = ''): PdfObject => ({ dict: `${dict} /Filter /FlateDecode`, data: deflateSync(Buffer.from(data)) });

export interface PdfOptions {
  /** Added to the trailer. */
  readonly trailer?: string;
  /** Added to every offset of the cross-reference table. */
  readonly shift?: number;
}

/** Objects numbered from 1; the first is the catalogue. */
export function pdfOf(objects: readonly PdfObject[], { trailer = '', shift = 0 }: PdfOptions = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = parts[0]!.length;
  const offsets = objects.map((object, i) => {
    const begun = at;
    const body = typeof object === 'string'
      ? Buffer.from(`${i + 1} 0 obj\n${object}\nendobj\n`, 'latin1')
      : Buffer.concat([Buffer.from(`${i + 1} 0 obj\n<<${object.dict} /Length ${object.data.length}>>\nstream\n`, 'latin1'), object.data, Buffer.from('\nendstream\nendobj\n')]);
    parts.push(body);
    at += body.length;
    return begun + shift;
  });
  const xref = [`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`, ...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)].join('');
  return Buffer.concat([...parts, Buffer.from(`${xref}trailer\n<</Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`)]);
}

export interface PageParts {
  readonly content?: PdfObject;
  readonly resources?: string;
  readonly catalog?: string;
  readonly page?: string;
  readonly box?: string;
  /** From object 6 on. */
  readonly more?: readonly PdfObject[];
}

export const SOME_TEXT = 'BT /F1 24 Tf 72 700 Td (A harmless page) Tj ET';

/** One page: 1 catalogue, 2 pages, 3 page, 4 content, 5 Helvetica, then what is given. */
export function onePage({ content = stream(SOME_TEXT), resources = '', catalog = '', page = '', box = '[0 0 595 842]', more = [] }: PageParts, options: PdfOptions = {}): Buffer {
  return pdfOf([
    `<</Type /Catalog /Pages 2 0 R ${catalog}>>`,
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> ${resources}>> ${page}>>`,
    content,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    ...more,
  ], options);
}
