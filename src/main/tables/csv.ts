/** Reading a CSV file row by row: any usual encoding and delimiter, bounded memory. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { ok, type Result } from '../../shared/result.ts';
import type { Delimiter, Encoding } from '../../shared/tables/answers.ts';
import { delimiterOf } from './delimiter.ts';
import { encodingOf } from './encoding.ts';
import { openRowCutter, RowError } from './rows.ts';
import { SLICE_ROWS, tableMalformed, tableUnreadable, type Rows, type Slice, type TableError, type TableRow } from './table.ts';

export interface CsvOptions {
  /** Found by content if not given. */
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: Encoding | undefined;
}

/** Opens a table. Nothing but its beginning is read for the delimiter; the encoding is told from all of it. */
export function openCsv(path: string, options: CsvOptions = {}): Result<Rows, TableError> {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return tableUnreadable(path, 'is not a file');
    if (stats.size === 0) return tableMalformed(path, 'it is empty');
    const encoding = options.encoding === undefined ? encodingOf(path) : ok(options.encoding);
    if (!encoding.ok) return tableMalformed(path, encoding.error);
    const delimiter = options.delimiter ?? delimiterOf(beginning(path, encoding.value));
    const source = { format: 'csv', encoding: encoding.value, delimiter } as const;
    return ok({ source, size: stats.size, slices: readSlices(path, encoding.value, delimiter), close: () => undefined });
  } catch (cause) {
    return tableUnreadable(path, `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
  }
}

async function* readSlices(path: string, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<Result<Slice, TableError>> {
  const counter = { bytes: 0 };
  const cutter = openRowCutter(delimiter);
  let rows: TableRow[] = [];
  let row = 0;
  try {
    for await (const text of decoded(path, encoding, counter)) {
      for (const cells of text === null ? cutter.end() : cutter.cut(text)) {
        row += 1;
        rows.push({ row, cells });
        if (rows.length < SLICE_ROWS) continue;
        yield ok({ rows, bytesRead: counter.bytes });
        rows = [];
      }
    }
  } catch (cause) {
    yield readError(path, row, cause);
    return;
  }
  if (rows.length > 0) yield ok({ rows, bytesRead: counter.bytes });
}

class NotText extends Error {}

/** The file's text, and null at its end. */
async function* decoded(path: string, encoding: Encoding, counter: { bytes: number }): AsyncGenerator<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const text = decodedChunk(decoder, chunk, counter.bytes);
    counter.bytes += chunk.length;
    if (text !== '') yield text;
  }
  const rest = decodedChunk(decoder, null, counter.bytes);
  if (rest !== '') yield rest;
  yield null;
}

const NAMES: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1251': 'Windows-1251' };

function decodedChunk(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null, from: number): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new NotText(`it is not ${NAMES[decoder.encoding] ?? decoder.encoding} text (between byte ${String(from + 1)} and byte ${String(from + (chunk?.length ?? 0))})`);
  }
}

function readError(path: string, row: number, cause: unknown): Result<never, TableError> {
  if (cause instanceof NotText || cause instanceof RowError) return tableMalformed(path, cause.message);
  const { code, message } = cause as NodeJS.ErrnoException;
  return tableUnreadable(path, `could not be read further than row ${String(row)} (${code ?? message})`);
}

function beginning(path: string, encoding: Encoding): string {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(64 * 1024);
    return new TextDecoder(encoding).decode(head.subarray(0, readSync(fd, head, 0, head.length, 0)));
  } finally {
    closeSync(fd);
  }
}
