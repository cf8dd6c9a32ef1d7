/** Opens a bundle and checks all of it: the first six steps of docs/format.md, section 7. Changes nothing. */
import { statSync } from 'node:fs';
import { ok, type Result } from '../../shared/result.ts';
import { createSha256, sha256Hex } from '../crypto/hash.ts';
import { isSealed, openSealed } from '../crypto/age.ts';
import { claimedKeyId, verify } from '../crypto/minisign.ts';
import { DamagedBytes, fileSource, type Source } from '../crypto/source.ts';
import type { SegmentMeta } from '../changes/segments.ts';
import { BAGIT_TXT, parseBagInfo, parseManifest, TAG_MANIFEST_OF, type BagInfo, type TagFile } from './bag.ts';
import { damaged, refused, type BundleError } from './bundleError.ts';
import { readCertificate, type SignedCertificate } from './certificate.ts';
import { parseHave, type Have } from './have.ts';
import type { StationIdentity } from './identity.ts';
import { layOut, type BundleLayout, type CertificateFiles, type SegmentFiles } from './layout.ts';
import type { BundleLimits } from './limits.ts';
import { OMITTED_FILE, parseOmitted, type DocumentReference } from './omitted.ts';
import { checkEntries, checkHead, checkSignature, inflateText, type CheckedHead } from './segmentFile.ts';
import { receiveCertificates, validCertificate, type Trust, type TrustChange } from './trust.ts';
import type { Turns } from './turns.ts';
import { piecesOf, readContents, readZip, type ZipEntry } from './zip.ts';

export interface ReadDeps {
  readonly identity: StationIdentity;
  readonly trust: Trust;
  readonly limits: BundleLimits;
  /** Of the disk that the store lies on. */
  readonly freeBytes: () => number;
  /** When and by whom a bundle with this id was taken in. */
  readonly receivedBefore: (bundle: string) => { readonly on: string; readonly by: string; readonly manifest: string } | null;
  /** A segment held already, by its hash. */
  readonly segmentHeld: (hash: string) => SegmentMeta | null;
  readonly turns: Turns;
  readonly progress: (what: string, done: number, total: number) => void;
}

export interface CheckedSegment {
  readonly files: SegmentFiles;
  readonly head: CheckedHead;
  readonly signature: string;
  /** `known`: held already; `quarantined`: intact, but its log has no valid certificate here. */
  readonly state: 'fresh' | 'known' | 'quarantined';
}

/** What a bundle says of itself, once its carrier's signature was checked. */
export interface OpenedBundle {
  readonly source: Source;
  readonly bytes: number;
  readonly sealed: boolean;
  readonly info: BagInfo;
  /** SHA-256 of the tagmanifest, hex. */
  readonly manifest: string;
  readonly trust: TrustChange;
  readonly layout: BundleLayout;
  /** SHA-256 of every file under `data/`, in order. */
  readonly hashes: readonly string[];
  readonly already: { readonly on: string; readonly by: string } | null;
}

export interface CheckedBundle extends OpenedBundle {
  readonly have: Have;
  readonly segments: readonly CheckedSegment[];
  readonly omitted: readonly DocumentReference[];
}

/**
 * Steps 1 to 5: size, seal, ZIP, carrier, address. The caller closes `source`.
 * Errors as in `BundleError`; each says which file, what was expected, what was found.
 */
export async function openBundle(path: string, deps: ReadDeps): Promise<Result<OpenedBundle, BundleError>> {
  const file = openFile(path);
  if (!file.ok) return file;
  let source = file.value;
  const bytes = source.size;
  const opened = await guarded(async () => {
    const room = checkRoom(source, deps);
    if (!room.ok) return room;
    const sealed = isSealed(source);
    if (sealed) {
      const unsealed = await unseal(source, deps.identity);
      if (!unsealed.ok) return unsealed;
      source = unsealed.value;
    }
    const entries = readZip(source, deps.limits);
    if (!entries.ok) return entries;
    const layout = layOut(entries.value, deps.limits);
    if (!layout.ok) return layout;
    const tags = await checkTags(source, layout.value, deps);
    return tags.ok ? ok({ source, bytes, sealed, layout: layout.value, ...tags.value }) : tags;
  });
  if (!opened.ok) source.close();
  return opened;
}

