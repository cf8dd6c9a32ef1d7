/**
 * A copy of our own log's heads, kept outside the store. If the store no longer holds what the copy names, somebody put
 * an older state of the folder back: the log must not go on, a new one is started. Holds no text, only hashes.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReadableDB } from '../db/open.ts';
import { writeDurably } from './folder.ts';

const shape = z.object({ log: z.string(), heads: z.array(z.object({ scope: z.string(), n: z.int(), ref: z.string() })) });

type HeadCopy = z.infer<typeof shape>;

const copyPath = (stateFolder: string, station: string): string => join(stateFolder, `${station}.heads.json`);

/** The last entries of our log, scope by scope. */
function headsOf(db: ReadableDB, log: string): HeadCopy {
  const streams = db.prepare('SELECT id, scope FROM stream WHERE log = ? ORDER BY scope').all(log) as { id: number; scope: string }[];
  const last = db.prepare('SELECT n, ref FROM entry WHERE stream = ? ORDER BY n DESC, ref LIMIT 1');
  return { log, heads: streams.flatMap(({ id, scope }) => { const row = last.get(id) as { n: number; ref: string } | undefined; return row === undefined ? [] : [{ scope, ...row }]; }) };
}

/** To be called after a commit, never before: a copy may lag behind the store, not run ahead of it. */
export function writeHeadCopy(stateFolder: string, station: string, db: ReadableDB, log: string): void {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const path = copyPath(stateFolder, station);
  const text = JSON.stringify(headsOf(db, log));
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeDurably(path, text);
}

/** True if the store is older than the copy says: it does not hold an entry, or a log, that it once had. */
export function isRolledBack(stateFolder: string, station: string, db: ReadableDB, knownLogs: readonly string[]): boolean {
  const path = copyPath(stateFolder, station);
  if (!existsSync(path)) return false;
  let copy: HeadCopy;
  try {
    copy = shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return false;
  }
  if (!knownLogs.includes(copy.log)) return true;
  const held = db.prepare('SELECT 1 FROM entry JOIN stream ON stream.id = entry.stream WHERE stream.log = ? AND stream.scope = ? AND entry.n = ? AND entry.ref = ?').pluck();
  return copy.heads.some((head) => held.get(copy.log, head.scope, head.n, head.ref) === undefined);
}
