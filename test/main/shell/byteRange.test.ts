import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteRange } from '../../../src/main/shell/byteRange.ts';

it('reads one range of bytes; everything else asks for the whole', () => {
  expect([null, '', 'bytes=', 'bytes=-', 'bytes=5-3', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b', 'bytes = 0-1'].map((header) => byteRange(header, 10))).toEqual(Array.from({ length: 9 }, () => null));
  expect(['bytes=0-0', 'bytes=3-', 'bytes=3-99', 'bytes=-4', 'bytes=-99', ' bytes=9-9 '].map((header) => byteRange(header, 10))).toEqual([
    { start: 0, length: 1 }, { start: 3, length: 7 }, { start: 3, length: 7 }, { start: 6, length: 4 }, { start: 0, length: 10 }, { start: 9, length: 1 },
  ]);
  expect([byteRange('bytes=10-', 10), byteRange('bytes=-0', 10), byteRange('bytes=0-', 0), byteRange('bytes=-5', 0)]).toEqual(['unsatisfiable', 'unsatisfiable', 'unsatisfiable', 'unsatisfiable']);
});

it('never leads out of the document', () => {
  fc.assert(fc.property(fc.nat(1000), fc.option(fc.nat(2000)), fc.option(fc.nat(2000)), (size, first, last) => {
    const range = byteRange(`bytes=${String(first ?? '')}-${String(last ?? '')}`, size);
    if (range === null || range === 'unsatisfiable') return;
    expect(range.length).toBeGreaterThan(0);
    expect(range.start + range.length).toBeLessThanOrEqual(size);
  }));
});
