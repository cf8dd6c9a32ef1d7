/**
 * Cuts CSV text into rows of cells as it is read (RFC 4180, with any delimiter and any line end); strict about quotation marks. It searches for
 * signs instead of looking at every character. The tests compare it with csv-parse; docs/decisions/0019 says why it is not csv-parse.
 */
import { MAX_ROW } from './table.ts';

export interface RowCutter {
  /** The rows that are complete now. @throws RowError where the text is no CSV. */
  readonly cut: (text: string) => readonly (readonly string[])[];
  /** The last row, which may lack a line end. @throws RowError */
  readonly end: () => readonly (readonly string[])[];
}

/** What is wrong with which row, counted from 1, as the end of a sentence. */
export class RowError extends Error {}

export function openRowCutter(delimiter: string): RowCutter {
  let rest = '';
  let count = 0;

  const fail = (why: string): never => {
    throw new RowError(`row ${String(count + 1)}: ${why}`);
  };

  const rowsOf = (text: string, isLast: boolean): readonly (readonly string[])[] => {
    const rows: (readonly string[])[] = [];
    const lines = openSearch(text);
    let at = 0;
    while (at < text.length) {
      const row = rowAt(text, at, delimiter, lines, isLast, fail);
      if (row === null) break;
      if (row.end - at > MAX_ROW) fail(TOO_LONG);
      rows.push(row.cells);
      count += 1;
      at = row.next;
    }
    rest = text.slice(at);
    if (rest.length > MAX_ROW) fail(TOO_LONG);
    return rows;
  };

  return {
    cut: (text) => rowsOf(rest === '' ? text : rest + text, false),
    end: () => {
      const rows = rest === '' ? [] : rowsOf(rest, true);
      return rest === '' ? rows : fail('a quotation mark is opened and never closed');
    },
  };
}

const TOO_LONG = `it has more than ${String(MAX_ROW)} characters`;

interface Row {
  readonly cells: readonly string[];
  /** Where its text ends, and where the next row begins. */
  readonly end: number;
  readonly next: number;
}

/** Null where the text may go on. */
function rowAt(text: string, from: number, delimiter: string, lines: Search, isLast: boolean, fail: (why: string) => never): Row | null {
  const cells: string[] = [];
  for (let at = from; ;) {
    let end: number;
    if (text.charCodeAt(at) === QUOTE) {
      end = closingQuote(text, at + 1);
      if (end < 0 || (end + 1 === text.length && !isLast)) return null;
      const cell = text.slice(at + 1, end);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      end += 1;
    } else {
      const line = lines.lineEnd(at);
      const next = text.indexOf(delimiter, at);
      end = next >= 0 && next < line ? next : line;
      if (end === Infinity) {
        if (!isLast) return null;
        end = text.length;
      }
      const cell = text.slice(at, end);
      if (cell.includes('"')) fail('a quotation mark stands within a cell that does not begin with one');
      cells.push(cell);
    }
    if (end >= text.length) return isLast ? { cells, end, next: end } : null;
    const sign = text[end];
    if (sign === delimiter) {
      at = end + 1;
      if (at < text.length) continue;
      return isLast ? { cells: [...cells, ''], end: at, next: at } : null;
    }
    if (sign === '\n') return { cells, end, next: end + 1 };
    if (sign !== '\r') return fail('a closing quotation mark is followed by more text');
    if (end + 1 === text.length && !isLast) return null;
    return { cells, end, next: text[end + 1] === '\n' ? end + 2 : end + 1 };
  }
}

const QUOTE = 34;

/** The quotation mark that ends a cell; doubled ones stand for one. -1 where there is none yet. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text.charCodeAt(at + 1) !== QUOTE) return at;
  return -1;
}

interface Search {
  /** Where the line ends in which a position lies; Infinity where it goes on. Positions are asked for in rising order. */
  readonly lineEnd: (from: number) => number;
}

/** Each line end is searched for once, also in files that have only one kind of them. */
function openSearch(text: string): Search {
  let feed = -1;
  let carriage = -1;
  const search = (sign: string, from: number): number => {
    const found = text.indexOf(sign, from);
    return found < 0 ? Infinity : found;
  };
  return {
    lineEnd: (from) => {
      if (feed < from) feed = search('\n', from);
      if (carriage < from) carriage = search('\r', from);
      return Math.min(feed, carriage);
    },
  };
}

/**
 * A text that does not keep the longer one alive which it was cut from. For what is remembered beyond its row.
 */
export const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
