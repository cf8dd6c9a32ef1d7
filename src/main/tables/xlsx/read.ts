/** Reading an XLSX workbook sheet by sheet, as a stream. What it links to is never opened; formulas are never computed, their kept values are read. */
import { err, ok, type Result } from '../../../shared/result.ts';
import { quote } from '../../../shared/text.ts';
import { SLICE_ROWS, tableMalformed, type Rows, type Slice, type TableError, type TableRow } from '../table.ts';
import { openArchive, type Archive } from './archive.ts';
import { MarkupError, openMarkup } from './markup.ts';
import { mergeOf, openSheet, type Merge } from './sheet.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts';

/** Bytes of a sheet when inflated. */
const MAX_SHEET = 2 * 1024 ** 3;
const MAX_MERGES = 100_000;

/** Opens a sheet: the one named, else the first that is not hidden. Hidden ones are read only by name. */
export async function openXlsx(path: string, wanted?: string): Promise<Result<Rows, TableError>> {
  const archive = await openArchive(path);
  if (!archive.ok) return tableMalformed(path, archive.error);
  let handedOn = false;
  try {
    const workbook = await readWorkbook(archive.value);
    const sheet = sheetOf(workbook, wanted);
    if (!sheet.ok) return tableMalformed(path, sheet.error);
    const size = archive.value.size(sheet.value.part);
    if (size === null) return tableMalformed(path, `the sheet ${quote(sheet.value.name)} has no cells in the file`);
    if (size > MAX_SHEET) return tableMalformed(path, `the sheet ${quote(sheet.value.name)} has ${String(Math.round(size / 1024 ** 2))} MiB, at most ${String(MAX_SHEET / 1024 ** 2)} are allowed`);
    const merges = await readMerges(archive.value, sheet.value);
    handedOn = true;
    return ok({
      source: { format: 'xlsx', sheet: sheet.value.name, sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })) },
      size,
      slices: readSlices(path, archive.value, workbook, sheet.value, merges),
      close: archive.value.close,
    });
  } catch (cause) {
    return tableMalformed(path, reasonOf(cause));
  } finally {
    if (!handedOn) archive.value.close();
  }
}

function sheetOf({ sheets }: Workbook, wanted: string | undefined): Result<Sheet, string> {
  const found = wanted === undefined ? sheets.find(({ hidden }) => !hidden) : sheets.find(({ name }) => name === wanted.normalize('NFC'));
  if (found !== undefined) return ok(found);
  const names = sheets.map(({ name, hidden }) => `${quote(name)}${hidden ? ' (hidden)' : ''}`).join(', ');
  return err(wanted === undefined ? `it has no sheet that is not hidden${names === '' ? '' : `; there are ${names}`}` : `it has no sheet ${quote(wanted)}; there are ${names}`);
}

async function* readSlices(path: string, archive: Archive, workbook: Workbook, sheet: Sheet, merges: readonly Merge[]): AsyncGenerator<Result<Slice, TableError>> {
  const reader = openSheet(workbook, merges);
  let rows: TableRow[] = [];
  let bytesRead = 0;
  try {
    for await (const { text, bytes } of archive.text(sheet.part)) {
      bytesRead = bytes;
      for (const row of reader.cut(text)) {
        rows.push(row);
        if (rows.length < SLICE_ROWS) continue;
        yield ok({ rows, bytesRead });
        rows = [];
      }
    }
    rows.push(...reader.end());
    if (rows.length > 0) yield ok({ rows, bytesRead });
  } catch (cause) {
    yield tableMalformed(path, reasonOf(cause));
  } finally {
    archive.close();
  }
}

/** Bytes behind the cells of a sheet: merges, formats, links. */
const MAX_TAIL = 16 * 1024 ** 2;

/** They stand behind the cells: the sheet is inflated once only to find them, which takes a small part of the time. */
async function readMerges(archive: Archive, sheet: Sheet): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const markup = openMarkup({
    open: (name, attribute) => {
      if (name !== 'mergeCell') return;
      if (merges.length >= MAX_MERGES) throw new MarkupError(`it has more than ${String(MAX_MERGES)} merged cells`);
      const merge = mergeOf(attribute('ref') ?? '');
      if (merge !== null) merges.push(merge);
    },
    close: () => undefined,
    text: () => undefined,
  });
  const list = /<(?:[A-Za-z0-9]+:)?mergeCells[\s>][^]*?<\/(?:[A-Za-z0-9]+:)?mergeCells\s*>/.exec(await tailOf(archive, sheet));
  if (list !== null) markup.write(list[0]);
  return merges;
}

/** What follows the cells. */
async function tailOf(archive: Archive, sheet: Sheet): Promise<string> {
  const END = 'sheetData>';
  const tail: Buffer[] = [];
  let length = 0;
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of archive.bytes(sheet.part)) {
    if (tail.length > 0) tail.push(chunk);
    else {
      const both = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
      for (let at = both.indexOf(END); at >= 0 && tail.length === 0; at = both.indexOf(END, at + 1)) {
        if (/<\/(?:[A-Za-z0-9]+:)?$/.test(both.toString('latin1', Math.max(0, at - 40), at))) tail.push(both.subarray(at));
      }
      before = both.subarray(Math.max(0, both.length - 64));
    }
    if (tail.length > 0) length += chunk.length;
    if (length > MAX_TAIL) throw new MarkupError(`the sheet ${quote(sheet.name)} has more than ${String(MAX_TAIL / 1024 ** 2)} MiB behind its cells`);
  }
  return Buffer.concat(tail).toString('utf8');
}

/** Errors of the archive and of the markup say what is wrong; others are bugs. */
function reasonOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message.replace(/\.$/, '');
  throw cause;
}
