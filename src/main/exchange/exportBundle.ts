/** Sending: what each office does not hold yet, as signed bundles, sealed for every valid station of the office. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { compareText } from '../changes/order.ts';
import { sealSegments, segmentMetas, type SegmentMeta } from '../changes/segments.ts';
import { sealedSink } from '../crypto/age.ts';
import { renameDurably } from '../crypto/durable.ts';
import { createSha256 } from '../crypto/hash.ts';
import { chunksOf, fileSink, fileSource, type Sink } from '../crypto/source.ts';
import type { WritableDB } from '../db/open.ts';
import type { BlobStore } from '../documents/blobs.ts';
import type { BagInfo } from './bag.ts';
import { certificateFiles, UnreadableDocument, writeBag } from './bagWriter.ts';
import type { SignedCertificate } from './certificate.ts';
import { planParts, segmentsToSend, type ExportPart, type ExportPlan, type SurveyedSegment } from './exportPlan.ts';
import { HAVE_FILE, haveOf, renderHave, type Have } from './have.ts';
import { sealerOf, type StationIdentity } from './identity.ts';
import { beginBundle, forgetBundle, noteSent, readHave, settleUnfinished, temporaryName } from './journal.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './limits.ts';
import { renderReadme } from './readme.ts';
import { openSurvey } from './survey.ts';
import { activeStationsOf, readTrust, validStationsOf, type Trust } from './trust.ts';
import { openTurns, Stopped, type TurnDeps, type Turns } from './turns.ts';
import { ZIP_END_COST, zipCost } from './zip.ts';

export interface ExportDeps extends TurnDeps {
  readonly db: WritableDB;
  readonly blobs: BlobStore;
  readonly identity: StationIdentity;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A time stamp as a person sees it. */
  readonly wallClock: () => string;
  readonly newId: () => string;
  readonly author: string;
  readonly progress: (what: string, done: number, total: number) => void;
  readonly limits?: BundleLimits;
}

export interface ExportRequest {
  readonly to: readonly string[];
  /** A folder that is there. */
  readonly out: string;
  /** Everything, whatever was acknowledged. */
  readonly full: boolean;
  /** Not sealed. */
  readonly plain: boolean;
  /** Most bytes of a file; null for no splitting. */
  readonly split: number | null;
}

export interface ExportedFile {
  readonly path: string;
  readonly to: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly bundle: string;
  readonly sequence: number;
  readonly kind: 'full' | 'delta';
  readonly part: string;
  readonly entries: number;
  readonly documents: number;
}

export interface ExportReport {
  readonly files: readonly ExportedFile[];
  /** Entries and documents in all files together. */
  readonly entries: number;
  readonly documents: number;
  readonly warnings: readonly string[];
}

export type ExportError = Failure<'RecipientUnknown' | 'FolderUnwritable' | 'FileExists' | 'SplitTooSmall' | 'Cancelled'>;

/**
 * Seals what was not sealed yet, then writes one bundle (or several parts) for each office. A delta starts from what every station of the office that
 * still writes has acknowledged. A bundle gets its name only when it is whole; after an error the finished ones of other offices remain.
 */
export async function exportBundles(deps: ExportDeps, request: ExportRequest): Promise<Result<ExportReport, ExportError>> {
  const turns = openTurns(deps);
  const trust = readTrust(deps.db, deps.identity);
  const checked = checkRequest(deps, request, trust);
  if (!checked.ok) return checked;
  settleUnfinished(deps.db, measureFile);
  sealSegments(deps.db, sealerOf(deps.identity), 'all');
  const files: ExportedFile[] = [];
  const warnings: string[] = [];
  try {
    const metas = segmentMetas(deps.db);
    const survey = openSurvey(deps.db);
    const have = haveOf(metas, lackedDocuments(deps));
    for (const office of new Set(request.to)) {
      const done = await exportTo(office, { deps, request, turns, trust, metas, survey, have });
      if (!done.ok) return done;
      files.push(...done.value.files);
      warnings.push(...done.value.warnings);
    }
    return ok({ files, entries: sum(files.map((file) => file.entries)), documents: sum(files.map((file) => file.documents)), warnings });
  } catch (cause) {
    if (cause instanceof Stopped) return err({ type: 'Cancelled', message: `The export was stopped. ${files.length === 0 ? 'Nothing was written' : `Finished before: ${files.map((file) => file.path).join(', ')}`}.` });
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (/^E[A-Z]+$/.test(code)) return err({ type: 'FolderUnwritable', message: `The export was not finished: ${request.out} cannot be written (${code}). No unfinished file was kept.` });
    throw cause;
  }
}

interface Job {
  readonly deps: ExportDeps;
  readonly request: ExportRequest;
  readonly turns: Turns;
  readonly trust: Trust;
  readonly metas: readonly SegmentMeta[];
  readonly survey: (meta: SegmentMeta) => Promise<Omit<SurveyedSegment, 'path'>>;
  readonly have: Have;
}

