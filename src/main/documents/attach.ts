/** Attaching files to a record: the bytes first, then the entries that refer to them. A crash leaves an orphan, never a dangling row. */
import { closeSync, openSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Attached, Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Change, Log } from '../changes/log.ts';
import { chunksOf, fileSource, type Source } from '../crypto/source.ts';
import type { BlobStore } from './blobs.ts';
import { mediaTypeHead, mediaTypeOf } from '../extract/mediaType.ts';

export interface AttachDeps {
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly newId: () => string;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  readonly yieldTurn: () => Promise<void>;
}

export type AttachError = Failure<'FileUnreadable' | 'Cancelled' | 'EntryMalformed'>;

const READ_BYTES = 256 * 1024;
/** After so many reads other work of the thread gets its turn. */
const READS_A_TURN = 16;

/**
 * Attaches files to a record: one document and one attachment each, all in one action. Either all files are attached or none.
 *
 * @param record an existing record.
 */
export async function attachFiles(deps: AttachDeps, record: string, files: readonly string[], author: string): Promise<Result<readonly Attached[], AttachError>> {
  const unreadable = files.map(readProblem).find((problem) => problem !== null);
  if (unreadable !== undefined) return err({ type: 'FileUnreadable', message: `Nothing was attached. ${unreadable}. Nothing was changed.` });
  const attached: Attached[] = [];
  const changes: Change[] = [];
  for (const [i, file] of files.entries()) {
    if (deps.signal.aborted) return err({ type: 'Cancelled', message: 'Nothing was attached: it was stopped.' });
    deps.progress(i, files.length);
    const source = fileSource(file);
    const mediaType = (await mediaTypeOf(source.read(0, Math.min(source.size, mediaTypeHead)))).replace(/;.*/, '');
    const stored = await deps.blobs.put(piecesOf(source, deps.yieldTurn)).finally(() => { source.close(); });
    const document = deps.newId();
    const id = deps.newId();
    const name = basename(file).normalize('NFC');
    changes.push({ record: document, kind: 'document', fields: { of: record, title: name } });
    changes.push({ record: id, kind: 'attachment', fields: { bytes: stored.bytes, document, mediaType, name, sha256: stored.sha256 } });
    attached.push({ id, ...stored, mediaType, name });
  }
  deps.blobs.settle();
  const done = deps.log.append({ author, changes });
  if (!done.ok) return err({ type: 'EntryMalformed', message: `Nothing was attached. ${done.error.message}` });
  deps.progress(files.length, files.length);
  return ok(attached);
}

function readProblem(file: string): string | null {
  try {
    if (!statSync(file).isFile()) return `${file} is not a file`;
    closeSync(openSync(file, 'r'));
    return null;
  } catch (cause) {
    return `${file} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
  }
}

async function* piecesOf(source: Source, yieldTurn: () => Promise<void>): AsyncGenerator<Buffer> {
  let reads = 0;
  for (const piece of chunksOf(source, READ_BYTES)) {
    yield piece;
    if (++reads % READS_A_TURN === 0) await yieldTurn();
  }
}
