/** Documents go into the store before the entries that refer to them; a crash in between leaves orphans, which the next opening sweeps. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDB } from '../db/open.ts';
import type { BlobStore } from '../documents/blobs.ts';
import type { StorePaths } from './folder.ts';

const markerOf = (paths: StorePaths): string => join(paths.folder, 'documents-in-flight');

/** Runs work that takes documents in. If the process ends meanwhile, the marker stays and the next opening sweeps. */
export async function documentsInFlight<T>(store: { readonly paths: StorePaths }, work: () => Promise<T>): Promise<T> {
  writeFileSync(markerOf(store.paths), '');
  const done = await work();
  rmSync(markerOf(store.paths), { force: true });
  return done;
}

/** Removes documents that no entry refers to, if work was cut off. @returns how many were removed. */
export function sweepIfCutOff(paths: StorePaths, db: ReadableDB, blobs: BlobStore): number {
  if (!existsSync(markerOf(paths))) return 0;
  const kept = new Set(db.prepare('SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL').pluck().all() as string[]);
  const { removed } = blobs.sweep(kept);
  rmSync(markerOf(paths), { force: true });
  return removed;
}