/** Step 6: every file once. */
export const checkBundle = (bundle: OpenedBundle, deps: ReadDeps): Promise<Result<CheckedBundle, BundleError>> =>
  guarded(async () => {
    const { source, layout } = bundle;
    const hashOf = new Map(layout.payload.map((file, i) => [file.name, bundle.hashes[i] ?? '']));
    const small = (file: ZipEntry): Result<Buffer, BundleError> => {
      const contents = readContents(source, file);
      if (!contents.ok) return contents;
      const found = sha256Hex(contents.value);
      return found === hashOf.get(file.name) ? contents : damaged(file.name, `the SHA-256 of manifest-sha256.txt, ${hashOf.get(file.name) ?? ''}`, found);
    };
    const total = layout.payload.reduce((sum, file) => sum + file.size, 0);
    if (total !== bundle.info.payload.bytes || layout.payload.length !== bundle.info.payload.files) {
      return damaged('bag-info.txt', `a Payload-Oxum of ${String(total)}.${String(layout.payload.length)}`, `${String(bundle.info.payload.bytes)}.${String(bundle.info.payload.files)}`);
    }
    const haveBytes = small(layout.have);
    if (!haveBytes.ok) return haveBytes;
    const have = parseHave(haveBytes.value);
    if (!have.ok) return have;
    for (const files of layout.certificates) {
      for (const file of [files.line, files.signature, files.prior]) {
        const contents = file === null ? null : small(file);
        if (contents !== null && !contents.ok) return contents;
      }
    }
    const segments: CheckedSegment[] = [];
    const begin = (files: SegmentFiles | undefined) => (files === undefined ? null : beginSegment(files, small, bundle.trust.trust));
    let next = begin(layout.segments[0]);
    for (let i = 0; next !== null; i++) {
      deps.progress('checking entries', i, layout.segments.length);
      const begun = next;
      if (!begun.ok) return begun;
      next = begin(layout.segments[i + 1]);
      const segment = await finishSegment(begun.value, deps);
      if (!segment.ok) return segment;
      segments.push(segment.value);
      await deps.turns.pace();
    }
    for (const [i, { sha256, file }] of layout.documents.entries()) {
      deps.progress('checking documents', i, layout.documents.length);
      if (hashOf.get(file.name) !== sha256) return damaged('manifest-sha256.txt', `${sha256} for ${file.name}`, hashOf.get(file.name) ?? '');
      const checked = await checkDocument(source, file, sha256, deps.turns);
      if (!checked.ok) return checked;
    }
    const omittedBytes = small(layout.omitted);
    if (!omittedBytes.ok) return omittedBytes;
    const omitted = parseOmitted(omittedBytes.value);
    if (!omitted.ok) return omitted;
    const enclosed = new Set(layout.documents.map((document) => document.sha256));
    const both = omitted.value.find((reference) => enclosed.has(reference.sha256));
    if (both !== undefined) return damaged(OMITTED_FILE, 'documents that are not enclosed', both.sha256);
    return ok({ ...bundle, have: have.value, segments, omitted: omitted.value });
  });

/** Bytes that no longer are what they were when first read, or do not authenticate, are damage and not a bug. */
async function guarded<T>(work: () => Promise<Result<T, BundleError>>): Promise<Result<T, BundleError>> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DamagedBytes || cause instanceof RangeError) return refused('BundleDamaged', cause.message.replace(/\.$/, ''));
    throw cause;
  }
}

function openFile(path: string): Result<Source, BundleError> {
  try {
    // Looked at first: opening a named pipe would wait for its writer.
    if (!statSync(path).isFile()) return refused('CannotReadFile', `${path} cannot be read: expected a file, found a folder or a device`);
    return ok(fileSource(path));
  } catch (cause) {
    return refused('CannotReadFile', `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message})`);
  }
}

/** Documents and entries are written beside what is there: about once the size of the bundle each, at most. */
const ROOM = 2;
const ROOM_BESIDES = 64 * 2 ** 20;

