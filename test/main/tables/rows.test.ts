import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRowCutter, RowError } from '../../../src/main/tables/rows.ts';

/** The rows of a text that comes in pieces of the given lengths, or that it is no CSV. */
function cut(text: string, delimiter: string, lengths: readonly number[]): readonly (readonly string[])[] | 'no CSV' {
  const cutter = openRowCutter(delimiter);
  const rows: (readonly string[])[] = [];
  try {
    let at = 0;
    for (const length of lengths) {
      rows.push(...cutter.cut(text.slice(at, at + length)));
      at += length;
    }
    return [...rows, ...cutter.cut(text.slice(at)), ...cutter.end()];
  } catch (cause) {
    if (cause instanceof RowError) return 'no CSV';
    throw cause;
  }
}

function byLibrary(text: string, delimiter: string): readonly (readonly string[])[] | 'no CSV' {
  try {
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
  } catch {
    return 'no CSV';
  }
}

describe('cutting CSV text into rows', () => {
  it.each<[string, readonly (readonly string[])[] | 'no CSV']>([
    ['', []],
    ['\n', [['']]],
    ['a', [['a']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['a,\n', [['a', '']]],
    ['""', [['']]],
    ['"a""b","c\r\nd"\r\n', [['a"b', 'c\r\nd']]],
    ['""""', [['"']]],
    ['a\rb\r', [['a'], ['b']]],
    [' "a"', 'no CSV'],
    ['"a" ', 'no CSV'],
    ['"', 'no CSV'],
    ['"""', 'no CSV'],
  ])('gives the rows of %j', (text, rows) => {
    expect(cut(text, ',', [])).toEqual(rows);
    expect(cut(text, ',', Array.from(text, () => 1))).toEqual(rows);
  });

  const texts = fc.array(fc.constantFrom('"', '"', ',', '\n', '\r\n', '\r', 'a', ';', ' ', 'ў', '""', '"a"', '","'), { maxLength: 14 }).map((parts) => parts.join(''));

  it('gives the same rows however the text is cut into pieces', () => {
    fc.assert(fc.property(texts, fc.constantFrom(',', ';'), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 20 }), (given, delimiter, lengths) => {
      expect(cut(given, delimiter, lengths)).toEqual(cut(given, delimiter, []));
    }), { numRuns: 1_000 });
  });

  it('gives the rows that csv-parse gives, and refuses what it refuses', () => {
    fc.assert(fc.property(texts, fc.constantFrom(',', ';'), (given, delimiter) => {
      expect(cut(given, delimiter, [])).toEqual(byLibrary(given, delimiter));
    }), { numRuns: 2_000 });
  });

  it('refuses a row of more than a million characters', () => {
    expect(() => openRowCutter(',').cut(`"${'x'.repeat(2_000_001)}`)).toThrow('row 1: it has more than 1000000 characters');
    expect(() => openRowCutter(',').cut(`a\na,"${'x'.repeat(1_000_001)}"\n`)).toThrow('row 2: it has more than 1000000 characters');
  });
});
