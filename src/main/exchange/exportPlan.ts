/** What goes into which part of an export. Pure. */
import { err, ok, type Result } from '../../shared/result.ts';
import type { Failure } from '../../shared/contract.ts';
import { compareText } from '../changes/order.ts';
import type { SegmentMeta } from '../changes/segments.ts';
import { heldBy, type Have } from './have.ts';
import { documentPath, compareSegments, segmentFileNames, segmentPath } from './layout.ts';
import { omittedLine, type DocumentReference } from './omitted.ts';
import { zipCost } from './zip.ts';

/** A file's name apart, what a ZIP and a manifest need to know beforehand. */
export interface Measured {
  readonly size: number;
  readonly crc: number;
  /** Hex. */
  readonly sha256: string;
}

/** A segment with its place in a bundle and the documents that its entries refer to. */
export interface SurveyedSegment {
  readonly meta: SegmentMeta;
  /** Without endings; unique in a bundle. */
  readonly path: string;
  readonly head: Measured;
  readonly signature: Measured;
  readonly text: Measured;
  readonly references: readonly DocumentReference[];
}

/** The segments that go out: shared, applied here, and not held by every station that receives. Sorted as a bundle wants them. */
export function segmentsToSend(metas: readonly SegmentMeta[], receipts: readonly (Have | null)[]): readonly SegmentMeta[] {
  const shared = metas.filter((meta) => meta.scope !== 'local' && meta.state === 'applied');
  const held = receipts.map((have) => (have === null ? new Set<string>() : heldBy(have, shared)));
  const knownToAll = (meta: SegmentMeta): boolean => held.length > 0 && held.every((hashes) => hashes.has(meta.hash));
  return shared.filter((meta) => !knownToAll(meta)).sort((a, b) => compareSegments(placeOf(a), placeOf(b)) || compareText(a.hash, b.hash));
}

const placeOf = (meta: SegmentMeta) => ({ log: meta.log, scope: meta.scope, from: meta.first, to: meta.last });

/** Where each segment lies in a bundle that holds them all; in one that holds only some, see `placed`. */
export function placed<T extends { readonly meta: SegmentMeta }>(segments: readonly T[]): readonly (T & { readonly path: string })[] {
  return segments.map((segment, i) => {
    const before = segments[i - 1];
    const again = before !== undefined && compareSegments(placeOf(before.meta), placeOf(segment.meta)) === 0;
    return { ...segment, path: segmentPath({ ...placeOf(segment.meta), suffix: again ? segment.meta.hash.slice(0, 8) : null }) };
  });
}

export interface PlanInput {
  readonly segments: readonly Omit<SurveyedSegment, 'path'>[];
  /** Sizes of the documents that the store holds. */
  readonly sizeOf: (sha256: string) => number | null;
  /** Documents that the recipients said they lack. */
  readonly lacked: readonly string[];
  /** Most bytes of the ZIP; null without splitting by size. */
  readonly zipBytes: number | null;
  readonly files: number;
  /** Most bytes of any file but a document. */
  readonly leadingFileBytes: number;
  /** Bytes and number of the files that every part holds besides. */
  readonly overhead: { readonly bytes: number; readonly files: number };
}

export interface ExportPart {
  readonly segments: readonly SurveyedSegment[];
  /** Sorted by sha256. */
  readonly documents: readonly { readonly sha256: string; readonly size: number }[];
  /** Sorted by sha256. */
  readonly omitted: readonly DocumentReference[];
}

export interface ExportPlan {
  readonly parts: readonly ExportPart[];
  /** Documents too great for a part: listed as omitted, to be sent without splitting. */
  readonly tooGreat: readonly string[];
}

