import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clockMs, clockValue, isFarAhead, MAX_AHEAD_MS, observe, tick, ZERO_CLOCK } from '../../../src/main/changes/clock.ts';

const MAX_MS = 2 ** 48 - 1;
const anyValue = fc.tuple(fc.integer({ min: 0, max: MAX_MS }), fc.integer({ min: 0, max: 0xffff }));

describe('The clock', () => {
  it('writes 12 hex digits of milliseconds and 4 of a counter', () => {
    expect([clockValue(0x1963f2c9a40, 3), clockValue(0, 0), clockValue(MAX_MS, 0xffff)]).toEqual(['01963f2c9a40-0003', ZERO_CLOCK, 'ffffffffffff-ffff']);
  });

  it('sorts as text as in time', () => {
    fc.assert(fc.property(anyValue, anyValue, ([ms, counter], [otherMs, otherCounter]) => {
      const earlier = ms !== otherMs ? ms < otherMs : counter < otherCounter;
      expect(clockValue(ms, counter) < clockValue(otherMs, otherCounter)).toBe(earlier);
    }));
  });

  it('always ticks forward, and not behind the wall clock', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: MAX_MS - 1 }), fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: MAX_MS }), (ms, counter, now) => {
      const last = clockValue(ms, counter);
      const next = tick(last, now);
      expect([next > last, clockMs(next) >= now]).toEqual([true, true]);
    }));
  });

  it('counts within a millisecond, and moves on to the next when the counter is full', () => {
    expect([tick(clockValue(5, 0), 5), tick(clockValue(5, 7), 3), tick(clockValue(5, 0xffff), 5), tick(clockValue(5, 9), 6)])
      .toEqual([clockValue(5, 1), clockValue(5, 8), clockValue(6, 0), clockValue(6, 0)]);
  });

  it('follows a received clock that is ahead by 24 hours, and not one that is ahead by more', () => {
    const last = clockValue(1000, 0);
    const edge = clockValue(2000 + MAX_AHEAD_MS, 0xffff);
    const far = clockValue(2001 + MAX_AHEAD_MS, 0);
    expect([isFarAhead(edge, 2000), isFarAhead(far, 2000)]).toEqual([false, true]);
    expect([observe(last, edge, 2000), observe(last, far, 2000), observe(last, clockValue(999, 5), 2000)]).toEqual([edge, last, last]);
  });

  it('refuses numbers that it cannot write', () => {
    for (const [ms, counter] of [[-1, 0], [2 ** 48, 0], [0.5, 0], [0, -1], [0, 0x10000], [NaN, 0]] as const) expect(() => clockValue(ms, counter)).toThrow(RangeError);
  });
});
