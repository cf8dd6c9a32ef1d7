import { err, ok, type Result } from '../../shared/result.ts';
import { sha256 } from './hash.ts';

// A recovery key as a person writes it down: 256 bits in base32 and four characters of check, in fourteen groups of four.
// The alphabet is Crockford's: digits and upper-case letters without I, L, O, U, so that what is easily confused means one thing.

export type RecoveryKeyMistyped = { readonly type: 'RecoveryKeyMistyped'; readonly message: string };

/** @param bits 32 bytes. */
export function writeRecoveryKey(bits: Buffer): string {
  const text = base32(BigInt(`0x${bits.toString('hex')}`) << 4n, 52) + base32(checkOf(bits), 4);
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * The 32 bytes. Upper and lower case, spaces, hyphens do not matter; O is read as 0, I and L as 1.
 * Error: `RecoveryKeyMistyped` if the length, a character or the check is wrong: then no store was asked.
 */
export function readRecoveryKey(typed: string): Result<Buffer, RecoveryKeyMistyped> {
  const text = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Pd}]+/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const foreign = [...text].find((character) => !ALPHABET.includes(character));
  if (foreign !== undefined) return mistyped(`the character ${JSON.stringify(foreign)} never occurs in one`);
  if (text.length !== 56) return mistyped(`expected 56 letters and digits, found ${text.length}`);
  const value = numberOf(text.slice(0, 52));
  const bits = Buffer.from((value >> 4n).toString(16).padStart(64, '0'), 'hex');
  if ((value & 15n) !== 0n || numberOf(text.slice(52)) !== checkOf(bits)) return mistyped('its check does not agree, so a letter or digit is wrong');
  return ok(bits);
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const mistyped = (why: string): Result<never, RecoveryKeyMistyped> =>
  err({ type: 'RecoveryKeyMistyped', message: `The recovery key was mistyped: ${why}. The store stays locked.` });

/** The first 20 bits of SHA-256("bitim-recovery-key/1" LF || bits). */
const checkOf = (bits: Buffer): bigint =>
  BigInt(`0x${sha256(Buffer.concat([Buffer.from('bitim-recovery-key/1\n'), bits])).toString('hex').slice(0, 5)}`);

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}

function numberOf(text: string): bigint {
  let value = 0n;
  for (const character of text) value = (value << 5n) | BigInt(ALPHABET.indexOf(character));
  return value;
}
