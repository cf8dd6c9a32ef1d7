/** Deflated data that unfold to much, made in no time: one block is deflated once and repeated. */
import { constants, deflateRawSync } from 'node:zlib';

const BLOCK = 4 * 1024 * 1024;

/** As a member of a ZIP has them: `bytes`, rounded up to 4 MiB, of one value. */
export function unfoldingRaw(bytes: number, value: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(BLOCK, value), { finishFlush: constants.Z_SYNC_FLUSH });
  return Buffer.concat([...Array.from({ length: Math.ceil(bytes / BLOCK) }, () => block), Buffer.from([0x03, 0x00])]);
}

/** The same with the head of zlib, as PNG, TIFF and PDF have them; of zeros, its check sum is right. */
export function unfolding(bytes: number, value: number): Buffer {
  const length = Math.ceil(bytes / BLOCK) * BLOCK;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((((length % 65_521) << 16) | 1) >>> 0);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), unfoldingRaw(bytes, value), sum]);
}