async function exportTo(office: string, job: Job): Promise<Result<Pick<ExportReport, 'files' | 'warnings'>, ExportError>> {
  const { deps, request, turns, trust } = job;
  const limits = deps.limits ?? BUNDLE_LIMITS;
  const receipts = activeStationsOf(trust, office).filter((station) => station.signed.certificate.log !== deps.identity.log).map((station) => readHave(deps.db, station.signed.certificate.log));
  const toSend = segmentsToSend(job.metas, request.full ? [] : receipts);
  const shared = segmentsToSend(job.metas, []);
  const segments: Omit<SurveyedSegment, 'path'>[] = [];
  for (const [i, meta] of toSend.entries()) {
    deps.progress('gathering entries', i, toSend.length);
    segments.push(await job.survey(meta));
    await turns.pace();
  }
  const recipients = recipientsOf(trust, deps.identity, office);
  const certificates = [...trust.values()].filter((station) => station.state !== 'pending' && station.state !== 'revoked').map((station) => station.signed).sort((a, b) => (a.certificate.log < b.certificate.log ? -1 : 1));
  const have = renderHave(job.have);
  const readme = renderReadme({ office: deps.identity.office, name: deps.identity.signed.certificate.name, to: office, minisignKey: deps.identity.signed.certificate.signKey, keyId: deps.identity.signingKey.keyId });
  const kind = toSend.length === shared.length ? 'full' : 'delta';
  const unreadable = new Set<string>();
  const planned = (): Result<ExportPlan, ExportError> => planParts({
    segments,
    sizeOf: (sha256) => (unreadable.has(sha256) ? null : deps.blobs.size(sha256)),
    lacked: receipts.flatMap((receipt) => receipt?.lacks ?? []),
    zipBytes: Math.min(request.split ?? limits.bundleBytes, limits.bundleBytes) - (request.plain ? 0 : sealingCost(request.split ?? limits.bundleBytes, recipients.length)),
    files: limits.filesWritten,
    leadingFileBytes: limits.leadingFileBytes,
    overhead: overheadOf(have, certificates, readme),
  });
  let plan = planned();
  if (!plan.ok) return plan;
  const files: ExportedFile[] = [];
  const warnings: string[] = [];
  for (let index = 0; index < plan.value.parts.length;) {
    const part = plan.value.parts[index] as ExportPart;
    const written = await writePart(job, part, { office, recipients, kind, index: index + 1, of: plan.value.parts.length, have, certificates, readme });
    if (written.ok) {
      files.push(written.value);
      index += 1;
      continue;
    }
    if (written.error.type !== 'DocumentUnreadable') return err({ ...written.error, type: written.error.type });
    warnings.push(`${written.error.message} It was left out.`);
    unreadable.add(written.error.sha256);
    plan = ok({ ...plan.value, parts: plan.value.parts.map((each) => without(each, unreadable)) });
  }
  for (const sha256 of plan.value.tooGreat) warnings.push(`Document ${sha256} is too great for a part of ${String(request.split)} bytes and was left out; export without splitting to send it.`);
  return ok({ files, warnings });
}

/** A part without documents that turned out to be unreadable: they are listed as omitted. */
function without(part: ExportPart, unreadable: ReadonlySet<string>): ExportPart {
  const documents = part.documents.filter((document) => !unreadable.has(document.sha256));
  if (documents.length === part.documents.length) return part;
  const left = new Map([...part.omitted, ...part.segments.flatMap((segment) => segment.references).filter((reference) => unreadable.has(reference.sha256))].map((reference) => [reference.sha256, reference]));
  return { ...part, documents, omitted: [...left.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)) };
}

interface PartOf {
  readonly office: string;
  readonly recipients: readonly string[];
  readonly kind: 'full' | 'delta';
  readonly index: number;
  readonly of: number;
  readonly have: Buffer;
  readonly certificates: readonly SignedCertificate[];
  readonly readme: Buffer;
}

type PartError = Failure<'FileExists'> | (Failure<'DocumentUnreadable'> & { readonly sha256: string });

