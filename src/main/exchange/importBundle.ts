/** Receiving: all checks, then documents, then one transaction (docs/format.md, section 7). */
import type { BundleSeen } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { insertSegment, sealSegments, segmentMetas, type SegmentMeta } from '../changes/segments.ts';
import type { Log } from '../changes/log.ts';
import type { RecordView } from '../changes/view.ts';
import { DamagedBytes } from '../crypto/source.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import type { BlobStore } from '../documents/blobs.ts';
import { openApplying, releaseQuarantined } from './applySegments.ts';
import { refused, type BundleError } from './bundleError.ts';
import type { Have } from './have.ts';
import { sealerOf, type StationIdentity } from './identity.ts';
import { missingNumbers, noteHave, noteReceived, noteRefused, receivedBefore } from './journal.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './limits.ts';
import { missingRanges } from './missing.ts';
import { checkBundle, openBundle, type CheckedBundle, type CheckedSegment, type OpenedBundle, type ReadDeps } from './readBundle.ts';
import { inflateText } from './segmentFile.ts';
import { readTrust, writeTrust } from './trust.ts';
import { openTurns, Stopped, type TurnDeps, type Turns } from './turns.ts';
import { piecesOf, readContents, type ZipEntry } from './zip.ts';

export interface ImportDeps extends TurnDeps {
  readonly db: WritableDB;
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly identity: StationIdentity;
  /** A time stamp as a person sees it. */
  readonly wallClock: () => string;
  readonly author: string;
  /** Free bytes of the disk that the store lies on. */
  readonly freeBytes: () => number;
  readonly progress: (what: string, done: number, total: number) => void;
  /** Called with the records that were touched, as they are now; a record may come more than once. */
  readonly touched?: (views: readonly RecordView[]) => void;
  readonly limits?: BundleLimits;
}

/** What a bundle changed, or would change, with what the caller must act on. */
export interface BundleReport extends BundleSeen {
  readonly station: string;
  readonly part: string;
  readonly created: string;
  /** Logs that were continued twice. */
  readonly forked: readonly string[];
  /** Our own log was continued elsewhere: this store must start a new one. */
  readonly ownLogContinued: boolean;
}

/** Checks a bundle and tells what it would change. Changes nothing. */
export const inspectBundle = (deps: ImportDeps, file: string): Promise<Result<BundleReport, BundleError>> => receive(deps, file, 'look');

/**
 * Takes a bundle in: all of it or nothing. A refused bundle leaves one line in the journal. To be run while nothing else writes:
 * the transaction stays open over several turns.
 */
export async function importBundle(deps: ImportDeps, file: string): Promise<Result<BundleReport, BundleError>> {
  const done = await receive(deps, file, 'take');
  if (!done.ok && done.error.type !== 'Cancelled') noteRefused(deps.db, { at: deps.wallClock(), author: deps.author, file }, done.error.message);
  return done;
}

async function receive(deps: ImportDeps, file: string, how: 'look' | 'take'): Promise<Result<BundleReport, BundleError>> {
  const turns = openTurns(deps);
  const reading = readingDeps(deps, turns);
  try {
    const opened = await openBundle(file, reading);
    if (!opened.ok) return opened;
    try {
      if (opened.value.already !== null) return ok(alreadyReport(deps, opened.value));
      const checked = await checkBundle(opened.value, reading);
      if (!checked.ok) return checked;
      const documents = how === 'look' ? newDocuments(deps, checked.value).length : await takeDocuments(deps, checked.value, turns);
      const durable = keptForLater(deps.blobs.settleMeanwhile());
      return ok(await takeEntries(deps, checked.value, turns, { file, how, documents, durable, before: reading.trust }));
    } finally {
      opened.value.source.close();
    }
  } catch (cause) {
    if (cause instanceof Stopped) return err({ type: 'Cancelled', message: 'The bundle was not taken in: it was stopped. Nothing was changed.' });
    if (cause instanceof DamagedBytes) return refused('BundleDamaged', cause.message.replace(/\.$/, ''));
    throw cause;
  }
}

function readingDeps(deps: ImportDeps, turns: Turns): ReadDeps {
  const held = new Map(segmentMetas(deps.db).map((meta) => [meta.hash, meta]));
  return {
    identity: deps.identity,
    trust: readTrust(deps.db, deps.identity),
    limits: deps.limits ?? BUNDLE_LIMITS,
    freeBytes: deps.freeBytes,
    receivedBefore: (bundle) => receivedBefore(deps.db, bundle),
    segmentHeld: (hash) => held.get(hash) ?? null,
    turns,
    progress: deps.progress,
  };
}