function checkRoom(source: Source, deps: ReadDeps): Result<void, BundleError> {
  if (source.size > deps.limits.bundleBytes) return refused('BundleTooLarge', `Expected at most ${String(deps.limits.bundleBytes)} bytes, found ${String(source.size)}`);
  const needed = source.size * ROOM + ROOM_BESIDES;
  const free = deps.freeBytes();
  return free >= needed ? ok(undefined) : refused('NotEnoughSpace', `Expected ${String(needed)} bytes of free space for the store, found ${String(free)}`);
}

async function unseal(source: Source, identity: StationIdentity): Promise<Result<Source, BundleError>> {
  let reason = 'this station has no key';
  for (const key of identity.ageIdentities) {
    const opened = await openSealed(source, key);
    if (opened.ok) return opened;
    if (opened.error.type === 'DamagedSeal') return refused('BundleDamaged', opened.error.message.replace(/\.$/, ''));
    reason = opened.error.message.replace(/\.$/, '');
  }
  return refused('NotSealedForThisStation', reason);
}

async function checkTags(source: Source, layout: BundleLayout, deps: ReadDeps): Promise<Result<Pick<OpenedBundle, 'info' | 'manifest' | 'trust' | 'hashes' | 'already'>, BundleError>> {
  const contents = new Map<TagFile, Buffer>();
  for (const [name, file] of layout.tags) {
    const read = readContents(source, file);
    if (!read.ok) return read;
    contents.set(name, read.value);
  }
  const of = (name: TagFile): Buffer => contents.get(name) ?? Buffer.alloc(0);
  if (!of('bagit.txt').equals(BAGIT_TXT)) return damaged('bagit.txt', 'the two lines of BagIt 1.0', 'other bytes');
  const tagHashes = parseManifest('tagmanifest-sha256.txt', of('tagmanifest-sha256.txt'), TAG_MANIFEST_OF);
  if (!tagHashes.ok) return tagHashes;
  for (const [i, name] of TAG_MANIFEST_OF.entries()) {
    const found = sha256Hex(of(name));
    if (found !== tagHashes.value[i]) return damaged(name, `the SHA-256 of tagmanifest-sha256.txt, ${tagHashes.value[i] ?? ''}`, found);
  }
  const info = parseBagInfo(of('bag-info.txt'));
  if (!info.ok) return info;
  const certificates = await readCertificates(source, layout.certificates, deps.turns);
  if (!certificates.ok) return certificates;
  const trust = receiveCertificates(deps.trust, certificates.value);
  const carrier = checkCarrier(info.value, of('tagmanifest-sha256.txt'), of('tagmanifest-sha256.txt.minisig').toString('latin1'), trust.trust, deps.trust);
  if (!carrier.ok) return carrier;
  const hashes = parseManifest('manifest-sha256.txt', of('manifest-sha256.txt'), layout.payload.map((file) => file.name));
  if (!hashes.ok) return hashes;
  if (info.value.to !== deps.identity.office) return refused('BundleNotForUs', `bag-info.txt: expected Bitim-To ${deps.identity.office}, found ${info.value.to}`, 'bag-info.txt');
  const manifest = sha256Hex(of('tagmanifest-sha256.txt'));
  const already = deps.receivedBefore(info.value.bundle);
  if (already !== null && already.manifest !== manifest) {
    return damaged('bag-info.txt', `the contents of bundle ${info.value.bundle} as they were taken in on ${already.on}`, 'others under the same id');
  }
  return ok({ info: info.value, manifest, trust, hashes: hashes.value, already: already === null ? null : { on: already.on, by: already.by } });
}

