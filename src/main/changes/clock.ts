/**
 * The hybrid logical clock: 12 hex digits of milliseconds, a hyphen, 4 hex digits of a counter.
 * As text it sorts as in time. See docs/format.md, section 1.
 */
export type ClockValue = string;

const MAX_MS = 2 ** 48 - 1;
const MAX_COUNTER = 0xffff;

/** How far ahead of our own clock another office's clock may be before we report it instead of following it. */
export const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

export const ZERO_CLOCK: ClockValue = '000000000000-0000';

/** @throws RangeError outside 48 bits of milliseconds or 16 bits of counter. */
export function clockValue(ms: number, counter: number): ClockValue {
  if (!Number.isInteger(ms) || ms < 0 || ms > MAX_MS || counter < 0 || counter > MAX_COUNTER) {
    throw new RangeError(`Not a clock value: ${String(ms)}, ${String(counter)}`);
  }
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}`;
}

export const clockMs = (value: ClockValue): number => Number.parseInt(value.slice(0, 12), 16);

const clockCounter = (value: ClockValue): number => Number.parseInt(value.slice(13), 16);

/** The value for the next entry: later than `last`, and not before the wall clock. */
export function tick(last: ClockValue, nowMs: number): ClockValue {
  if (nowMs > clockMs(last)) return clockValue(nowMs, 0);
  const counter = clockCounter(last) + 1;
  return counter > MAX_COUNTER ? clockValue(clockMs(last) + 1, 0) : clockValue(clockMs(last), counter);
}

/** True if a received value is so far ahead of the wall clock that it is reported and not followed. */
export const isFarAhead = (received: ClockValue, nowMs: number): boolean => clockMs(received) > nowMs + MAX_AHEAD_MS;

/** Our clock after having seen `received`. */
export function observe(last: ClockValue, received: ClockValue, nowMs: number): ClockValue {
  return received > last && !isFarAhead(received, nowMs) ? received : last;
}
