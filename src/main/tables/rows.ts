/** Cuts CSV text into rows of cells (RFC 4180, and any line end), piece by piece as it is read. Strict about quotation marks. */

export interface RowCutter {
  /** The rows that are complete now. @throws RowError where the text is no CSV. */
  readonly cut: (text: string) => readonly (readonly string[])[];
  /** The last row, which may lack a line end. @throws RowError */
  readonly end: () => readonly (readonly string[])[];
}

/** What is wrong with which row, counted from 1, as the end of a sentence. */
export class RowError extends Error {}

/** Characters of one row. */
export const MAX_ROW = 1_000_000;

export function openRowCutter(delimiter: string): RowCutter {
  let rest = '';
  let count = 0;
  const next = (text: string, from: number, isLast: boolean): CutRow | null => {
    const row = readRow(text, from, delimiter, isLast);
    if ((row?.next ?? text.length) - from > MAX_ROW) throw new RowError(`it has more than ${String(MAX_ROW)} characters`);
    return row;
  };
  const cut = (text: string, isLast: boolean): readonly (readonly string[])[] => {
    const all = rest === '' ? text : rest + text;
    const rows: (readonly string[])[] = [];
    let at = 0;
    try {
      for (let row = at < all.length ? next(all, at, isLast) : null; row !== null; row = at < all.length ? next(all, at, isLast) : null) {
        rows.push(row.cells);
        count += 1;
        at = row.next;
      }
    } catch (cause) {
      throw cause instanceof RowError ? new RowError(`row ${String(count + 1)}: ${cause.message}`) : cause;
    }
    rest = all.slice(at);
    return rows;
  };
  return { cut: (text) => cut(text, false), end: () => cut('', true) };
}

/**
 * A text that does not keep the longer one alive which it was cut from. For what is remembered beyond its row.
 */
export const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

interface CutRow {
  readonly cells: readonly string[];
  readonly next: number;
}

interface Cell {
  readonly value: string;
  /** Where the delimiter or line end after the cell is. */
  readonly end: number;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** Null where the row is not complete yet. */
function readRow(text: string, from: number, delimiter: string, isLast: boolean): CutRow | null {
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text.charCodeAt(at) === QUOTE ? quotedCell(text, at, separator, isLast) : plainCell(text, at, separator, isLast);
    if (cell === null) return null;
    cells.push(cell.value);
    const after = text.charCodeAt(cell.end);
    if (after === separator) {
      at = cell.end + 1;
    } else if (after === CR) {
      if (cell.end + 1 === text.length && !isLast) return null;
      return { cells, next: cell.end + (text.charCodeAt(cell.end + 1) === LF ? 2 : 1) };
    } else {
      return { cells, next: cell.end + 1 };
    }
  }
}

function plainCell(text: string, from: number, separator: number, isLast: boolean): Cell | null {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LF || code === CR) return { value: text.slice(from, at), end: at };
    if (code === QUOTE) throw new RowError(`a quotation mark stands within a cell that does not begin with one (${excerpt(text, from)})`);
  }
  return isLast ? { value: text.slice(from), end: text.length } : null;
}

function quotedCell(text: string, from: number, separator: number, isLast: boolean): Cell | null {
  let isEscaped = false;
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    const after = at + 1;
    const code = text.charCodeAt(after);
    if (code === QUOTE) {
      isEscaped = true;
      continue;
    }
    if (after === text.length && !isLast) return null;
    if (after < text.length && code !== separator && code !== LF && code !== CR) throw new RowError(`a closing quotation mark is followed by more text (${excerpt(text, from)})`);
    const value = text.slice(from + 1, at);
    return { value: isEscaped ? value.replaceAll('""', '"') : value, end: after };
  }
  if (isLast) throw new RowError(`a quotation mark is opened and never closed (${excerpt(text, from)})`);
  return null;
}

const excerpt = (text: string, from: number): string => JSON.stringify(text.slice(from, from + 40).split(/[\r\n]/, 1)[0] ?? '');