/** The sending station must be valid here, and the signature must be its. */
function checkCarrier(info: BagInfo, manifest: Buffer, signature: string, trust: Trust, before: Trust): Result<void, BundleError> {
  const name = 'tagmanifest-sha256.txt';
  const certificate = validCertificate(trust, info.log);
  if (certificate === null) {
    const known = before.get(info.log);
    const why = known === undefined ? 'is not known here' : known.state === 'revoked' ? 'was revoked here' : 'was not accepted here';
    return refused('UnknownCarrier', `${name}: expected the signature of a trusted station, found key ${claimedKeyId(signature) ?? 'of no kind'} of ${info.office}, whose certificate ${why}; ask the office for its card and compare its twelve words`, name);
  }
  const { office, station } = certificate.certificate;
  if (office !== info.office || station !== info.station || certificate.keyId !== info.key) {
    return damaged('bag-info.txt', `office ${office}, station ${station} and key ${certificate.keyId}, as in the certificate of ${info.log}`, `${info.office}, ${info.station} and ${info.key}`);
  }
  const verified = verify(certificate.publicKey, name, manifest, signature);
  return verified.ok ? ok(undefined) : refused('BundleDamaged', `${name}.minisig: ${verified.error.message.replace(/\.$/, '')}`, `${name}.minisig`);
}

/** In turns: they are read before the carrier is known to be one, and a stranger may enclose thousands. */
async function readCertificates(source: Source, all: readonly CertificateFiles[], turns: Turns): Promise<Result<readonly SignedCertificate[], BundleError>> {
  const certificates: SignedCertificate[] = [];
  for (const files of all) {
    const line = readContents(source, files.line);
    if (!line.ok) return line;
    const signature = readContents(source, files.signature);
    if (!signature.ok) return signature;
    const prior = files.prior === null ? null : readContents(source, files.prior);
    if (prior !== null && !prior.ok) return prior;
    const read = readCertificate(line.value, signature.value.toString('latin1'), prior === null ? null : prior.value.toString('latin1'));
    if (!read.ok) return refused('BundleDamaged', `${files.line.name}: ${read.error.message.replace(/^The certificate was not accepted: |\. Nothing was changed\.$/g, '')}`, files.line.name);
    if (read.value.certificate.log !== files.log) return damaged(files.line.name, `the certificate of ${files.log}`, read.value.certificate.log);
    certificates.push(read.value);
    await turns.pace();
  }
  return ok(certificates);
}

interface BegunSegment {
  readonly files: SegmentFiles;
  readonly head: CheckedHead;
  readonly signature: string;
  /** True if its log has a certificate that is valid here, which signed it. */
  readonly signed: boolean;
  readonly text: Promise<Result<Buffer, BundleError>>;
}

/** All of a segment but its text, which another thread inflates meanwhile. */
function beginSegment(files: SegmentFiles, small: (file: ZipEntry) => Result<Buffer, BundleError>, trust: Trust): Result<BegunSegment, BundleError> {
  const headBytes = small(files.head);
  if (!headBytes.ok) return headBytes;
  const head = checkHead(files, headBytes.value);
  if (!head.ok) return head;
  const signature = small(files.signature);
  if (!signature.ok) return signature;
  const zipped = small(files.text);
  if (!zipped.ok) return zipped;
  const certificate = validCertificate(trust, files.log);
  if (certificate !== null) {
    const signed = checkSignature(files, head.value, signature.value, certificate);
    if (!signed.ok) return signed;
  }
  return ok({ files, head: head.value, signature: signature.value.toString('latin1'), signed: certificate !== null, text: inflateText(files.text.name, head.value.head, zipped.value) });
}

async function finishSegment({ files, head, signature, signed, text: inflating }: BegunSegment, deps: ReadDeps): Promise<Result<CheckedSegment, BundleError>> {
  const text = await inflating;
  if (!text.ok) return text;
  const held = deps.segmentHeld(head.hash);
  if (held !== null && (held.state === 'applied' || !signed)) return ok({ files, head, signature, state: 'known' });
  const entries = await checkEntries(files.text.name, head.head, text.value, deps.turns);
  return entries.ok ? ok({ files, head, signature, state: signed ? 'fresh' : 'quarantined' }) : entries;
}

async function checkDocument(source: Source, file: ZipEntry, sha256: string, turns: Turns): Promise<Result<void, BundleError>> {
  const hash = createSha256();
  const pieces = piecesOf(source, file);
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    if (piece.done === true) {
      if (!piece.value.ok) return piece.value;
      break;
    }
    hash.update(piece.value);
    await turns.pace();
  }
  const found = hash.digest('hex');
  return found === sha256 ? ok(undefined) : damaged(file.name, `contents of SHA-256 ${sha256}`, found);
}

