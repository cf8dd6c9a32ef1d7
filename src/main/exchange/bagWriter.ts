/** Writes one bag: every byte of a bundle, in the order of docs/format.md, section 6. */
import { crc32 } from 'node:zlib';
import type { ReadableDB } from '../db/open.ts';
import { readSegment } from '../changes/segments.ts';
import { createSha256, sha256Hex } from '../crypto/hash.ts';
import { sign, type SigningKey } from '../crypto/minisign.ts';
import { chunksOf, DamagedBytes, type Sink, type Source } from '../crypto/source.ts';
import type { BlobStore } from '../documents/blobs.ts';
import { BAGIT_TXT, renderBagInfo, renderManifest, type BagInfo, type Listed } from './bag.ts';
import type { SignedCertificate } from './certificate.ts';
import type { ExportPart, SurveyedSegment } from './exportPlan.ts';
import { HAVE_FILE } from './have.ts';
import { certificatePath, documentPath, segmentFileNames } from './layout.ts';
import { OMITTED_FILE, renderOmitted } from './omitted.ts';
import type { Turns } from './turns.ts';
import { zipWriter, type ZipWriter } from './zip.ts';

export interface BagContents {
  readonly info: Omit<BagInfo, 'payload'>;
  readonly readme: Buffer;
  readonly have: Buffer;
  readonly certificates: readonly SignedCertificate[];
  readonly part: ExportPart;
}

export interface BagDeps {
  readonly db: ReadableDB;
  readonly blobs: BlobStore;
  readonly key: SigningKey;
  readonly turns: Turns;
  readonly progress: (what: string, done: number, total: number) => void;
}

/** A document that cannot be read as what it is; the export goes on without it. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly sha256: string;
  constructor(sha256: string, why: string) {
    super(why);
    this.sha256 = sha256;
  }
}

/** The small files of a bag besides its segments and documents: what they will cost is known before anything is planned. */
export const certificateFiles = (certificates: readonly SignedCertificate[]): readonly { readonly name: string; readonly bytes: Buffer }[] =>
  certificates.flatMap((signed) => {
    const name = certificatePath(signed.certificate.log);
    const files = [{ name, bytes: signed.line }, { name: `${name}.minisig`, bytes: Buffer.from(signed.signature, 'latin1') }];
    return signed.prior === null ? files : [...files, { name: `${name}.prior.minisig`, bytes: Buffer.from(signed.prior, 'latin1') }];
  });

/**
 * Writes a whole bag and leaves the sink open. Documents are read once where they are short, twice where they are long.
 * @throws UnreadableDocument; Stopped.
 */
export async function writeBag(sink: Sink, contents: BagContents, deps: BagDeps): Promise<void> {
  const { part } = contents;
  const zip = zipWriter(sink);
  const before = [{ name: HAVE_FILE, bytes: contents.have }, ...certificateFiles(contents.certificates)];
  const omitted = { name: OMITTED_FILE, bytes: renderOmitted(part.omitted) };
  const payload: (Listed & { readonly size: number })[] = [
    ...before.map(listed),
    ...part.segments.flatMap(segmentListed),
    ...part.documents.map(({ sha256, size }) => ({ name: documentPath(sha256), sha256, size })),
    listed(omitted),
  ];
  const info: BagInfo = { ...contents.info, payload: { bytes: payload.reduce((sum, file) => sum + file.size, 0), files: payload.length } };
  const tags = [
    { name: 'bagit.txt', bytes: BAGIT_TXT },
    { name: 'bag-info.txt', bytes: renderBagInfo(info) },
    { name: 'readme.txt', bytes: contents.readme },
    { name: 'manifest-sha256.txt', bytes: renderManifest(payload) },
  ];
  const tagManifest = { name: 'tagmanifest-sha256.txt', bytes: renderManifest(tags.map(listed)) };
  const signature = { name: `${tagManifest.name}.minisig`, bytes: Buffer.from(sign(deps.key, tagManifest.name, tagManifest.bytes), 'latin1') };
  for (const file of [...tags, tagManifest, signature, ...before]) addBytes(zip, file.name, file.bytes);
  for (const [i, segment] of part.segments.entries()) {
    deps.progress('writing entries', i, part.segments.length);
    writeSegment(zip, segment, deps.db);
    await deps.turns.pace();
  }
  for (const [i, document] of part.documents.entries()) {
    deps.progress('writing documents', i, part.documents.length);
    await writeDocument(zip, document, deps);
  }
  addBytes(zip, omitted.name, omitted.bytes);
  zip.end();
}

