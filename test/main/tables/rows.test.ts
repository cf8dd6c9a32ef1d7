import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRowCutter, RowError } from '../../../src/main/tables/rows.ts';

/** The rows of a text that comes in pieces of the given lengths, or that it is no CSV. */
async function cut(text: string, delimiter: string, lengths: readonly number[]): Promise<readonly (readonly string[])[] | 'no CSV'> {
  const cutter = openRowCutter(delimiter);
  const rows: (readonly string[])[] = [];
  try {
    let at = 0;
    for (const length of lengths) {
      rows.push(...await cutter.cut(text.slice(at, at + length)));
      at += length;
    }
    return [...rows, ...await cutter.cut(text.slice(at)), ...await cutter.end()];
  } catch (cause) {
    if (cause instanceof RowError) return 'no CSV';
    throw cause;
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
  ])('gives the rows of %j', async (text, rows) => {
    expect(await cut(text, ',', [])).toEqual(rows);
    expect(await cut(text, ',', Array.from(text, () => 1))).toEqual(rows);
  });

  it('gives the same rows however the text is cut into pieces', async () => {
    const text = fc.array(fc.constantFrom('"', '"', ',', '\n', '\r\n', '\r', 'a', ';', ' ', 'ў', '""'), { maxLength: 14 }).map((parts) => parts.join(''));
    await fc.assert(fc.asyncProperty(text, fc.constantFrom(',', ';'), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 20 }), async (given, delimiter, lengths) => {
      expect(await cut(given, delimiter, lengths)).toEqual(await cut(given, delimiter, []));
    }), { numRuns: 500 });
  });

  it('refuses a row of more than a million characters', async () => {
    const cutter = openRowCutter(',');
    await cutter.cut(`a,"${'x'.repeat(1_000_001)}"`);
    await expect(openRowCutter(',').cut(`"${'x'.repeat(2_000_001)}`)).rejects.toThrow('row 1: it has more than 1000000 characters');
    await expect(cutter.cut('\n').then(() => cutter.end())).rejects.toThrow('row 1: it has more than 1000000 characters');
  });
});
