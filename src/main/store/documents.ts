/** Documents go into the store before the entries that refer to them; a crash in between leaves orphans, which the next opening sweeps. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { inflateSegment } from '../changes/segments.ts';
import type { ReadableDB } from '../db/open.ts';
import type { BlobStore } from '../documents/blobs.ts';
import { writeDurably, type StorePaths } from './folder.ts';

const markerOf = (paths: StorePaths): string => join(paths.folder, 'documents-in-flight');

/** Errors after which documents may lie in the store that no entry mentions. */
const MAY_LEAVE_ORPHANS: ReadonlySet<string> = new Set(['Cancelled', 'EntryMalformed']);

/** Runs work that takes documents in. If it is stopped, or the process ends meanwhile, the marker stays and the next opening sweeps. */
export async function documentsInFlight<T>(store: { readonly paths: StorePaths }, work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  const isDue = existsSync(markerOf(store.paths));
  if (!isDue) writeDurably(markerOf(store.paths), '');
  const done = await work();
  if (!isDue && (done.ok || !MAY_LEAVE_ORPHANS.has(done.error.type))) rmSync(markerOf(store.paths), { force: true });
  return done;
}

/**
 * Removes documents that no entry mentions, if work was cut off. Any entry counts, also replaced, unknown and quarantined ones:
 * better an orphan kept than a document lost.
 *
 * @returns how many were removed.
 */
export function sweepIfCutOff(paths: StorePaths, db: ReadableDB, blobs: BlobStore): number {
  if (!existsSync(markerOf(paths))) return 0;
  const { removed } = blobs.sweep(mentionedDocuments(db), statSync(markerOf(paths)).mtimeMs);
  rmSync(markerOf(paths), { force: true });
  return removed;
}

function mentionedDocuments(db: ReadableDB): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (text: string): void => {
    for (const [sha256] of text.matchAll(/\b[0-9a-f]{64}\b/g)) found.add(sha256);
  };
  for (const line of db.prepare('SELECT line FROM entry').pluck().iterate() as IterableIterator<string>) collect(line);
  for (const { head, body } of db.prepare("SELECT head, body FROM segment WHERE state = 'quarantined'").iterate() as IterableIterator<{ head: Buffer; body: Buffer }>) {
    const { bytes } = JSON.parse(head.toString('utf8')) as { readonly bytes: number };
    const text = inflateSegment(body, bytes);
    if (text.ok) collect(text.value.toString('utf8'));
  }
  return found;
}