const listed = ({ name, bytes }: { readonly name: string; readonly bytes: Buffer }): Listed & { readonly size: number } => ({ name, sha256: sha256Hex(bytes), size: bytes.length });

function segmentListed(segment: SurveyedSegment): readonly (Listed & { readonly size: number })[] {
  const names = segmentFileNames(segment.path);
  return [{ name: names.head, ...segment.head }, { name: names.signature, ...segment.signature }, { name: names.text, ...segment.text }];
}

const addBytes = (zip: ZipWriter, name: string, bytes: Buffer): void => { zip.add({ name, size: bytes.length, crc: crc32(bytes) }, [bytes]); };

function writeSegment(zip: ZipWriter, segment: SurveyedSegment, db: ReadableDB): void {
  const row = readSegment(db, segment.meta.id);
  if (row === null) throw new Error(`Segment ${segment.meta.hash} vanished`);
  const names = segmentFileNames(segment.path);
  zip.add({ name: names.head, size: segment.head.size, crc: segment.head.crc }, [row.head]);
  zip.add({ name: names.signature, size: segment.signature.size, crc: segment.signature.crc }, [Buffer.from(row.signature, 'latin1')]);
  zip.add({ name: names.text, size: segment.text.size, crc: segment.text.crc }, [row.body]);
}

/** Up to here a document is held in memory between reading and writing, so that it is read once. */
const SHORT = 8 * 2 ** 20;

async function writeDocument(zip: ZipWriter, document: { readonly sha256: string; readonly size: number }, deps: BagDeps): Promise<void> {
  const opened = deps.blobs.open(document.sha256);
  if (!opened.ok) throw new UnreadableDocument(document.sha256, opened.error.message);
  const source = opened.value;
  try {
    const whole = document.size <= SHORT ? source.read(0, source.size) : null;
    const crc = whole === null ? await crcOf(source, deps.turns) : crc32(whole);
    if (source.size !== document.size) throw new UnreadableDocument(document.sha256, `Document ${document.sha256} was expected to have ${String(document.size)} bytes and has ${String(source.size)}.`);
    if (whole !== null) mustBe(document.sha256, sha256Hex(whole));
    const file = zip.begin({ name: documentPath(document.sha256), size: document.size, crc });
    const hash = createSha256();
    for (const bytes of whole === null ? chunksOf(source) : [whole]) {
      if (whole === null) hash.update(bytes);
      file.write(bytes);
      await deps.turns.pace();
    }
    file.finish();
    if (whole === null) mustBe(document.sha256, hash.digest('hex'));
  } catch (cause) {
    throw cause instanceof DamagedBytes ? new UnreadableDocument(document.sha256, `Document ${document.sha256} in this store is damaged: ${cause.message.replace(/\.$/, '')}.`) : cause;
  } finally {
    source.close();
  }
}

async function crcOf(source: Source, turns: Turns): Promise<number> {
  let crc = 0;
  for (const bytes of chunksOf(source)) {
    crc = crc32(bytes, crc);
    await turns.pace();
  }
  return crc;
}

function mustBe(expected: string, found: string): void {
  if (expected !== found) throw new UnreadableDocument(expected, `Document ${expected} in this store has the SHA-256 ${found}.`);
}
