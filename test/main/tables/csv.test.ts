import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { delimiterOf } from '../../../src/main/tables/delimiter.ts';
import { openTable } from '../../../src/main/tables/open.ts';
import type { Delimiter } from '../../../src/shared/tables/answers.ts';
import { tempFolder } from '../../support/temp.ts';

const folder = tempFolder();

const fileOf = (content: string | Buffer): string => {
  const path = join(folder, 'table.csv');
  writeFileSync(path, content);
  return path;
};

/** Header and rows, or the message of the error. */
async function readAll(path: string, delimiter?: Delimiter): Promise<{ readonly header: readonly string[]; readonly rows: readonly (readonly [number, readonly string[]])[] } | string> {
  const table = await openTable(path, { delimiter }, () => 0);
  if (!table.ok) return table.error.message;
  const rows: (readonly [number, readonly string[]])[] = [];
  for await (const slice of table.value.slices) {
    if (!slice.ok) return slice.error.message;
    rows.push(...slice.value.rows.map(({ row, cells }) => [row, cells] as const));
  }
  return { header: table.value.header, rows };
}

describe('a CSV file', () => {
  it.each<[string, string | Buffer]>([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['lines ended as on Windows', 'a,b\r\n1,2\r\n'],
    ['no line end after the last row', 'a,b\n1,2'],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('a,b\n1,2\n')])],
    ['quotation marks', '"a","b"\n"1","2"\n'],
    ['spaces around the column names', ' a , b \n1,2\n'],
  ])('is read with %s', async (_, content) => {
    expect(await readAll(fileOf(content))).toEqual({ header: ['a', 'b'], rows: [[2, ['1', '2']]] });
  });

  it('counts rows as a spreadsheet does, also empty ones and such with line ends in a cell', async () => {
    expect(await readAll(fileOf('a,b\n"x\ny",1\n\n2,3\n'))).toEqual({ header: ['a', 'b'], rows: [[2, ['x\ny', '1']], [3, ['']], [4, ['2', '3']]] });
  });

  it('hands on rows that are too short or too long', async () => {
    expect(await readAll(fileOf('a,b\n1\n1,2,3\n'))).toEqual({ header: ['a', 'b'], rows: [[2, ['1']], [3, ['1', '2', '3']]] });
  });

  it('takes column names in normalisation form C', async () => {
    expect(await readAll(fileOf('e\u0301,b\n1,2\n'))).toMatchObject({ header: ['\u00e9', 'b'] });
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'it is empty'],
    ['nothing but empty cells', ' , \n,\n', 'none of its first rows holds names of columns'],
    ['bytes that are no text', Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0x98, 0x81, 0x90]), Buffer.from('\n')]), 'it is neither UTF-8, UTF-16 nor Windows-1251 text (byte 7)'],
    ['one damaged byte in UTF-8', Buffer.concat([Buffer.from('a,b\nСоглашение,'), Buffer.from([0xd0]), Buffer.from(' \n')]), 'it is not UTF-8 text: byte 26 is damaged'],
    ['a quotation mark that is never closed', 'a,b\n1,"2\n3,4\n', 'row 2: a quotation mark is opened and never closed'],
    ['text after a closing quotation mark', 'a,b\n1,"2"x\n', 'row 2: a closing quotation mark is followed by more text'],
    ['a quotation mark within a cell', 'a,b\n1,2"x"\n', 'row 2: a quotation mark stands within a cell that does not begin with one'],
    ['a row without end', `a,b\n1,"${'x'.repeat(1_000_100)}"\n`, 'row 2: it has more than 1000000 characters'],
    ['too many columns', `${'a,'.repeat(1_000)}a\n`, 'it has 1001 columns, at most 1000 are allowed'],
  ])('with %s is refused with a sentence', async (_, content, expected) => {
    const message = await readAll(fileOf(content));
    expect(message).toContain(expected);
    expect(message).toContain('Nothing was changed.');
  });

  it('that is not there is refused with its name', async () => {
    expect(await readAll(join(folder, 'absent.csv'))).toContain('absent.csv cannot be read (ENOENT)');
    expect(await readAll(folder)).toContain('is not a file');
  });

  it('of many rows comes in slices, with the bytes read so far', async () => {
    const path = fileOf(`a\n${Array.from({ length: 1_000 }, (_, i) => `${String(i)}\n`).join('')}`);
    const table = await openTable(path, {}, () => 0);
    if (!table.ok) throw new Error(table.error.message);
    const sizes: number[] = [];
    let last = 0;
    for await (const slice of table.value.slices) {
      if (!slice.ok) throw new Error(slice.error.message);
      sizes.push(slice.value.rows.length);
      expect(slice.value.bytesRead).toBeGreaterThanOrEqual(last);
      last = slice.value.bytesRead;
    }
    expect([sizes.reduce((sum, size) => sum + size, 0), Math.max(...sizes) <= 100, last]).toEqual([1_000, true, table.value.size]);
  });

  it('gives back what was written, whatever the cells hold', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.normalize('NFC').replaceAll('\u0000', ''));
    const rows = fc.array(fc.tuple(cell, cell, fc.constantFrom('a"b', 'x\r\ny', ',', ';', '\t', '')), { minLength: 1, maxLength: 5 });
    await fc.assert(fc.asyncProperty(rows, fc.constantFrom<Delimiter>(',', ';', '\t', '|'), async (given, delimiter) => {
      const content = stringify([['a', 'b', 'c'], ...given], { delimiter, quoted: true });
      expect(await readAll(fileOf(content), delimiter)).toEqual({ header: ['a', 'b', 'c'], rows: given.map((cells, i) => [i + 2, cells]) });
    }), { numRuns: 50 });
  });

  it('has the delimiter that its first line uses most, outside quotation marks', () => {
    expect(['a,b;c,d', '"a,b,c";d', 'a\tb', 'a|b|c,d', 'a'].map(delimiterOf)).toEqual([',', ';', '\t', '|', ',']);
  });
});
