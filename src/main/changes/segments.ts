/** Sealing our own entries into segments, and the store of all segments. See docs/format.md, section 4. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { err, ok, type Result } from '../../shared/result.ts';
import { leafHash, sha256Hex } from '../crypto/hash.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { perConnection } from '../db/statements.ts';
import { ZERO_CLOCK } from './clock.ts';
import { merkleRoot } from './merkle.ts';
import { headHash, MAX_SEGMENT_BYTES, MAX_SEGMENT_ENTRIES, renderHead, SEGMENT_CLOSE_BYTES, type SegmentHead } from './segmentHead.ts';

/** Signs the file of a segment head: the minisign text. */
export type SignFile = (fileName: string, bytes: Buffer) => string;

export interface Sealer {
  readonly log: string;
  readonly office: string;
  readonly keyId: string;
  readonly sign: SignFile;
}

export interface SegmentMeta {
  readonly id: number;
  readonly hash: string;
  readonly log: string;
  readonly scope: string;
  readonly first: number;
  readonly last: number;
  readonly prev: string | null;
  readonly state: 'applied' | 'quarantined';
}

export interface Segment extends SegmentMeta {
  /** The bytes of head.json. */
  readonly head: Buffer;
  readonly signature: string;
  /** The bytes of jsonl.gz. */
  readonly body: Buffer;
}

const tailKey = (log: string, scope: string): string => `tail ${log} ${scope}`;

/** Remembers that `bytes` of text were appended to the unsealed tail of a stream. */
export function noteTail(db: WritableDB, log: string, scope: string, bytes: number): void {
  tailStatements(db).noteTail.run(tailKey(log, scope), String(bytes), bytes);
}

/**
 * Seals entries of our log that no segment holds yet, within the caller's transaction or one of its own.
 *
 * @param what `full` seals only segments that reached their size; `all` seals the rest too (before an export).
 * @param atMost stops after so many, for work in slices.
 * @returns the number of segments sealed.
 */
export function sealSegments(db: WritableDB, sealer: Sealer, what: 'full' | 'all', atMost = Infinity): number {
  const streams = tailStatements(db).streams.all(sealer.log) as { id: number; scope: string }[];
  const seal = (): number => streams.reduce((sum, stream) => sum + sealStream(db, sealer, stream, what, atMost - sum), 0);
  return db.inTransaction ? seal() : db.transaction(seal).immediate();
}

function sealStream(db: WritableDB, sealer: Sealer, stream: { readonly id: number; readonly scope: string }, what: 'full' | 'all', atMost: number): number {
  let sealed = 0;
  while (sealed < atMost) {
    const before = tailStatements(db).sealed.get(sealer.log, stream.scope) as { hash: string; last: number } | undefined;
    const from = (before?.last ?? 0) + 1;
    if (what === 'full' && !tailIsFull(db, sealer.log, stream, from)) return sealed;
    const lines = takeLines(db, stream.id, from);
    if (lines.length === 0) return sealed;
    const text = Buffer.concat(lines.flatMap((line) => [line, LF]));
    if (what === 'full' && lines.length < MAX_SEGMENT_ENTRIES && text.length < SEGMENT_CLOSE_BYTES) return sealed;
    writeSegment(db, sealer, stream, { from, prev: before?.hash ?? null, lines, text });
    noteTail(db, sealer.log, stream.scope, -text.length);
    sealed += 1;
  }
  return sealed;
}

const LF = Buffer.from('\n');

function tailIsFull(db: ReadableDB, log: string, stream: { readonly id: number; readonly scope: string }, from: number): boolean {
  const statements = tailStatements(db);
  const bytes = Number(statements.bytes.get(tailKey(log, stream.scope)) ?? 0);
  const last = (statements.last.get(stream.id) as number | null) ?? 0;
  return bytes >= SEGMENT_CLOSE_BYTES || last - from + 1 >= MAX_SEGMENT_ENTRIES;
}

/** Asked for after every action. */
const tailStatements = perConnection((db: ReadableDB) => ({
  bytes: db.prepare('SELECT value FROM meta WHERE key = ?').pluck(),
  last: db.prepare('SELECT max(n) FROM entry WHERE stream = ?').pluck(),
  sealed: db.prepare('SELECT hash, last FROM segment WHERE log = ? AND scope = ? ORDER BY last DESC LIMIT 1'),
  streams: db.prepare('SELECT id, scope FROM stream WHERE log = ?'),
  lines: db.prepare('SELECT n, CAST(line AS BLOB) AS line FROM entry WHERE stream = ? AND n >= ? ORDER BY n, ref'),
  noteTail: db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + ? AS TEXT)'),
}));

