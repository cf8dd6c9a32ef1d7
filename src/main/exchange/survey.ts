/** What an export must know of a segment before anything is written: sizes, sums, and the documents that its entries refer to. */
import { crc32 } from 'node:zlib';
import { parseStored } from '../changes/entry.ts';
import { parseHead } from '../changes/segmentHead.ts';
import { readSegment, type SegmentMeta } from '../changes/segments.ts';
import { sha256Hex } from '../crypto/hash.ts';
import type { ReadableDB } from '../db/open.ts';
import type { Measured, SurveyedSegment } from './exportPlan.ts';
import { referenceIn, type DocumentReference } from './omitted.ts';
import { inflateText } from './segmentFile.ts';

/** Reads a segment once for all offices: sizes, sums, and the documents its entries speak of. */
export function openSurvey(db: ReadableDB): (meta: SegmentMeta) => Promise<Omit<SurveyedSegment, 'path'>> {
  const known = new Map<string, Omit<SurveyedSegment, 'path'>>();
  return async (meta) => {
    const surveyed = known.get(meta.hash) ?? (await surveySegment(db, meta));
    known.set(meta.hash, surveyed);
    return surveyed;
  };
}

async function surveySegment(db: ReadableDB, meta: SegmentMeta): Promise<Omit<SurveyedSegment, 'path'>> {
  const row = readSegment(db, meta.id);
  if (row === null) throw new Error(`Segment ${meta.hash} vanished`);
  const head = parseHead(row.head);
  if (!head.ok) throw new Error(head.error.message);
  const text = await inflateText(`segment ${meta.hash}`, head.value, row.body);
  if (!text.ok) throw new Error(text.error.message);
  return { meta, head: measure(row.head), signature: measure(Buffer.from(row.signature, 'latin1')), text: measure(row.body), references: referencesIn(text.value) };
}

const measure = (bytes: Buffer): Measured => ({ size: bytes.length, crc: crc32(bytes), sha256: sha256Hex(bytes) });

const MENTION = Buffer.from('"sha256":"');

/** Documents that the entries of a text refer to, each once. Only lines that mention one are parsed. */
function referencesIn(text: Buffer): readonly DocumentReference[] {
  const found = new Map<string, DocumentReference>();
  for (let at = text.indexOf(MENTION); at >= 0;) {
    const end = text.indexOf(0x0a, at);
    const reference = referenceIn(parseStored(text.toString('utf8', text.lastIndexOf(0x0a, at) + 1, end)));
    if (reference !== null) found.set(reference.sha256, reference);
    at = text.indexOf(MENTION, end);
  }
  return [...found.values()];
}
