/** The cells of one sheet, row by row as the sheet is inflated. */
import { MAX_COLUMNS, MAX_ROW, type TableRow } from '../table.ts';
import { numberText, plainText } from './cells.ts';
import { MarkupError, openMarkup } from './markup.ts';
import type { Workbook } from './workbook.ts';

/** Cells that show as one: the first holds the value. Counted from 1. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetReader {
  /** The rows that are complete now. Rows without cells are left out. @throws MarkupError */
  readonly cut: (text: string) => readonly TableRow[];
  readonly end: () => readonly TableRow[];
}

/** Rows that a sheet of this kind can have. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

export function openSheet({ formats, strings, calendar }: Workbook, merges: readonly Merge[]): SheetReader {
  let rows: TableRow[] = [];
  let row = 0;
  let column = 0;
  let cells: string[] = [];
  let characters = 0;
  let type = 'n';
  let style = 0;
  let value = '';
  let taking = false;
  let phonetic = 0;
  const merged = openMerges(merges);

  const put = (text: string): void => {
    if (text === '') return;
    if (column > MAX_COLUMNS) throw new MarkupError(`row ${String(row)}: it has a cell in column ${String(column)}, at most ${String(MAX_COLUMNS)} are allowed`);
    characters += text.length;
    if (characters > MAX_ROW) throw new MarkupError(`row ${String(row)}: it has more than ${String(MAX_ROW)} characters`);
    while (cells.length < column) cells.push('');
    cells[column - 1] = text;
  };

  const markup = openMarkup({
    open: (name, attribute) => {
      if (name === 'c') {
        const at = attribute('r');
        column = at === null ? column + 1 : columnOf(at);
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        value = '';
      } else if (name === 'v' || name === 't') taking = phonetic === 0;
      else if (name === 'rPh') phonetic += 1;
      else if (name === 'row') {
        const next = Number(attribute('r') ?? row + 1);
        if (!Number.isInteger(next) || next <= row || next > LAST_ROW) throw new MarkupError(`the row after row ${String(row)} has the number ${String(next)}; a sheet has ${String(LAST_ROW)} rows in rising order`);
        row = next;
        column = 0;
        characters = 0;
        cells = [];
      }
    },
    close: (name) => {
      if (name === 'c') put(cellText(type, value));
      else if (name === 'v' || name === 't') taking = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'row') {
        const filled = merged(row, cells);
        if (filled.length > 0) rows.push({ row, cells: filled });
      }
    },
    text: (text) => {
      if (!taking) return;
      value += text;
      if (value.length > 7 * MAX_ROW) throw new MarkupError(`row ${String(row)}: a cell has more than ${String(MAX_ROW)} characters`);
    },
  });

  const cellText = (of: string, text: string): string => {
    switch (of) {
      case 's':
        return text === '' ? '' : sharedText(text);
      case 'b':
        return text === '1' || text === 'true' ? 'true' : text === '' ? '' : 'false';
      case 'n':
        return text === '' ? '' : numberText(text, formats[style] ?? null, calendar);
      case 'd':
        return text.replace('T', ' ').replace(/ 00:00(:00(\.0+)?)?Z?$/, '');
      default:
        return plainText(text);
    }
  };

  const sharedText = (text: string): string => {
    const found = strings.at(Number(text));
    if (found === null) throw new MarkupError(`row ${String(row)}: a cell names the text ${text.slice(0, 20)}, which the workbook does not have`);
    return found;
  };

  const taken = (): readonly TableRow[] => {
    const done = rows;
    rows = [];
    return done;
  };

  return {
    cut: (text) => {
      markup.write(text);
      return taken();
    },
    end: () => {
      markup.end();
      return taken();
    },
  };
}

/** `BC17` -> 55. */
function columnOf(at: string): number {
  let column = 0;
  for (let i = 0; i < at.length; i++) {
    const letter = at.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column < 1 || column > LAST_COLUMN) throw new MarkupError(`a cell says that it stands at ${at.slice(0, 20)}, which no sheet has`);
  return column;
}

/** `B2:C5`; null where it is none. */
export function mergeOf(reference: string): Merge | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (match === null) return null;
  return { left: columnOf(match[1] ?? ''), top: Number(match[2]), right: columnOf(match[3] ?? ''), bottom: Number(match[4]) };
}

/** Gives every cell of a merge the value of its first. Merges are taken in the order of their rows. */
function openMerges(merges: readonly Merge[]): (row: number, cells: readonly string[]) => readonly string[] {
  if (merges.length === 0) return (_, cells) => cells;
  const due = [...merges].sort((a, b) => b.top - a.top);
  let under: { readonly merge: Merge; readonly value: string }[] = [];
  return (row, cells) => {
    for (let next = due.at(-1); next !== undefined && next.top <= row; next = due.at(-1)) {
      due.pop();
      const value = next.top === row ? (cells[next.left - 1] ?? '') : '';
      if (value !== '') under.push({ merge: next, value });
    }
    under = under.filter(({ merge }) => merge.bottom >= row);
    if (under.length === 0) return cells;
    const filled = [...cells];
    for (const { merge, value } of under) {
      for (let column = merge.left; column <= Math.min(merge.right, MAX_COLUMNS); column++) {
        while (filled.length < column) filled.push('');
        filled[column - 1] = value;
      }
    }
    return filled;
  };
}
