import { createHash, createHmac, hash, hkdfSync, type Hash } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';

export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** For what does not fit in memory at once. */
export const createSha256 = (): Hash => createHash('sha256');

/** RFC 6962 section 2.1, a leaf: SHA-256(0x00 || line). The line is without its LF. */
export function leafHash(line: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(line.length + 1);
  bytes[0] = 0;
  bytes.set(line, 1);
  return sha256(bytes);
}

/** RFC 6962 section 2.1, an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(left.length + right.length + 1);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, left.length + 1);
  return sha256(bytes);
}

/** BLAKE2b with 64 bytes of output (RFC 7693), not from node:crypto because Electron's lacks it. */
export const blake2b512 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 64 });

export const hmacSha256 = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('sha256', key).update(bytes).digest();

/** HKDF-SHA-256 (RFC 5869); `info` says in ASCII what the key is for. */
export const hkdfSha256 = (key: Uint8Array, salt: Uint8Array, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));