const newDocuments = (deps: ImportDeps, bundle: CheckedBundle) => bundle.layout.documents.filter(({ sha256 }) => !deps.blobs.has(sha256));

/** Documents go into the store first: a crash leaves some that nothing refers to, never entries without theirs. */
async function takeDocuments(deps: ImportDeps, bundle: CheckedBundle, turns: Turns): Promise<number> {
  const fresh = newDocuments(deps, bundle);
  for (const [i, { sha256, file }] of fresh.entries()) {
    deps.progress('taking in documents', i, fresh.length);
    const stored = await deps.blobs.put(pacedPieces(bundle, file, turns));
    if (stored.sha256 !== sha256) throw new DamagedBytes(`${file.name} changed while it was read: expected SHA-256 ${sha256}, found ${stored.sha256}.`);
    await turns.pace();
  }
  return fresh.length;
}

async function* pacedPieces(bundle: CheckedBundle, file: ZipEntry, turns: Turns): AsyncGenerator<Buffer> {
  const pieces = piecesOf(bundle.source, file);
  for (let piece = pieces.next(); piece.done !== true; piece = pieces.next()) {
    yield piece.value;
    await turns.pace();
  }
}

interface Taking {
  readonly file: string;
  readonly how: 'look' | 'take';
  readonly documents: number;
  /** Fulfilled when the documents will outlive a crash: awaited before the entries are committed. */
  readonly durable: Promise<void>;
  readonly before: ReadDeps['trust'];
}