/** Fills parts in order: segments first, then documents, each into the last part or a new one. At least one part. */
export function planParts(input: PlanInput): Result<ExportPlan, Failure<'SplitTooSmall'>> {
  const references = new Map(input.segments.flatMap((segment) => segment.references).map((reference) => [reference.sha256, reference]));
  const wanted = [...new Set([...references.keys(), ...input.lacked])].sort(compareText);
  const filler = openFiller(input);
  for (const segment of input.segments) {
    if (filler.addSegment(segment)) continue;
    const bytes = input.overhead.bytes + segmentCost(segment);
    return err({ type: 'SplitTooSmall', message: `Nothing was exported: entries ${String(segment.meta.first)}-${String(segment.meta.last)} of ${segment.meta.log} need a part of ${String(bytes)} bytes. Choose a greater size to split by.` });
  }
  const tooGreat: string[] = [];
  for (const sha256 of wanted) {
    const size = input.sizeOf(sha256);
    if (size !== null && !filler.addDocument({ sha256, size })) tooGreat.push(sha256);
  }
  return ok({ parts: filler.parts().map(finishPart), tooGreat });
}

interface Filling {
  readonly segments: Omit<SurveyedSegment, 'path'>[];
  readonly documents: { readonly sha256: string; readonly size: number }[];
  bytes: number;
  files: number;
  manifest: number;
  omitted: number;
}

function openFiller(input: PlanInput) {
  const fresh = (): Filling => ({ segments: [], documents: [], bytes: input.overhead.bytes, files: input.overhead.files, manifest: 0, omitted: 0 });
  const parts: Filling[] = [fresh()];
  const fits = (part: Filling, bytes: number, files: number, manifest: number, omitted: number): boolean =>
    (input.zipBytes === null || part.bytes + bytes <= input.zipBytes) && part.files + files <= input.files
    && part.manifest + manifest <= input.leadingFileBytes / 2 && (part.omitted === 0 || part.omitted + omitted <= input.leadingFileBytes);
  /** The part that takes so much more: the last, or a new one; null if it does not fit into an empty one. */
  const room = (bytes: number, files: number, manifest: number, omitted: number): Filling | null => {
    const last = parts.at(-1) as Filling;
    const part = fits(last, bytes, files, manifest, omitted) ? last : fresh();
    if (part !== last) {
      if (!fits(part, bytes, files, manifest, omitted)) return null;
      parts.push(part);
    }
    part.bytes += bytes;
    part.files += files;
    part.manifest += manifest;
    part.omitted += omitted;
    return part;
  };
  return {
    parts: (): readonly Filling[] => parts,
    addSegment(segment: Omit<SurveyedSegment, 'path'>): boolean {
      const part = room(segmentCost(segment), 3, 3 * manifestLine(LONGEST_SEGMENT_NAME), omittedCost(segment));
      part?.segments.push(segment);
      return part !== null;
    },
    addDocument(document: { readonly sha256: string; readonly size: number }): boolean {
      const name = documentPath(document.sha256);
      const part = room(zipCost(name, document.size) + manifestLine(name.length), 1, manifestLine(name.length), 0);
      part?.documents.push(document);
      return part !== null;
    },
  };
}

/** Longer than any: a log of 49 characters, a scope of 32, a suffix. */
const LONGEST_SEGMENT_NAME = 160;

const manifestLine = (nameLength: number): number => 64 + 2 + nameLength + 1;

function segmentCost(segment: Omit<SurveyedSegment, 'path'>): number {
  const [{ path } = { path: '' }] = placed([segment]);
  const names = segmentFileNames(`${path}-00000000`);
  const files = [[names.head, segment.head.size], [names.signature, segment.signature.size], [names.text, segment.text.size]] as const;
  return omittedCost(segment) + files.reduce((sum, [name, size]) => sum + zipCost(name, size) + manifestLine(name.length), 0);
}

const omittedCost = (segment: Pick<SurveyedSegment, 'references'>): number => segment.references.reduce((sum, reference) => sum + Buffer.byteLength(omittedLine(reference)), 0);

function finishPart(part: Filling): ExportPart {
  const enclosed = new Set(part.documents.map((document) => document.sha256));
  const omitted = new Map(part.segments.flatMap((segment) => segment.references).filter(({ sha256 }) => !enclosed.has(sha256)).map((reference) => [reference.sha256, reference]));
  return { segments: placed(part.segments), documents: part.documents, omitted: [...omitted.values()].sort((a, b) => compareText(a.sha256, b.sha256)) };
}
