import { nodeHash, sha256 } from '../crypto/hash.ts';

/**
 * The Merkle tree hash of RFC 6962, section 2.1, over leaf hashes (`leafHash(line)` each, in order).
 * A level is paired from the left and an odd last node moves up unchanged: the same tree as the RFC's recursive split.
 *
 * @returns 32 bytes; for no leaves SHA-256 of the empty string.
 */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Buffer;
      const right = level[i + 1];
      above.push(right === undefined ? left : nodeHash(left, right));
    }
    level = above;
  }
  return level[0] ?? sha256(Buffer.alloc(0));
}