/** A promise that is awaited later: failing before that is not yet an error nobody handles. */
function keptForLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** The one transaction. Looking runs the same and rolls it back, so that it tells exactly what taking in would do. */
async function takeEntries(deps: ImportDeps, bundle: CheckedBundle, turns: Turns, taking: Taking): Promise<BundleReport> {
  const { db } = deps;
  db.exec('BEGIN IMMEDIATE');
  try {
    const report = await applyAll(deps, bundle, turns, taking);
    await taking.durable;
    db.exec(taking.how === 'take' ? 'COMMIT' : 'ROLLBACK');
    return report;
  } catch (cause) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

async function applyAll(deps: ImportDeps, bundle: CheckedBundle, turns: Turns, taking: Taking): Promise<BundleReport> {
  const { db, identity } = deps;
  const { info, trust } = bundle;
  const at = deps.wallClock();
  const conflictsBefore = conflictKeys(db);
  const applying = openApplying({ db, log: deps.log, turns, ...(deps.touched === undefined ? {} : { touched: deps.touched }) });
  writeTrust(db, taking.before, trust.trust, at);

  const fresh = bundle.segments.filter((segment) => segment.state === 'fresh').sort((a, b) => (a.head.head.clock < b.head.head.clock ? -1 : 1));
  if (fresh.some((segment) => segment.files.log === identity.log)) sealSegments(db, sealerOf(identity), 'all');
  let next = loadSegment(bundle, fresh[0]);
  for (const [i, segment] of fresh.entries()) {
    deps.progress('taking in entries', i, fresh.length);
    const { body, text } = await next;
    next = loadSegment(bundle, fresh[i + 1]);
    db.prepare(`DELETE FROM segment WHERE hash = ? AND state = 'quarantined'`).run(segment.head.hash);
    keep(db, segment, body, 'applied');
    await applying.apply(text);
  }
  const quarantined = bundle.segments.filter((segment) => segment.state === 'quarantined');
  for (const segment of quarantined) keep(db, segment, readOrThrow(bundle, segment.files.text), 'quarantined');
  const released = await releaseQuarantined({ db, log: deps.log, turns }, trust.trust, trust.newlyValid);

  if (info.log !== identity.log) noteHave(db, info, bundle.have);
  noteReceived(db, { at, author: deps.author, file: taking.file }, info, bundle.bytes, bundle.manifest, applying.summary.fresh, taking.documents);

  const metas = segmentMetas(db);
  const known = bundle.segments.filter((segment) => segment.state === 'known');
  const conflictsAfter = conflictKeys(db);
  const forked = [...applying.summary.forkedLogs, ...released.summary.forkedLogs].filter((log, i, all) => all.indexOf(log) === i).sort();
  const ownLogContinued = forked.includes(identity.log) || fresh.some((segment) => segment.files.log === identity.log) || knowsMoreOfUs(bundle.have, metas, identity.log);
  const missing = { bundles: missingNumbers(db, info.station), ranges: missingRanges(metas) };
  return {
    ...reportHead(bundle),
    entries: { new: applying.summary.fresh, known: applying.summary.known + entriesIn(known) },
    documents: taking.documents,
    lacking: bundle.omitted.filter(({ sha256 }) => !deps.blobs.has(sha256)).length,
    conflicts: [...conflictsAfter].filter((key) => !conflictsBefore.has(key)).length,
    settled: [...conflictsBefore].filter((key) => !conflictsAfter.has(key)).length,
    warnings: [
      ...trust.warnings,
      ...released.warnings,
      ...forked.map((log) => `Log ${log} was continued twice; both continuations were kept.`),
      ...(ownLogContinued && !forked.includes(identity.log) ? ['Another office holds entries of our own log that are not here: this store was put back to an older state.'] : []),
      ...[...applying.summary.clocksAhead].map(([office, ms]) => `The clock of ${office} is ahead by ${String(Math.round(ms / 3_600_000))} hours.`),
      ...missing.bundles.map((n) => `No. ${String(n)} from ${info.office} never arrived.`),
    ],
    unknown: applying.summary.unknown,
    quarantined: entriesIn(quarantined),
    missing,
    forked,
    ownLogContinued,
  };
}

function reportHead(bundle: OpenedBundle) {
  const { info } = bundle;
  return {
    from: info.office, bundle: info.bundle, station: info.station, sequence: info.sequence, kind: info.kind,
    part: `${String(info.part.index)}/${String(info.part.of)}`, created: info.created, sealed: bundle.sealed,
  } as const;
}

function alreadyReport(deps: ImportDeps, bundle: OpenedBundle): BundleReport {
  const already = bundle.already ?? { on: '', by: '' };
  return {
    ...reportHead(bundle), entries: { new: 0, known: bundle.layout.segments.reduce((sum, files) => sum + files.to - files.from + 1, 0) }, documents: 0, lacking: 0, conflicts: 0, settled: 0,
    warnings: [], unknown: 0, quarantined: 0, missing: { bundles: missingNumbers(deps.db, bundle.info.station), ranges: missingRanges(segmentMetas(deps.db)) }, forked: [], ownLogContinued: false, already,
  };
}

const entriesIn = (segments: readonly CheckedSegment[]): number => segments.reduce((sum, { files }) => sum + files.to - files.from + 1, 0);

function keep(db: WritableDB, segment: CheckedSegment, body: Buffer, state: SegmentMeta['state']): void {
  const { head, bytes, hash } = segment.head;
  insertSegment(db, { hash, log: head.log, scope: head.scope, first: head.from, last: head.to, prev: head.prev, state, head: bytes, signature: segment.signature, body });
}

/** Reads and inflates a segment, which another thread does while this one applies the segment before. */
function loadSegment(bundle: CheckedBundle, segment: CheckedSegment | undefined): Promise<{ readonly body: Buffer; readonly text: Buffer }> {
  const load = async () => {
    if (segment === undefined) return { body: NOTHING, text: NOTHING };
    const body = readOrThrow(bundle, segment.files.text);
    const text = await inflateText(segment.files.text.name, segment.head.head, body);
    if (!text.ok) throw new DamagedBytes(text.error.message);
    return { body, text: text.value };
  };
  return keptForLater(load());
}

const NOTHING = Buffer.alloc(0);

function readOrThrow(bundle: CheckedBundle, file: ZipEntry): Buffer {
  const contents = readContents(bundle.source, file);
  if (!contents.ok) throw new DamagedBytes(contents.error.message);
  return contents.value;
}

const conflictKeys = (db: ReadableDB): ReadonlySet<string> => new Set(db.prepare(`SELECT record || ' ' || path FROM conflict`).pluck().all() as string[]);

/** True if a peer holds a segment of our own log that we do not: we were put back to an older state. */
function knowsMoreOfUs(have: Have, metas: readonly SegmentMeta[], log: string): boolean {
  const hashes = new Set(metas.filter((meta) => meta.log === log).map((meta) => meta.hash));
  return Object.entries(have.streams).some(([stream, runs]) => stream.startsWith(`${log}/`) && runs.some((run) => !hashes.has(run.head)));
}
