/** `data/have.json`: what the sender of a bundle holds. It is the receipt from which the next delta starts. Pure. */
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import { LOG_ID, SCOPE } from '../changes/entry.ts';
import { compareText } from '../changes/order.ts';
import type { SegmentMeta } from '../changes/segments.ts';
import { damaged, type BundleError } from './bundleError.ts';

/** A segment that no held segment follows, and those before it as far as they are held. */
export interface Run {
  readonly from: number;
  /** Hash of the last segment's head. */
  readonly head: string;
  readonly to: number;
}

export interface Have {
  readonly format: 'bitim-have/1';
  /** Documents referred to and not held, sorted. */
  readonly lacks: readonly string[];
  /** `<log>/<scope>` -> its runs, sorted by `from`, `to`, `head`. */
  readonly streams: Readonly<Record<string, readonly Run[]>>;
}

export const HAVE_FILE = 'data/have.json';

/** A segment as far as chains need it. */
export type ChainLink = Pick<SegmentMeta, 'hash' | 'log' | 'scope' | 'first' | 'last' | 'prev'>;

/** What a store holds, of every scope but `local`. */
export function haveOf(segments: readonly ChainLink[], lacks: readonly string[]): Have {
  const byHash = new Map(segments.map((segment) => [segment.hash, segment]));
  const followed = new Set(segments.map((segment) => predecessorOf(byHash, segment)?.hash));
  const streams: Record<string, Run[]> = {};
  for (const segment of segments) {
    if (segment.scope === 'local' || followed.has(segment.hash)) continue;
    const chain = chainOf(byHash, segment.hash, 1);
    (streams[`${segment.log}/${segment.scope}`] ??= []).push({ from: chain.at(-1)?.first ?? segment.first, head: segment.hash, to: segment.last });
  }
  for (const runs of Object.values(streams)) runs.sort(compareRuns);
  return { format: 'bitim-have/1', lacks: [...new Set(lacks)].sort(compareText), streams };
}

/** The hashes of those of our segments that a peer with this receipt holds: what can be reached from its runs' heads, and nothing else. */
export function heldBy(have: Have, segments: readonly ChainLink[]): ReadonlySet<string> {
  const byHash = new Map(segments.map((segment) => [segment.hash, segment]));
  const held = new Set<string>();
  for (const run of Object.values(have.streams).flat()) {
    for (const segment of chainOf(byHash, run.head, run.from)) held.add(segment.hash);
  }
  return held;
}

/** From a segment back to the one that begins with `from`, or to the first that is not there. */
function chainOf(byHash: ReadonlyMap<string, ChainLink>, head: string, from: number): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  for (let segment = byHash.get(head); segment !== undefined && segment.first >= from; segment = predecessorOf(byHash, segment)) chain.push(segment);
  return chain;
}

/** A `prev` that names anything but the segment right before it in the same stream leads nowhere. */
export function predecessorOf(byHash: ReadonlyMap<string, ChainLink>, segment: ChainLink): ChainLink | undefined {
  const before = segment.prev === null ? undefined : byHash.get(segment.prev);
  return before?.log === segment.log && before.scope === segment.scope && before.last + 1 === segment.first ? before : undefined;
}

const compareRuns = (a: Run, b: Run): number => a.from - b.from || a.to - b.to || compareText(a.head, b.head);

export const renderHave = (have: Have): Buffer => Buffer.from(`${canonicalize(have) ?? ''}\n`, 'utf8');

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.strictObject({
  format: z.literal('bitim-have/1'),
  lacks: z.array(hash),
  streams: z.record(z.string(), z.array(z.strictObject({ from: z.int().min(1), head: hash, to: z.int().min(1) })).min(1)),
});

/** Strict: canonical, sorted, no stream of scope `local`. */
export function parseHave(bytes: Buffer): Result<Have, BundleError> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return damaged(HAVE_FILE, 'JSON', 'other bytes');
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) return damaged(HAVE_FILE, 'the receipt of format.md', `${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? 'another shape'}`);
  const have: Have = parsed.data;
  if (!renderHave(have).equals(bytes)) return damaged(HAVE_FILE, 'canonical JSON ended by LF', 'other bytes');
  for (const [stream, runs] of Object.entries(have.streams)) {
    const [log = '', scope = '', ...rest] = stream.split('/');
    if (!LOG_ID.test(log) || !SCOPE.test(scope) || scope === 'local' || rest.length > 0) return damaged(HAVE_FILE, 'streams <log>/<scope> that are shared', JSON.stringify(stream.slice(0, 120)));
    const wrong = runs.find((run, i) => run.to < run.from || (i > 0 && compareRuns(runs[i - 1] as Run, run) >= 0));
    if (wrong !== undefined) return damaged(HAVE_FILE, `sorted runs of ${stream}`, `${String(wrong.from)}-${String(wrong.to)} out of order`);
  }
  if (have.lacks.some((sha256, i) => i > 0 && (have.lacks[i - 1] as string) >= sha256)) return damaged(HAVE_FILE, 'sorted hashes in lacks', 'others');
  return ok(have);
}
