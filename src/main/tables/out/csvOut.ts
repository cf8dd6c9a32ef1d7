/** CSV as spreadsheets take it: UTF-8 with a byte order mark, lines ended as on Windows, nothing that would be computed. */
import { stringify } from 'csv-stringify/sync';
import type { Delimiter } from '../../../shared/tables/answers.ts';
import { fileSink } from '../../crypto/source.ts';
import type { OutCell, RowsOut } from './rowsOut.ts';

export function openCsvOut(path: string, { header, delimiter }: { readonly header: readonly string[]; readonly delimiter: Delimiter }): RowsOut {
  const sink = fileSink(path);
  let rows: (readonly string[])[] = [header.map(harmless)];
  let first = true;

  const flush = (): Promise<void> => {
    if (rows.length > 0) sink.write(Buffer.from((first ? '\uFEFF' : '') + stringify(rows as string[][], { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ }), 'utf8'));
    first = false;
    rows = [];
    return Promise.resolve();
  };

  return {
    row: (cells) => { rows.push(cells.map(cellText)); },
    flush,
    end: async () => {
      await flush();
      sink.end();
    },
    abandon: () => {
      sink.abandon();
      return Promise.resolve();
    },
  };
}

function cellText(cell: OutCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.day;
  return typeof cell === 'string' ? harmless(cell) : String(cell);
}

/**
 * A text that a spreadsheet would compute gets an apostrophe, as people type it there; one that begins with apostrophes before such a sign gets one
 * more, so that reading can take exactly one away. Numbers are left as they are.
 */
const harmless = (text: string): string => (/^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text);
