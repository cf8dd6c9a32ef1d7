/** Where the names of the columns stand: in any of the first 20 rows, below title lines, in one row or in two that are joined. */
import { ok, type Result } from '../../shared/result.ts';
import { toNfc } from '../../shared/text.ts';
import { MAX_COLUMNS, tableMalformed, type Rows, type Slice, type Slices, type Table, type TableError, type TableRow } from './table.ts';

/** Rows among which a header is looked for. */
export const HEADER_ROWS = 20;

/** How well names fit as a header; 0 where they do not at all. */
export type ScoreHeader = (names: readonly string[]) => number;

interface Found {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly score: number;
}

/**
 * Reads the beginning of a file and finds its header.
 *
 * @param score of the names of a row; where no row scores, the first row that is not empty is the header.
 */
export async function underHeader(path: string, rows: Rows, score: ScoreHeader): Promise<Result<Table, TableError>> {
  const iterator = rows.slices[Symbol.asyncIterator]();
  const first: TableRow[] = [];
  let bytesRead = 0;
  let failed: Result<never, TableError> | null = null;
  while (first.length <= HEADER_ROWS && failed === null) {
    const next = await iterator.next();
    if (next.done === true) break;
    if (!next.value.ok) failed = next.value;
    else {
      first.push(...next.value.value.rows);
      bytesRead = next.value.value.bytesRead;
    }
  }
  const found = findHeader(first, score);
  if (found === null || found.header.length > MAX_COLUMNS) rows.close();
  if (found === null) return failed ?? tableMalformed(path, 'none of its first rows holds names of columns');
  if (found.header.length > MAX_COLUMNS) return tableMalformed(path, `it has ${String(found.header.length)} columns, at most ${String(MAX_COLUMNS)} are allowed`);
  const below = first.filter(({ row }) => row > found.headerRow);
  const slices = continued({ rows: below, bytesRead }, failed, iterator);
  return ok({ ...rows, header: found.header, headerRow: found.headerRow, slices: rows.source.format === 'xlsx' ? padded(slices, found.header.length) : slices });
}

/** @param rows the first of a table. */
export function findHeader(rows: readonly TableRow[], score: ScoreHeader): { readonly header: readonly string[]; readonly headerRow: number } | null {
  let best: Found | null = null;
  for (const [i, { row, cells }] of rows.entries()) {
    if (row > HEADER_ROWS) break;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const below = rows[i + 1];
    const joined = below?.row !== row + 1 || !isSecondRow(cells, below.cells) ? [] : [candidate(joinedNames(cells, below.cells), below.row, score)];
    for (const one of [candidate(cells, row, score), ...joined]) if (one.score > (best?.score ?? -1)) best = one;
  }
  return best;
}

function candidate(names: readonly string[], headerRow: number, score: ScoreHeader): Found {
  const header = withoutEmptyEnd(names.map((name) => toNfc(name.trim().replace(/\s+/g, ' '))));
  return { header, headerRow, score: score(header) };
}

/** A second row names parts of the first: it fills what the first leaves empty or repeats (merged cells), and holds no numbers. */
function isSecondRow(above: readonly string[], below: readonly string[]): boolean {
  const fills = below.some((cell, i) => cell.trim() !== '' && ((above[i] ?? '').trim() === '' || (i > 0 && above[i] === above[i - 1])));
  return fills && below.every((cell) => !/^[\d\s./-]+$/.test(cell.trim()));
}

/** `Parties` over `ours`, `theirs` becomes `Parties ours`, `Parties theirs`. */
function joinedNames(above: readonly string[], below: readonly string[]): readonly string[] {
  let group = '';
  return Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    const own = (above[i] ?? '').trim();
    const part = (below[i] ?? '').trim();
    if (own !== '') group = own;
    if (part === '' || part === own) return own;
    return own === '' && group === '' ? part : `${group} ${part}`;
  });
}

/** Spreadsheets save empty columns at the right. */
function withoutEmptyEnd(names: readonly string[]): readonly string[] {
  let end = names.length;
  while (end > 1 && names[end - 1] === '') end -= 1;
  return names.slice(0, end);
}

/** Rows of a workbook end with their last filled cell. */
async function* padded(slices: Slices, length: number): AsyncGenerator<Result<Slice, TableError>> {
  for await (const slice of slices) {
    if (slice.ok) yield ok({ ...slice.value, rows: slice.value.rows.map(({ row, cells }) => ({ row, cells: cells.length >= length ? cells : [...cells, ...Array.from({ length: length - cells.length }, () => '')] })) });
    else yield slice;
  }
}

async function* continued(first: Slice, failed: Result<never, TableError> | null, rest: AsyncIterator<Result<Slice, TableError>>): AsyncGenerator<Result<Slice, TableError>> {
  yield ok(first);
  if (failed !== null) {
    yield failed;
    return;
  }
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
