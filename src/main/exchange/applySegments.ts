/** Taking the entries of checked segments into the log, slice by slice, within the caller's transaction. */
import { parseStored, referenceOf } from '../changes/entry.ts';
import { emptySummary, type Log, type ReceivedLine, type ReceiveSummary } from '../changes/log.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { parseHead } from '../changes/segmentHead.ts';
import { markApplied, readSegment, segmentMetas, type SegmentMeta } from '../changes/segments.ts';
import { verify } from '../crypto/minisign.ts';
import type { RecordView } from '../changes/view.ts';
import { headFileName } from './layout.ts';
import { inflateText, linesOf } from './segmentFile.ts';
import { validCertificate, type Trust } from './trust.ts';
import type { Turns } from './turns.ts';

export interface ApplyDeps {
  readonly db: WritableDB;
  readonly log: Log;
  readonly turns: Turns;
  /** Called with the records that were touched, as they are now. */
  readonly touched?: (views: readonly RecordView[]) => void;
}

/** Entries applied between two looks at the clock: 15 ms on a slow machine. */
const SLICE = 128;

/** Opens the way for the texts of many segments; `finish` once at the end. */
export function openApplying(deps: ApplyDeps) {
  const summary: ReceiveSummary = emptySummary();
  const batch = deps.log.openBatch();
  const take = (slice: readonly ReceivedLine[]): void => {
    deps.log.receive(batch, slice, summary);
    const views = batch.flush();
    deps.touched?.(views);
  };
  return {
    summary,
    /** @param text of a checked segment. */
    async apply(text: Buffer): Promise<void> {
      let slice: ReceivedLine[] = [];
      for (const line of linesOf(text)) {
        slice.push(received(line));
        if (slice.length < SLICE) continue;
        take(slice);
        slice = [];
        await deps.turns.pace();
      }
      take(slice);
      await deps.turns.pace();
    },
  };
}

function received(line: Buffer): ReceivedLine {
  const text = line.toString('utf8');
  return { entry: parseStored(text), ref: referenceOf(line), text };
}

export interface Released {
  readonly summary: ReceiveSummary;
  readonly warnings: readonly string[];
}

/**
 * Applies the quarantined segments of logs that became valid, within the caller's transaction. One whose signature is not that of its
 * log's certificate is dropped: it never was what it claimed to be.
 */
export async function releaseQuarantined(deps: ApplyDeps, trust: Trust, logs: readonly string[]): Promise<Released> {
  const applying = openApplying(deps);
  const warnings: string[] = [];
  const waiting = segmentMetas(deps.db).filter((meta) => meta.state === 'quarantined' && logs.includes(meta.log));
  for (const meta of waiting) {
    const text = await verifiedText(deps.db, meta, trust);
    if (text === null) {
      deps.db.prepare('DELETE FROM segment WHERE id = ?').run(meta.id);
      warnings.push(`Entries ${String(meta.first)}-${String(meta.last)} of ${meta.log} were dropped: they are not signed by the certificate of that log.`);
      continue;
    }
    markApplied(deps.db, meta.id);
    await applying.apply(text);
  }
  return { summary: applying.summary, warnings };
}

async function verifiedText(db: ReadableDB, meta: SegmentMeta, trust: Trust): Promise<Buffer | null> {
  const certificate = validCertificate(trust, meta.log);
  const segment = readSegment(db, meta.id);
  if (certificate === null || segment === null) return null;
  const head = parseHead(segment.head);
  if (!head.ok || head.value.key !== certificate.keyId) return null;
  if (!verify(certificate.publicKey, headFileName(meta.first, meta.last), segment.head, segment.signature).ok) return null;
  const text = await inflateText(meta.hash, head.value, segment.body);
  return text.ok ? text.value : null;
}
