/** XLSX written as a stream: any number of rows in little memory. Texts stand in their cells (inline), so nothing has to be remembered. */
import { once } from 'node:events';
import { createWriteStream, openSync, type WriteStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { bookParts, cellXml, columnNames, SHEET_END, sheetStart } from './xlsxParts.ts';
import type { OutCell, RowsOut } from './rowsOut.ts';

/** Rows of a sheet in all; further rows go to a further sheet, under the same header. */
export const SHEET_ROWS = 1_048_576;

export function openXlsxOut(path: string, header: readonly string[], sheetRows = SHEET_ROWS): RowsOut {
  const zip = new ZipFile();
  const file = createWriteStream('', { fd: openSync(path, 'w') });
  const failures: Error[] = [];
  const fail = (cause: Error): void => { failures.push(cause); };
  const throwFailure = (): void => {
    const [first] = failures;
    if (first !== undefined) throw first;
  };
  zip.on('error', fail);
  file.on('error', fail);
  zip.outputStream.pipe(file);
  const columns = columnNames(header.length);
  let sheet: PassThrough | null = null;
  let sheets = 0;
  let row = 0;
  let pending: string[] = [];

  const line = (cells: readonly OutCell[], isHeader: boolean): void => {
    row += 1;
    pending.push(`<row r="${String(row)}">${cells.map((cell, i) => cellXml(`${columns[i] ?? ''}${String(row)}`, cell, isHeader)).join('')}</row>`);
  };
  const openSheet = (): PassThrough => {
    sheets += 1;
    row = 0;
    const stream = new PassThrough({ highWaterMark: 1024 * 1024 });
    zip.addReadStream(stream, `xl/worksheets/sheet${String(sheets)}.xml`, { mtime: MADE, compressionLevel: 3 });
    pending.push(sheetStart(header.length));
    line(header, true);
    sheet = stream;
    return stream;
  };
  const send = async (stream: PassThrough): Promise<void> => {
    const text = pending.join('');
    pending = [];
    throwFailure();
    if (!stream.write(text)) await drained(stream, file);
    throwFailure();
  };
  const closeSheet = async (stream: PassThrough): Promise<void> => {
    pending.push(SHEET_END);
    await send(stream);
    stream.end();
    sheet = null;
  };
  let due: (readonly OutCell[])[] = [];
  const flush = async (): Promise<void> => {
    let stream = sheet ?? openSheet();
    for (const cells of due) {
      if (row >= sheetRows) {
        await closeSheet(stream);
        stream = openSheet();
      }
      line(cells, false);
    }
    due = [];
    await send(stream);
  };

  return {
    row: (cells) => { due.push(cells); },
    flush,
    end: async () => {
      await flush();
      if (sheet !== null) await closeSheet(sheet);
      for (const [name, xml] of bookParts(sheets)) zip.addBuffer(Buffer.from(xml, 'utf8'), name, { mtime: MADE });
      zip.end();
      await finished(file);
      throwFailure();
    },
    abandon: async () => {
      sheet?.destroy();
      file.destroy();
      if (!file.closed) await once(file, 'close');
    },
  };
}

/** The same rows give the same bytes. */
const MADE = new Date('1980-01-01T00:00:00Z');

/** Waits until the sheet takes more, or until the file fails and never will. */
async function drained(stream: PassThrough, file: WriteStream): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(stream, 'drain', { signal }), once(file, 'error', { signal })]).finally(() => { either.abort(); });
}
