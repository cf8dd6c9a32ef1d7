import { createCanvas } from '@napi-rs/canvas';
import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import { mediaTypeHead, mediaTypeOf } from '../../../src/main/extract/mediaType.ts';

async function zipOf(files: readonly (readonly [name: string, text: string])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text), name, { compress: name !== 'mimetype' });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const headOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, mediaTypeHead);

describe('the media type', () => {
  it('of scans is known by their content', async () => {
    const canvas = createCanvas(8, 8);
    const pdf = await PDFDocument.create();
    pdf.addPage();
    const found = await Promise.all([pdf.save(), canvas.encode('png'), canvas.encode('jpeg'), canvas.encode('webp'), Buffer.from('49492a0008000000000000000000', 'hex')].map(async (bytes) => mediaTypeOf(headOf(await bytes))));
    expect(found).toEqual(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/tiff']);
  });

  it('of documents and tables of an office is known by their content', async () => {
    const paragraphs = Array.from({ length: 3_000 }, (_, i) => new Paragraph(`${i} ${Math.sin(i)}`));
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }));
    const xlsx = await writeExcelFile([[{ value: 'Bitim' }]]).toBuffer();
    const opened = await Promise.all([
      zipOf([['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '<a/>']]),
      zipOf([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'], ['content.xml', '<a/>']]),
      zipOf([['letter.txt', 'a']]),
    ]);
    expect(await Promise.all([docx, xlsx, ...opened].map((bytes) => mediaTypeOf(headOf(bytes))))).toEqual([
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/zip',
    ]);
  });

  it('of UTF-8 is text, also when the head ends inside a character', async () => {
    const long = Buffer.from('я'.repeat(40_000));
    expect(await Promise.all([Buffer.from("Bitim — o‘zbek, русский\r\n\t1;2\n"), headOf(Buffer.concat([Buffer.from('a'), long])), headOf(long)].map(mediaTypeOf))).toEqual(
      Array(3).fill('text/plain; charset=utf-8'),
    );
  });

  it('of anything else is unknown bytes', async () => {
    const cp1251 = Buffer.from([0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0]);
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(100), cp1251, Buffer.from('a\u0000b'), Buffer.from('я').subarray(0, 1), Buffer.from('a\u001b[0m')])
      expect(await mediaTypeOf(bytes)).toBe('application/octet-stream');
  });

  it('is always found, whatever the bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => /^[a-z]+\/[^\s]+/.test(await mediaTypeOf(bytes))), { numRuns: 500 });
    const starts = ['%PDF-', 'PK\u0003\u0004', '\u00ff\u00d8\u00ff', '\u0089PNG\r\n\u001a\n', 'II*\u0000', 'RIFF', '\u001f\u008b'].map((start) => Buffer.from(start, 'latin1'));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), async (start, rest) => typeof (await mediaTypeOf(Buffer.concat([start, rest]))) === 'string'), { numRuns: 500 });
  });
});
