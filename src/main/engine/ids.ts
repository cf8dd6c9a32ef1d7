import { v7 } from 'uuid';

/** Ids drawn in one go: 16 bytes cost as much as 4,096. */
const DRAWN = 256;

/**
 * Makes UUIDs of version 7 that rise, also within a millisecond: so records lie in the order in which they were made.
 *
 * @param random `bytes` random bytes.
 */
export function risingIds(now: () => number, random: (bytes: number) => Buffer): () => string {
  let pool = Buffer.alloc(0);
  let used = 0;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (used === pool.length) {
      pool = Buffer.from(random(16 * DRAWN));
      used = 0;
    }
    const bytes = pool.subarray(used, used + 16);
    used += 16;
    const moment = now();
    if (moment > msecs) {
      msecs = moment;
      seq = bytes.readUInt32BE(6) >>> 1;
    } else {
      seq += 1;
    }
    return v7({ msecs, seq, random: bytes });
  };
}
