/** One segment as it lies in a bundle: its head, signature and text, checked (docs/format.md, sections 4 and 7). */
import { crc32, inflateRaw } from 'node:zlib';
import { ok, type Result } from '../../shared/result.ts';
import { parseEntry } from '../changes/entry.ts';
import { merkleRoot } from '../changes/merkle.ts';
import { headHash, MAX_SEGMENT_BYTES, parseHead, type SegmentHead } from '../changes/segmentHead.ts';
import { leafHash, sha256Hex } from '../crypto/hash.ts';
import { verify } from '../crypto/minisign.ts';
import { damaged, refused, type BundleError } from './bundleError.ts';
import type { SignedCertificate } from './certificate.ts';
import { headFileName, type SegmentFiles } from './layout.ts';
import type { Turns } from './turns.ts';

export interface CheckedHead {
  readonly head: SegmentHead;
  readonly bytes: Buffer;
  readonly hash: string;
}

/** Reads a head and compares it with where it lies. Errors: `BundleNewer` for a suite that cannot be verified here. */
export function checkHead(files: SegmentFiles, bytes: Buffer): Result<CheckedHead, BundleError> {
  const name = files.head.name;
  const parsed = parseHead(bytes);
  if (!parsed.ok) return refused(parsed.error.type === 'SuiteUnknown' ? 'BundleNewer' : 'BundleDamaged', `${name}: ${parsed.error.message.replace(/\.$/, '')}`, name);
  const head = parsed.value;
  const hash = headHash(bytes);
  if (head.log !== files.log || head.scope !== files.scope || head.from !== files.from || head.to !== files.to) {
    return damaged(name, 'the head of the log, scope and range that its name says', `${head.log}/${head.scope} ${String(head.from)}-${String(head.to)}`);
  }
  if (head.scope === 'local') return damaged(name, 'a shared scope', 'local, which never leaves a store');
  if (files.suffix !== null && !hash.startsWith(files.suffix)) return damaged(name, `a name that ends in -${hash.slice(0, 8)}`, `-${files.suffix}`);
  return ok({ head, bytes, hash });
}

/** Checks that the station of the log signed the head. */
export function checkSignature(files: SegmentFiles, head: CheckedHead, signature: Buffer, certificate: SignedCertificate): Result<void, BundleError> {
  const name = files.signature.name;
  if (head.head.key !== certificate.keyId) return damaged(files.head.name, `key ${certificate.keyId} of the certificate of ${head.head.log}`, head.head.key);
  const verified = verify(certificate.publicKey, headFileName(files.from, files.to), head.bytes, signature.toString('latin1'));
  return verified.ok ? ok(undefined) : refused('BundleDamaged', `${name}: ${verified.error.message.replace(/\.$/, '')}`, name);
}

/** Inflates the text of a segment and compares it with its head: length and SHA-256. Never inflates more than the head says; not on this thread. */
export async function inflateText(name: string, head: SegmentHead, zipped: Buffer): Promise<Result<Buffer, BundleError>> {
  const text = await inflateMember(zipped, Math.min(head.bytes, MAX_SEGMENT_BYTES));
  if (text === null) return damaged(name, `a single gzip member of ${String(head.bytes)} bytes of text`, 'other bytes');
  if (text.length !== head.bytes) return damaged(name, `${String(head.bytes)} bytes of text`, String(text.length));
  const found = sha256Hex(text);
  if (found !== head.sha256) return damaged(name, `a text of SHA-256 ${head.sha256}`, found);
  return ok(text);
}

const GZIP_HEADER = 10;
const GZIP_TRAILER = 8;

/** RFC 1952, one member without optional fields, nothing behind it. Null if it is anything else or longer than `most`. */
async function inflateMember(zipped: Buffer, most: number): Promise<Buffer | null> {
  if (zipped.length < GZIP_HEADER + GZIP_TRAILER || zipped.readUInt32BE(0) !== 0x1f8b0800) return null;
  const inflated = await inflateMost(zipped.subarray(GZIP_HEADER), most);
  if (inflated === null) return null;
  const { buffer, engine } = inflated;
  const trailer = GZIP_HEADER + engine.bytesWritten;
  const whole = trailer + GZIP_TRAILER === zipped.length && zipped.readUInt32LE(trailer) === crc32(buffer) && zipped.readUInt32LE(trailer + 4) === buffer.length;
  return whole ? buffer : null;
}

/** What `info: true` gives: the text, and how many bytes of input it took. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

const inflateMost = (deflated: Buffer, most: number): Promise<Inflated | null> =>
  new Promise((resolve) => {
    inflateRaw(deflated, { maxOutputLength: Math.max(most, 1), info: true }, (error, result) => { resolve(error === null ? (result as unknown as Inflated) : null); });
  });

/** The lines of a text that ends in LF, without it, one after the other: a segment's lines are never held all at once. */
export function* linesOf(text: Buffer): Generator<Buffer, void, undefined> {
  let start = 0;
  for (let end = text.indexOf(LF, start); end >= 0; end = text.indexOf(LF, start)) {
    yield text.subarray(start, end);
    start = end + 1;
  }
}

const LF = 0x0a;

/** Checks that the entries of a text are well formed and what its head says. */
export async function checkEntries(name: string, head: SegmentHead, text: Buffer, turns: Turns): Promise<Result<void, BundleError>> {
  if (text.at(-1) !== LF) return damaged(name, 'a text that ends in LF', 'another end');
  const leaves: Buffer[] = [];
  let clock = '';
  for (const line of linesOf(text)) {
    const where = `line ${String(leaves.length + 1)}`;
    const number = head.from + leaves.length;
    const entry = parseEntry(line);
    if (!entry.ok) return refused('BundleDamaged', `${name}, ${where}: ${entry.error.message.replace(/\.$/, '')}`, name);
    const { n, l, s, h } = entry.value;
    if (n !== number || l !== head.log || s !== head.scope || number > head.to) {
      return damaged(name, number > head.to ? `${String(head.to - head.from + 1)} lines` : `entry ${String(number)} of ${head.log}/${head.scope} in ${where}`, `${String(n)} of ${l}/${s}`);
    }
    if (h > clock) clock = h;
    leaves.push(leafHash(line));
    await turns.pace();
  }
  if (leaves.length !== head.to - head.from + 1) return damaged(name, `${String(head.to - head.from + 1)} lines`, String(leaves.length));
  if (clock !== head.clock) return damaged(name, `a greatest clock value of ${head.clock}`, clock);
  const root = merkleRoot(leaves).toString('hex');
  return root === head.root ? ok(undefined) : damaged(name, `a Merkle root of ${head.root}`, root);
}
