import { createPrivateKey, createPublicKey, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { err, ok, type Result } from '../../shared/result.ts';
import { blake2b512, sha256 } from './hash.ts';

// docs/format.md section 5. A signature file is exactly four lines, each ended by LF:
//   untrusted comment: bitim
//   base64("ED" || key id, 8 bytes || Ed25519 over BLAKE2b-512 of the file, 64 bytes)
//   trusted comment: <file name>
//   base64(Ed25519 over (those 64 bytes || file name))

export interface SigningKey {
  readonly seed: Buffer; // 32 bytes
  readonly publicKey: Buffer; // 32 bytes
  readonly keyId: string; // 16 upper-case hex digits, as minisign prints it
}

export type MalformedKey = { readonly type: 'MalformedKey'; readonly message: string };
export type SignatureError = { readonly type: 'MalformedSignature' | 'WrongKey' | 'BadSignature'; readonly message: string };

/** @param random gives that many random bytes. */
export const generateSigningKey = (random: (n: number) => Buffer): SigningKey => signingKeyFromSeed(random(32));

export function signingKeyFromSeed(seed: Buffer): SigningKey {
  const publicKey = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { seed: Buffer.from(seed), publicKey, keyId: keyIdOf(publicKey) };
}

/** The first 8 bytes of SHA-256(public key), reversed, in upper-case hex. */
export const keyIdOf = (publicKey: Buffer): string => printedId(keyIdBytes(publicKey));

/** In minisign's encoding, as after `minisign -P`: base64("Ed" || key id || key), 56 characters. */
export const encodePublicKey = (publicKey: Buffer): string =>
  Buffer.concat([Buffer.from('Ed'), keyIdBytes(publicKey), publicKey]).toString('base64');

/** Strict: what `encodePublicKey` writes and nothing else, and only keys under which a signature proves something. */
export function decodePublicKey(text: string): Result<Buffer, MalformedKey> {
  const bytes = Buffer.from(text, 'base64');
  const publicKey = bytes.subarray(10);
  if (bytes.length !== 42 || encodePublicKey(publicKey) !== text)
    return err({ type: 'MalformedKey', message: `This is not a signing key in minisign's encoding with the key id of format.md section 5: ${quoted(text)}.` });
  if (!isStrongPoint(publicKey)) return err({ type: 'MalformedKey', message: `The signing key ${quoted(text)} is not a usable point of Ed25519.` });
  return ok(publicKey);
}

/**
 * The four lines of a signature file.
 * @param fileName the last part of the signed file's name: printable ASCII.
 */
export function sign(key: SigningKey, fileName: string, bytes: Uint8Array): string {
  if (!/^[\x21-\x7e]+$/.test(fileName)) throw new Error(`Not a file name that can be signed: ${quoted(fileName)}`);
  const privateKey = privateKeyOf(key.seed);
  const signature = signBytes(null, blake2b512(bytes), privateKey);
  return render(keyIdBytes(key.publicKey), signature, fileName, signBytes(null, trustedBytes(signature, fileName), privateKey));
}

/**
 * Checks both signatures and that the file is exactly as `sign` writes it.
 * Errors: `MalformedSignature` (not the four lines of the format, or for another file name), `WrongKey` (made by another key),
 * `BadSignature` (the signed bytes, the signature or the trusted comment were altered).
 */
export function verify(publicKey: Buffer, fileName: string, bytes: Uint8Array, signature: string): Result<void, SignatureError> {
  const parsed = parse(signature);
  if (parsed === null || render(parsed.id, parsed.signature, parsed.comment, parsed.global) !== signature)
    return err({ type: 'MalformedSignature', message: `The signature of ${fileName} is not the four lines of minisign's prehashed kind.` });
  if (parsed.comment !== fileName)
    return err({ type: 'MalformedSignature', message: `The signature beside ${fileName} was made for ${quoted(parsed.comment)}.` });
  const expected = keyIdBytes(publicKey);
  if (!parsed.id.equals(expected))
    return err({ type: 'WrongKey', message: `${fileName} is signed by key ${printedId(parsed.id)}; expected ${printedId(expected)}.` });
  const key = publicKeyOf(publicKey);
  if (!verifyBytes(null, blake2b512(bytes), key, parsed.signature))
    return err({ type: 'BadSignature', message: `${fileName} does not agree with its signature by key ${printedId(expected)}: the file or the signature was altered.` });
  if (!verifyBytes(null, trustedBytes(parsed.signature, fileName), key, parsed.global))
    return err({ type: 'BadSignature', message: `The trusted comment of the signature of ${fileName} was altered.` });
  return ok(undefined);
}

/** The key id a signature file names, as minisign prints it; null if the text is not a signature file. Proves nothing. */
export function claimedKeyId(signature: string): string | null {
  const parsed = parse(signature);
  return parsed === null ? null : printedId(parsed.id);
}

interface Parsed {
  readonly id: Buffer;
  readonly signature: Buffer;
  readonly comment: string;
  readonly global: Buffer;
}

function parse(text: string): Parsed | null {
  if (text.length > 1_000) return null;
  const lines = text.split('\n');
  const [, first = '', comment = '', second = ''] = lines;
  const body = Buffer.from(first, 'base64');
  const global = Buffer.from(second, 'base64');
  if (lines.length !== 5 || body.length !== 74 || global.length !== 64 || !comment.startsWith(TRUSTED)) return null;
  return { id: body.subarray(2, 10), signature: body.subarray(10), comment: comment.slice(TRUSTED.length), global };
}

const TRUSTED = 'trusted comment: ';

const render = (id: Buffer, signature: Buffer, comment: string, global: Buffer): string =>
  `untrusted comment: bitim\n${Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64')}\n${TRUSTED}${comment}\n${global.toString('base64')}\n`;

const trustedBytes = (signature: Buffer, comment: string): Buffer => Buffer.concat([signature, Buffer.from(comment)]);

const keyIdBytes = (publicKey: Buffer): Buffer => sha256(publicKey).subarray(0, 8);

const printedId = (id: Buffer): string => Buffer.from(id).reverse().toString('hex').toUpperCase();

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);

/** Under a point of small order anybody can make signatures that pass. */
function isStrongPoint(publicKey: Buffer): boolean {
  try {
    return !ed25519.Point.fromBytes(publicKey, false).isSmallOrder();
  } catch {
    return false;
  }
}

// RFC 8410: the fixed DER bytes before a raw Ed25519 key.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const privateKeyOf = (seed: Buffer) => createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

const publicKeyOf = (publicKey: Buffer) => createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
