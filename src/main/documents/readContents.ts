/** Reads files and keeps what was found: a few at a time, each in a process of its own, each written in a small transaction of its own. */
import type { ContentsRead } from '../../shared/contents/answers.ts';
import { isFailure } from '../../shared/contents/problems.ts';
import { chunksOf, DamagedBytes, type Source } from '../crypto/source.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { readInProcess, type ContentRead, type StartReader } from '../extract/readInProcess.ts';
import type { BlobStore } from './blobs.ts';
import { dueContents, putContent, type Due } from './contents.ts';
import { indexAgain } from './indexAgain.ts';

export interface ReadContentsDeps {
  readonly reader: ReadableDB;
  readonly db: WritableDB;
  readonly blobs: BlobStore;
  readonly start: StartReader;
  /** Runs work between other calls that write, never within one. */
  readonly inTurn: <T>(work: () => T) => Promise<T>;
  readonly wallClock: () => string;
  /** Processes at a time: an old workstation has two cores, and each may take 512 MiB. */
  readonly atATime: number;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
}

/** Hashes looked up in one go. */
const LOOKED_UP = 500;

/**
 * Reads files by their hashes, each once. Stopped by the signal, it leaves what was read until then.
 *
 * @param total for the progress.
 */
export async function readContents(deps: ReadContentsDeps, contents: Iterator<string>, total: number): Promise<ContentsRead> {
  const done = { read: 0, failed: 0, missing: 0 };
  const step = (): void => { deps.progress(done.read + done.missing, total); };
  const readOne = async (sha256: string): Promise<void> => {
    const read = await readStored(deps, sha256);
    if (read === 'missing') done.missing += 1;
    else if (read !== null) {
      await deps.inTurn(() => { keep(deps, sha256, read); });
      done.read += 1;
      if (isFailure(read.facts.problem)) done.failed += 1;
    }
    step();
  };
  const work = async (): Promise<void> => {
    for (let next = contents.next(); next.done !== true && !deps.signal.aborted; next = contents.next()) await readOne(next.value);
  };
  step();
  await Promise.all(Array.from({ length: deps.atATime }, work));
  return done;
}

/** Every file that is due, by hash. What becomes due meanwhile behind the place reached is left for the next time. */
export function* allDue(reader: ReadableDB, due: Due): Generator<string, void, undefined> {
  for (let after = ''; ;) {
    const hashes = dueContents(reader, due, after, LOOKED_UP);
    yield* hashes;
    const last = hashes.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function keep(deps: ReadContentsDeps, sha256: string, read: ContentRead): void {
  deps.db.transaction(() => {
    putContent(deps.db, sha256, read, deps.wallClock());
    if (read.text.length > 0) indexAgain(deps.db, sha256);
  }).immediate();
}

/** Null if it was stopped. A file whose bytes are not here, or not intact, stays due: that is not its content's fault. */
async function readStored({ blobs, start, signal }: ReadContentsDeps, sha256: string): Promise<ContentRead | 'missing' | null> {
  const opened = /^[0-9a-f]{64}$/.test(sha256) ? blobs.open(sha256) : null;
  if (opened?.ok !== true) return 'missing';
  const source: Source = opened.value;
  try {
    return await readInProcess(start, { bytes: source.size, pieces: () => chunksOf(source) }, signal);
  } catch (error) {
    if (error instanceof DamagedBytes) return 'missing';
    throw error;
  } finally {
    source.close();
  }
}
