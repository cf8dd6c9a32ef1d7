/** Attaching files to a record: the bytes first, then the entries that refer to them. A crash leaves an orphan, never a dangling row. */
import { createReadStream, statSync, openSync, readSync, closeSync } from 'node:fs';
import { basename } from 'node:path';
import type { Attached, Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Change, Log } from '../changes/log.ts';
import type { BlobStore } from './blobs.ts';
import { mediaTypeOf } from './mediaType.ts';

export interface AttachDeps {
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly newId: () => string;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export type AttachError = Failure<'FileUnreadable' | 'Cancelled' | 'EntryMalformed'>;

/** Bytes from the beginning of a file that tell what it is. */
const HEAD_BYTES = 64 * 1024;
const READ_BYTES = 1024 * 1024;

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
    const mediaType = await mediaTypeOf(headOf(file));
    const stored = await deps.blobs.put(createReadStream(file, { highWaterMark: READ_BYTES }));
    const document = deps.newId();
    const id = deps.newId();
    const name = basename(file).normalize('NFC');
    changes.push({ record: document, kind: 'document', fields: { of: record, title: name } });
    changes.push({ record: id, kind: 'attachment', fields: { bytes: stored.bytes, document, mediaType, name, sha256: stored.sha256 } });
    attached.push({ id, ...stored, mediaType, name });
  }
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

function headOf(file: string): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const fd = openSync(file, 'r');
  try {
    return head.subarray(0, readSync(fd, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(fd);
  }
}
