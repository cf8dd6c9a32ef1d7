/** Which files a bundle holds, in which order, by what names (the table of docs/format.md, section 6). Nothing else may be in it. Pure. */
import { ok, type Result } from '../../shared/result.ts';
import { LOG_ID, SCOPE } from '../changes/entry.ts';
import { compareText } from '../changes/order.ts';
import { rangeName } from '../changes/segments.ts';
import { TAG_FILES, type TagFile } from './bag.ts';
import { damaged, tooLarge, type BundleError } from './bundleError.ts';
import { HAVE_FILE } from './have.ts';
import type { BundleLimits } from './limits.ts';
import { OMITTED_FILE } from './omitted.ts';
import type { ZipEntry } from './zip.ts';

/** The three files of a segment. */
export interface SegmentFiles {
  readonly log: string;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
  /** The first 8 hex digits of its hash where the name carries them, because another segment of the same range comes before. */
  readonly suffix: string | null;
  readonly head: ZipEntry;
  readonly signature: ZipEntry;
  readonly text: ZipEntry;
}

export interface CertificateFiles {
  readonly log: string;
  readonly line: ZipEntry;
  readonly signature: ZipEntry;
  readonly prior: ZipEntry | null;
}

export interface BundleLayout {
  readonly tags: ReadonlyMap<TagFile, ZipEntry>;
  /** Every file under `data/`, in order. */
  readonly payload: readonly ZipEntry[];
  readonly have: ZipEntry;
  readonly certificates: readonly CertificateFiles[];
  readonly segments: readonly SegmentFiles[];
  readonly documents: readonly { readonly sha256: string; readonly file: ZipEntry }[];
  readonly omitted: ZipEntry;
}

const TRUST = 'data/trust/stations/';
const SEGMENTS = 'data/segments/';
const DOCUMENTS = 'data/documents/';
const HEAD = '.head.json';

export const certificatePath = (log: string): string => `${TRUST}${log}.json`;

export const documentPath = (sha256: string): string => `${DOCUMENTS}${sha256.slice(0, 2)}/${sha256}`;

/** The last part of the name of a segment's head: what its signature names. The same whether or not the bundle's name carries a suffix. */
export const headFileName = (from: number, to: number): string => `${rangeName(from, to)}${HEAD}`;

/** The path of a segment's files, without their endings. @param suffix as in `SegmentFiles`. */
export const segmentPath = (segment: Pick<SegmentFiles, 'log' | 'scope' | 'from' | 'to' | 'suffix'>): string =>
  `${SEGMENTS}${segment.log}/${segment.scope}/${rangeName(segment.from, segment.to)}${segment.suffix === null ? '' : `-${segment.suffix}`}`;

export const segmentFileNames = (path: string): { readonly head: string; readonly signature: string; readonly text: string } => ({
  head: `${path}${HEAD}`, signature: `${path}${HEAD}.minisig`, text: `${path}.jsonl.gz`,
});

/** Sorts what a bundle holds into its places. Refuses any file that is not exactly where it belongs. */
export function layOut(entries: readonly ZipEntry[], limits: BundleLimits): Result<BundleLayout, BundleError> {
  let next = 0;
  const at = (): string => entries[next]?.name ?? 'the end of the bundle';
  const take = (name: string): ZipEntry | null => {
    const entry = entries[next];
    if (entry?.name !== name) return null;
    next++;
    return entry;
  };
  const missing = (name: string): Result<never, BundleError> => damaged(at(), `${name} in this place`, at());

  for (const entry of entries) {
    if (!entry.name.startsWith(DOCUMENTS) && entry.size > limits.leadingFileBytes) return tooLarge(entry.name, `at most ${String(limits.leadingFileBytes)} bytes`, String(entry.size));
  }
  const tags = new Map<TagFile, ZipEntry>();
  for (const name of TAG_FILES) {
    const file = take(name);
    if (file === null) return missing(name);
    tags.set(name, file);
  }
  const payload = entries.slice(next);
  const have = take(HAVE_FILE);
  if (have === null) return missing(HAVE_FILE);

  const certificates: CertificateFiles[] = [];
  while (at().startsWith(TRUST)) {
    const log = at().slice(TRUST.length, -'.json'.length);
    const line = LOG_ID.test(log) && log > (certificates.at(-1)?.log ?? '') ? take(certificatePath(log)) : null;
    if (line === null) return damaged(at(), 'a certificate named by its log, sorted', at());
    const signature = take(`${line.name}.minisig`);
    if (signature === null) return missing(`${line.name}.minisig`);
    certificates.push({ log, line, signature, prior: take(`${line.name}.prior.minisig`) });
  }

  const segments: SegmentFiles[] = [];
  while (at().startsWith(SEGMENTS)) {
    const named = segmentOf(at());
    if (named === null) return damaged(at(), 'the head of a segment, named by its log, scope and range', at());
    if (!follows(segments.at(-1), named)) return damaged(at(), 'segments sorted by log, scope and range, a suffix only behind one of the same range', at());
    const path = segmentPath(named);
    const names = segmentFileNames(path);
    const head = take(names.head);
    const signature = take(names.signature);
    const text = take(names.text);
    if (head === null) return missing(names.head);
    if (signature === null) return missing(names.signature);
    if (text === null) return missing(names.text);
    segments.push({ ...named, head, signature, text });
  }

  const documents: { sha256: string; file: ZipEntry }[] = [];
  while (at().startsWith(DOCUMENTS)) {
    const sha256 = at().slice(-64);
    const file = /^[0-9a-f]{64}$/.test(sha256) && sha256 > (documents.at(-1)?.sha256 ?? '') ? take(documentPath(sha256)) : null;
    if (file === null) return damaged(at(), 'a document named by its SHA-256, sorted', at());
    documents.push({ sha256, file });
  }
  const omitted = take(OMITTED_FILE);
  if (omitted === null) return missing(OMITTED_FILE);
  if (next !== entries.length) return damaged(at(), `nothing after ${OMITTED_FILE}`, at());
  return ok({ tags, payload, have, certificates, segments, documents, omitted });
}

const SEGMENT_HEAD = /^data\/segments\/([^/]+)\/([^/]+)\/(\d{10})-(\d{10})(?:-([0-9a-f]{8}))?\.head\.json$/;

function segmentOf(name: string): Pick<SegmentFiles, 'log' | 'scope' | 'from' | 'to' | 'suffix'> | null {
  const [, log = '', scope = '', from = '', to = '', suffix = null] = SEGMENT_HEAD.exec(name) ?? [];
  return LOG_ID.test(log) && SCOPE.test(scope) ? { log, scope, from: Number(from), to: Number(to), suffix } : null;
}

function follows(before: (Place & { readonly suffix: string | null }) | undefined, next: Place & { readonly suffix: string | null }): boolean {
  const order = before === undefined ? -1 : compareSegments(before, next);
  return order < 0 ? next.suffix === null : order === 0 && next.suffix !== null && (before?.suffix ?? '') < next.suffix;
}

type Place = Pick<SegmentFiles, 'log' | 'scope' | 'from' | 'to'>;

/** By log, scope and range; segments of one range are told apart by their hash. */
export const compareSegments = (a: Place, b: Place): number => compareText(a.log, b.log) || compareText(a.scope, b.scope) || a.from - b.from || a.to - b.to;
