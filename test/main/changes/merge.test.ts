import { describe, expect, it } from 'vitest';
import { addEntry, packHeads, unpackHeads, type Heads } from '../../../src/main/changes/merge.ts';
import { compareRank } from '../../../src/main/changes/order.ts';

const none: ReadonlySet<string> = new Set();
const plain = (heads: Heads): Record<string, string[]> => Object.fromEntries([...heads].map(([ref, paths]) => [ref, [...paths]]));

describe('Heads', () => {
  it('of a new entry are all the paths that it wrote', () => {
    const heads: Heads = new Map();
    expect([addEntry(heads, 'A', { d: { x: 1, y: 2 }, o: {} }, none), plain(heads)]).toEqual([[], { A: ['x', 'y'] }]);
  });

  it('pass to the entry that names them, path by path', () => {
    const heads: Heads = new Map([['A', new Set(['x', 'y'])]]);
    expect([addEntry(heads, 'B', { d: { x: 3 }, o: { A: ['x'] } }, none), plain(heads)]).toEqual([[], { A: ['y'], B: ['x'] }]);
    expect([addEntry(heads, 'C', { d: { y: 3 }, o: { A: ['y'] } }, none), plain(heads)]).toEqual([[], { B: ['x'], C: ['y'] }]);
  });

  it('stay beside those of an entry that did not see them', () => {
    const heads: Heads = new Map([['A', new Set(['x'])]]);
    expect([addEntry(heads, 'B', { d: { x: 3 }, o: {} }, none), plain(heads)]).toEqual([[], { A: ['x'], B: ['x'] }]);
  });

  it('report predecessors that are none, whether gone or not arrived', () => {
    expect(addEntry(new Map([['A', new Set(['y'])]]), 'B', { d: { x: 3 }, o: { A: ['x'], Z: ['x'] } }, none)).toEqual([{ ref: 'A', path: 'x' }, { ref: 'Z', path: 'x' }]);
  });

  it('leave out what an earlier arrival has replaced, and the entry where nothing is left', () => {
    const heads: Heads = new Map();
    addEntry(heads, 'A', { d: { x: 1, y: 2 }, o: {} }, new Set(['x']));
    addEntry(heads, 'B', { d: { x: 1 }, o: {} }, new Set(['x']));
    expect(plain(heads)).toEqual({ A: ['y'] });
  });
});

describe('Stored heads', () => {
  const heads: Heads = new Map([['b', new Set(['y', 'x'])], ['a', new Set(['x', 'y'])]]);

  it('are sorted and short where an entry is the head of all it wrote', () => {
    expect(packHeads(heads, (ref) => (ref === 'a' ? 2 : 3))).toBe('{"a":"*","b":["x","y"]}');
  });

  it('come back as they were stored', () => {
    expect([...unpackHeads(packHeads(heads, (ref) => (ref === 'a' ? 2 : 3)))]).toEqual([['a', '*'], ['b', ['x', 'y']]]);
  });
});

describe('The order of entries', () => {
  it('is by clock, then log, then number as a number, then reference', () => {
    const base = { h: '000000000001-0000', log: 'uz-b.x', n: 9, ref: 'M' };
    const ordered = [base, { ...base, ref: 'N' }, { ...base, n: 10, ref: 'A' }, { ...base, log: 'uz-c.a', n: 1 }, { ...base, h: '000000000001-0001', log: 'uz-a.x', n: 1 }];
    expect([...ordered].reverse().sort(compareRank)).toEqual(ordered);
  });
});
