/** `data/documents-omitted.jsonl`: documents that the enclosed segments refer to and that are not enclosed. Pure. */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import type { Entry } from '../changes/entry.ts';
import { damaged, type BundleError } from './bundleError.ts';

/** A document as an entry speaks of it. What the entry does not say is null. */
export interface DocumentReference {
  readonly bytes: number | null;
  readonly mediaType: string | null;
  readonly name: string | null;
  /** Hex. */
  readonly sha256: string;
}

export const OMITTED_FILE = 'data/documents-omitted.jsonl';

const SHA256 = /^[0-9a-f]{64}$/;

/** The document an entry of any kind refers to: that of its plain field `sha256`, if it is one. */
export function referenceIn(entry: Pick<Entry, 'd'>): DocumentReference | null {
  const { sha256, bytes, mediaType, name } = entry.d;
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) return null;
  return {
    bytes: typeof bytes === 'number' && bytes >= 0 ? bytes : null,
    mediaType: typeof mediaType === 'string' ? mediaType : null,
    name: typeof name === 'string' ? name : null,
    sha256,
  };
}

/** @param references sorted by sha256, each once. */
export const renderOmitted = (references: readonly DocumentReference[]): Buffer => Buffer.from(references.map(omittedLine).join(''), 'utf8');

export const omittedLine = ({ bytes, mediaType, name, sha256 }: DocumentReference): string => `${canonicalize({ bytes, mediaType, name, sha256 }) ?? ''}\n`;

const shape = z.strictObject({ bytes: z.int().min(0).nullable(), mediaType: z.string().nullable(), name: z.string().nullable(), sha256: z.string().regex(SHA256) });

export function parseOmitted(bytes: Buffer): Result<readonly DocumentReference[], BundleError> {
  const references: DocumentReference[] = [];
  const text = bytes.toString('utf8');
  const lines = text.split('\n');
  if (lines.pop() !== '') return damaged(OMITTED_FILE, 'lines that each end in LF', 'a last one without');
  for (const [i, line] of lines.entries()) {
    const parsed = shape.safeParse(parseJson(line));
    if (!parsed.success || (references.at(-1)?.sha256 ?? '') >= parsed.data.sha256) return damaged(OMITTED_FILE, `a document in line ${String(i + 1)}, sorted by sha256`, JSON.stringify(line.slice(0, 120)));
    references.push(parsed.data);
  }
  return renderOmitted(references).equals(bytes) ? ok(references) : damaged(OMITTED_FILE, 'canonical JSON in every line', 'other bytes');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