/** Consecutive lines from a number on, until the segment is full. */
function takeLines(db: ReadableDB, stream: number, from: number): readonly Buffer[] {
  const lines: Buffer[] = [];
  let bytes = 0;
  let expected = from;
  for (const { n, line } of tailStatements(db).lines.iterate(stream, from) as IterableIterator<{ n: number; line: Buffer }>) {
    if (n !== expected || lines.length >= MAX_SEGMENT_ENTRIES || bytes >= SEGMENT_CLOSE_BYTES) break;
    lines.push(line);
    bytes += line.length + 1;
    expected += 1;
  }
  return lines;
}

function writeSegment(
  db: WritableDB, sealer: Sealer, stream: { readonly scope: string },
  part: { readonly from: number; readonly prev: string | null; readonly lines: readonly Buffer[]; readonly text: Buffer },
): void {
  const to = part.from + part.lines.length - 1;
  const head: SegmentHead = {
    bytes: part.text.length, clock: greatestClock(part.lines), format: 'bitim-segment/1', from: part.from, key: sealer.keyId, log: sealer.log, office: sealer.office,
    prev: part.prev, root: merkleRoot(part.lines.map(leafHash)).toString('hex'), scope: stream.scope, sha256: sha256Hex(part.text), suite: 'ed25519-blake2b512', to,
  };
  const bytes = renderHead(head);
  insertSegment(db, {
    hash: headHash(bytes), log: sealer.log, scope: stream.scope, first: part.from, last: to, prev: part.prev, state: 'applied',
    head: bytes, signature: sealer.sign(`${rangeName(part.from, to)}.head.json`, bytes), body: gzipSync(part.text, { level: GZIP_LEVEL }),
  });
}

/** Measured on registers: less than half the time of level 6, 7 % more bytes. */
const GZIP_LEVEL = 4;

/** Of our own lines: their key `h` is the last one of that name, since no text after it can hold unescaped quotation marks. */
function greatestClock(lines: readonly Buffer[]): string {
  let greatest = '';
  for (const line of lines) {
    const at = line.lastIndexOf(CLOCK_KEY) + CLOCK_KEY.length;
    const clock = line.toString('latin1', at, at + ZERO_CLOCK.length);
    if (clock > greatest) greatest = clock;
  }
  return greatest;
}

const CLOCK_KEY = '"h":"';

/** `0000000001-0000010000`: the name of a segment's files without their endings. */
export const rangeName = (from: number, to: number): string => `${String(from).padStart(10, '0')}-${String(to).padStart(10, '0')}`;

/** Keeps a segment. @returns its id, or null if it was held already. */
export function insertSegment(db: WritableDB, segment: Omit<Segment, 'id'>): number | null {
  const done = db.prepare(`INSERT OR IGNORE INTO segment (hash, log, scope, first, last, prev, state, head, signature, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(segment.hash, segment.log, segment.scope, segment.first, segment.last, segment.prev, segment.state, segment.head, segment.signature, segment.body);
  return done.changes === 1 ? Number(done.lastInsertRowid) : null;
}

/** All segments held, without their bytes, by log, scope, first, last, hash. */
export const segmentMetas = (db: ReadableDB): readonly SegmentMeta[] =>
  db.prepare('SELECT id, hash, log, scope, first, last, prev, state FROM segment ORDER BY log, scope, first, last, hash').all() as SegmentMeta[];

export const readSegment = (db: ReadableDB, id: number): Segment | null => (db.prepare('SELECT * FROM segment WHERE id = ?').get(id) as Segment | undefined) ?? null;

/** After its origin became valid here: the segment counts as applied. The caller applies the entries in the same transaction. */
export function markApplied(db: WritableDB, id: number): void {
  db.prepare(`UPDATE segment SET state = 'applied' WHERE id = ?`).run(id);
}

/** Inflates a segment's text, never beyond the size its head declares. */
export function inflateSegment(body: Buffer, bytes: number): Result<Buffer, { readonly type: 'SegmentMalformed'; readonly message: string }> {
  if (bytes > MAX_SEGMENT_BYTES) return err({ type: 'SegmentMalformed', message: `A segment declares ${String(bytes)} bytes of text, at most ${String(MAX_SEGMENT_BYTES)} are allowed.` });
  try {
    const text = gunzipSync(body, { maxOutputLength: Math.max(bytes, 1) });
    return text.length === bytes ? ok(text) : err({ type: 'SegmentMalformed', message: `A segment declares ${String(bytes)} bytes of text and holds ${String(text.length)}.` });
  } catch {
    return err({ type: 'SegmentMalformed', message: `A segment does not inflate to the ${String(bytes)} bytes it declares.` });
  }
}
