import { sha256 } from '../crypto/hash.ts';

/**
 * The id of the record that changes a controlled value: the first 16 bytes of SHA-256("bitim-term/1" LF vocabulary LF code) as a UUID of
 * version 8 (docs/format.md, section 1). Every office comes to the same one.
 */
export function termId(vocabulary: string, code: string): string {
  const bytes = sha256(Buffer.from(`bitim-term/1\n${vocabulary}\n${code}`, 'utf8')).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
