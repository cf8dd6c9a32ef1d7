import canonicalize from 'canonicalize';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { sha256Hex } from '../crypto/hash.ts';
import { LOG_ID, OFFICE_ID, SCOPE } from './entry.ts';

/** What a station signs about consecutive entries of one stream. See docs/format.md, section 4. */
export interface SegmentHead {
  /** Length of the uncompressed text. */
  readonly bytes: number;
  /** Greatest clock value in it. */
  readonly clock: string;
  readonly format: 'bitim-segment/1';
  /** First number. */
  readonly from: number;
  /** Key id of the signing station. */
  readonly key: string;
  readonly log: string;
  readonly office: string;
  /** Hash of the preceding segment's head file; null where `from` is 1. */
  readonly prev: string | null;
  /** Merkle tree hash over the entry lines, hex. */
  readonly root: string;
  readonly scope: string;
  /** Of the uncompressed text, hex. */
  readonly sha256: string;
  readonly suite: 'ed25519-blake2b512';
  /** Last number. */
  readonly to: number;
}

export type SegmentHeadError = {
  /** `SuiteUnknown`: signed in a way that this version cannot verify, which is never "valid". */
  readonly type: 'SegmentMalformed' | 'SuiteUnknown';
  readonly message: string;
};

export const SEGMENT_FORMAT = 'bitim-segment/1';
export const SEGMENT_SUITE = 'ed25519-blake2b512';
export const MAX_SEGMENT_ENTRIES = 10_000;
/** A segment's text is closed when it reaches this length. */
export const SEGMENT_CLOSE_BYTES = 8 * 1_048_576;
/** No segment's text is longer: a text just short of closing, and one line of the greatest length. */
export const MAX_SEGMENT_BYTES = 9_437_184;
const MAX_NUMBER = 9_999_999_999;
const MAX_HEAD_BYTES = 2_048;

const HASH = /^[0-9a-f]{64}$/;

const shape = z.strictObject({
  bytes: z.int().min(1).max(MAX_SEGMENT_BYTES),
  clock: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  format: z.literal(SEGMENT_FORMAT),
  from: z.int().min(1).max(MAX_NUMBER),
  key: z.string().regex(/^[0-9A-F]{16}$/),
  log: z.string().regex(LOG_ID),
  office: z.string().regex(OFFICE_ID),
  prev: z.string().regex(HASH).nullable(),
  root: z.string().regex(HASH),
  scope: z.string().regex(SCOPE),
  sha256: z.string().regex(HASH),
  suite: z.literal(SEGMENT_SUITE),
  to: z.int().min(1).max(MAX_NUMBER),
});

/** The bytes of a head file: one line of canonical JSON and LF. */
export const renderHead = (head: SegmentHead): Buffer => Buffer.from(`${canonicalize(head) ?? ''}\n`, 'utf8');

/** What identifies a segment: the SHA-256 of its head file, hex. */
export const headHash = (bytes: Uint8Array): string => sha256Hex(bytes);

/**
 * Reads a head file, strictly: complete, within limits, and byte for byte what `renderHead` gives.
 * Signature, text and root are checked elsewhere.
 */
export function parseHead(bytes: Uint8Array): Result<SegmentHead, SegmentHeadError> {
  if (bytes.length > MAX_HEAD_BYTES) return malformed(`it has ${String(bytes.length)} bytes, at most ${String(MAX_HEAD_BYTES)} are allowed`);
  const text = Buffer.from(bytes).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed('it is not JSON');
  }
  const suite = suiteOf(value);
  if (suite !== undefined && suite !== SEGMENT_SUITE) {
    return err({ type: 'SuiteUnknown', message: `A segment cannot be verified: its suite is "${suite}", this version knows "${SEGMENT_SUITE}".` });
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return malformed(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'}`);
  }
  const head: SegmentHead = parsed.data;
  if (!renderHead(head).equals(bytes)) return malformed('it is not one line of canonical JSON ended by LF');
  const problem = relationsProblem(head);
  return problem === null ? ok(head) : malformed(problem);
}

const malformed = (what: string): Result<never, SegmentHeadError> => err({ type: 'SegmentMalformed', message: `The head of a segment is malformed: ${what}.` });

function suiteOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('suite' in value)) return undefined;
  return typeof value.suite === 'string' ? value.suite.slice(0, 64) : undefined;
}

function relationsProblem(head: SegmentHead): string | null {
  if (head.to < head.from) return `it ends at ${String(head.to)} before it begins at ${String(head.from)}`;
  if (head.to - head.from + 1 > MAX_SEGMENT_ENTRIES) return `it names more than ${String(MAX_SEGMENT_ENTRIES)} entries`;
  if (!head.log.startsWith(`${head.office}.`)) return `log ${head.log} is not of office ${head.office}`;
  if ((head.prev === null) !== (head.from === 1)) return head.prev === null ? 'prev is missing' : 'prev is given for the first segment';
  return null;
}
