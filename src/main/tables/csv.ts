/** Reading a CSV file row by row: UTF-8, any usual delimiter, bounded memory. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { err, ok, type Result } from '../../shared/result.ts';
import { toNfc } from '../../shared/text.ts';
import { openRowCutter, RowError } from './rows.ts';

export interface TableRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export type TableError =
  | { readonly type: 'FileUnreadable'; readonly message: string }
  | { readonly type: 'TableMalformed'; readonly message: string };

export interface Slice {
  readonly rows: readonly TableRow[];
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

export interface Table {
  readonly header: readonly string[];
  /** Bytes of the file. */
  readonly size: number;
  /** The rows below the header, in slices. An error ends them. */
  readonly slices: AsyncIterable<Result<Slice, TableError>>;
}

export type Delimiter = ',' | ';' | '\t' | '|';

/** Rows handed on at once: a slice of work should stay under 30 ms. */
const SLICE_ROWS = 100;
const MAX_COLUMNS = 1_000;

/** Opens a table and reads its header. @param delimiter found in the first line if not given. */
export async function openCsv(path: string, delimiter?: Delimiter): Promise<Result<Table, TableError>> {
  let size: number;
  let found: Delimiter;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return err({ type: 'FileUnreadable', message: `The table was not brought in: ${path} is not a file. Nothing was changed.` });
    size = stats.size;
    found = delimiter ?? delimiterOf(firstLine(path));
  } catch (cause) {
    return err({ type: 'FileUnreadable', message: `The table was not brought in: ${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}). Nothing was changed.` });
  }
  const rows = readSlices(path, found);
  const first = await rows.next();
  if (first.done === true) return malformed(path, 'it is empty');
  if (!first.value.ok) return first.value;
  const [header, ...below] = first.value.value.rows;
  if (header === undefined || header.cells.every((cell) => cell.trim() === '')) return malformed(path, 'its first row holds no column names');
  if (header.cells.length > MAX_COLUMNS) return malformed(path, `it has ${String(header.cells.length)} columns, at most ${String(MAX_COLUMNS)} are allowed`);
  const { bytesRead } = first.value.value;
  return ok({ header: header.cells.map((name) => toNfc(name.trim())), size, slices: continueWith({ rows: below, bytesRead }, rows) });
}

/** The delimiter that occurs most often in a line, outside quotation marks. */
export function delimiterOf(line: string): Delimiter {
  const counts = new Map<Delimiter, number>([[',', 0], [';', 0], ['\t', 0], ['|', 0]]);
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && counts.has(char as Delimiter)) counts.set(char as Delimiter, (counts.get(char as Delimiter) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

async function* continueWith(first: Slice, rest: AsyncGenerator<Result<Slice, TableError>>): AsyncGenerator<Result<Slice, TableError>> {
  yield ok(first);
  yield* rest;
}

async function* readSlices(path: string, delimiter: Delimiter): AsyncGenerator<Result<Slice, TableError>> {
  const counter = { bytes: 0 };
  const cutter = openRowCutter(delimiter);
  let rows: TableRow[] = [];
  let row = 0;
  try {
    for await (const text of decoded(path, counter)) {
      for (const cells of text === null ? await cutter.end() : await cutter.cut(text)) {
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

class NotUtf8 extends Error {}

/** The file's text, and null at its end. */
async function* decoded(path: string, counter: { bytes: number }): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const text = decodedChunk(decoder, chunk, counter.bytes);
    counter.bytes += chunk.length;
    if (text !== '') yield text;
  }
  decodedChunk(decoder, null, counter.bytes);
  yield null;
}

function decodedChunk(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | null, from: number): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new NotUtf8(`it is not UTF-8 text (between byte ${String(from + 1)} and byte ${String(from + (chunk?.length ?? 0))})`);
  }
}

function readError(path: string, row: number, cause: unknown): Result<never, TableError> {
  if (cause instanceof NotUtf8) return malformed(path, cause.message);
  if (cause instanceof RowError) return malformed(path, cause.message);
  const { code, message } = cause as NodeJS.ErrnoException;
  return err({ type: 'FileUnreadable', message: `The table was not brought in: reading ${path} failed after row ${String(row)} (${code ?? message}). Nothing was changed.` });
}

function firstLine(path: string): string {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(64 * 1024);
    const text = head.subarray(0, readSync(fd, head, 0, head.length, 0)).toString('utf8');
    return text.split(/\r\n|\n|\r/, 1)[0] ?? '';
  } finally {
    closeSync(fd);
  }
}

const malformed = (path: string, why: string): Result<never, TableError> => err({ type: 'TableMalformed', message: `The table was not brought in. ${path}: ${why}. Nothing was changed.` });