/** One file: its number is taken, it is written under a temporary name, synced, renamed, and noted as sent. */
async function writePart(job: Job, part: ExportPart, of: PartOf): Promise<Result<ExportedFile, PartError>> {
  const { deps, request, turns } = job;
  const { identity } = deps;
  const bundle = deps.newId();
  const created = `${new Date(deps.now()).toISOString().slice(0, 19)}Z`;
  const name = `${identity.office}--${of.office}--${created.replaceAll(/[-:]/g, '')}--${bundle.replaceAll('-', '').slice(-8)}.bitim.zip${request.plain ? '' : '.age'}`;
  const path = join(request.out, name);
  if (existsSync(path)) return err({ type: 'FileExists', message: `The bundle was not written: ${path} exists already. Nothing was changed.` });
  const entries = sum(part.segments.map(({ meta }) => meta.last - meta.first + 1));
  const content = { office: identity.office, bundle, station: identity.station, log: identity.log, to: of.office, kind: of.kind, part: { index: of.index, of: of.of } } as const;
  const begun = beginBundle(deps.db, { at: deps.wallClock(), author: deps.author, file: path }, content, entries, part.documents.length);
  const info: Omit<BagInfo, 'payload'> = { ...content, key: identity.signingKey.keyId, sequence: begun.sequence, created };
  const file = fileSink(temporaryName(path));
  try {
    const hashed = hashingSink(file);
    const sink = request.plain ? hashed : await sealedSink(hashed, of.recipients);
    await writeBag(sink, { info, readme: of.readme, have: of.have, certificates: of.certificates, part }, { db: deps.db, blobs: deps.blobs, key: identity.signingKey, turns, progress: deps.progress });
    sink.end();
    const sha256 = hashed.digest();
    renameDurably(temporaryName(path), path);
    noteSent(deps.db, begun.id, file.written, sha256);
    return ok({ path, to: of.office, bytes: file.written, sha256, bundle, sequence: begun.sequence, kind: of.kind, part: `${String(of.index)}/${String(of.of)}`, entries, documents: part.documents.length });
  } catch (cause) {
    file.abandon();
    rmSync(temporaryName(path), { force: true });
    if (!existsSync(path)) forgetBundle(deps.db, begun.id);
    if (cause instanceof UnreadableDocument) return err({ type: 'DocumentUnreadable', message: cause.message, sha256: cause.sha256 });
    throw cause;
  }
}

function checkRequest(deps: ExportDeps, request: ExportRequest, trust: Trust): Result<void, ExportError> {
  for (const office of request.to) {
    if (!request.plain && recipientsOf(trust, deps.identity, office).length === 0) {
      return err({ type: 'RecipientUnknown', message: `Nothing was exported: no station of ${office} is trusted here, so a bundle cannot be sealed for it. Accept its card first. Nothing was changed.` });
    }
  }
  if (!existsSync(request.out) || !statSync(request.out).isDirectory()) return err({ type: 'FolderUnwritable', message: `Nothing was exported: ${request.out} is not a folder. Nothing was changed.` });
  return ok(undefined);
}

/** Every valid station of the office but this one. */
const recipientsOf = (trust: Trust, identity: StationIdentity, office: string): readonly string[] => [
  ...new Set(validStationsOf(trust, office).map((station) => station.signed.certificate).filter((certificate) => certificate.log !== identity.log).map((certificate) => certificate.ageRecipient)),
];

/** Bytes that age adds: a header with a stanza for each recipient, and 16 bytes for every 64 KiB. */
const sealingCost = (bytes: number, recipients: number): number => 512 + recipients * 160 + Math.ceil(bytes / 65_536) * 16;

/** `bag-info.txt`, the tag manifest, its signature and their lines. */
const SMALL_TAGS = 4_096;

function overheadOf(have: Buffer, certificates: readonly SignedCertificate[], readme: Buffer): { readonly bytes: number; readonly files: number } {
  const files = [{ name: HAVE_FILE, bytes: have }, { name: 'readme.txt', bytes: readme }, ...certificateFiles(certificates)];
  return { bytes: SMALL_TAGS + ZIP_END_COST + sum(files.map(({ name, bytes }) => zipCost(name, bytes.length) + 67 + name.length)), files: files.length + 6 };
}

function hashingSink(inner: Sink): Sink & { readonly digest: () => string } {
  const hash = createSha256();
  return {
    write(bytes) {
      hash.update(bytes);
      inner.write(bytes);
    },
    end: () => { inner.end(); },
    digest: () => hash.digest('hex'),
  };
}

function measureFile(path: string): { readonly bytes: number; readonly sha256: string } {
  const source = fileSource(path);
  try {
    const hash = createSha256();
    for (const bytes of chunksOf(source)) hash.update(bytes);
    return { bytes: source.size, sha256: hash.digest('hex') };
  } finally {
    source.close();
  }
}

/** So that hostile references to what nobody has cannot make a receipt that nobody takes (6.7 MB of 16). */
const MOST_LACKED = 100_000;

/** Documents that the register refers to and the store does not hold; the first, if there are very many. */
function lackedDocuments(deps: Pick<ExportDeps, 'db' | 'blobs'>): readonly string[] {
  const all = deps.db.prepare('SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL').pluck().all() as string[];
  return all.filter((sha256) => /^[0-9a-f]{64}$/.test(sha256) && !deps.blobs.has(sha256)).sort(compareText).slice(0, MOST_LACKED);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
