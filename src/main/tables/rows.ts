/** Cuts CSV text into rows of cells as it is read; strict about quotation marks. The cutting is csv-parse's. */
import { CsvError, parse } from 'csv-parse';

export interface RowCutter {
  /** The rows that are complete now. @throws RowError where the text is no CSV. */
  readonly cut: (text: string) => Promise<readonly (readonly string[])[]>;
  /** The last row, which may lack a line end. @throws RowError */
  readonly end: () => Promise<readonly (readonly string[])[]>;
}

/** What is wrong with which row, counted from 1, as the end of a sentence. */
export class RowError extends Error {}

/** Characters of one row. */
export const MAX_ROW = 1_000_000;

export function openRowCutter(delimiter: string): RowCutter {
  let rows: (readonly string[])[] = [];
  let count = 0;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_ROW,
    on_record: (cells: readonly string[]) => {
      rows.push(cells);
      count += 1;
      return null;
    },
  });
  let failure: Error | null = null;
  /** Characters since the last complete row: the library notices an over-long row only at its end. */
  let pending = 0;
  parser.on('error', (cause) => { failure = cause; });

  const taken = async (step: (done: (cause?: Error | null) => void) => void): Promise<readonly (readonly string[])[]> => {
    await new Promise<void>((resolve) => { step((cause) => { failure ??= cause ?? null; resolve(); }); });
    if (failure !== null) throw new RowError(`row ${String(count + 1)}: ${sentenceOf(failure)}`);
    const done = rows;
    rows = [];
    if (done.length > 0) pending = 0;
    else if (pending > 2 * MAX_ROW) throw new RowError(`row ${String(count + 1)}: it has more than ${String(MAX_ROW)} characters`);
    return done;
  };
  return {
    cut: (text) => {
      pending += text.length;
      return taken((done) => { parser.write(text, done); });
    },
    end: () => taken((done) => { parser.end(done); }),
  };
}

/**
 * A text that does not keep the longer one alive which it was cut from. For what is remembered beyond its row.
 */
export const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function sentenceOf(cause: Error): string {
  switch (cause instanceof CsvError ? cause.code : '') {
    case 'CSV_MAX_RECORD_SIZE':
      return `it has more than ${String(MAX_ROW)} characters`;
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quotation mark is opened and never closed';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'a closing quotation mark is followed by more text';
    case 'INVALID_OPENING_QUOTE':
      return 'a quotation mark stands within a cell that does not begin with one';
    default:
      return cause.message.replace(/\.$/, '');
  }
}
