/** Attaching files to a record: the bytes first, then the entries that refer to them. A crash leaves an orphan, never a dangling row. */
import { closeSync, openSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Attached, Failure, InvalidInput } from '../../shared/contract.ts';
import type { JsonObject } from '../../shared/json.ts';
import { parseNew } from '../../shared/records/read.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Change, Log } from '../changes/log.ts';
import { chunksOf, fileSource, type Source } from '../crypto/source.ts';
import type { ReadableDB } from '../db/open.ts';
import { mediaTypeHead, mediaTypeOf } from '../extract/mediaType.ts';
import type { BlobStore } from './blobs.ts';
import { recordsWith } from './duplicates.ts';

export interface AttachDeps {
  readonly db: ReadableDB;
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly newId: () => string;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  readonly yieldTurn: () => Promise<void>;
}

/** What a person says of the papers: the same of all files. Fields of a document and of an attachment. */
export interface Paper {
  readonly documentKind?: string | undefined;
  readonly role?: string | undefined;
  readonly language?: string | undefined;
  /** Of one file alone; otherwise each paper is called after its file. */
  readonly title?: string | undefined;
  readonly source?: string | undefined;
}

export type AttachError = Failure<'FileUnreadable' | 'Cancelled' | 'EntryMalformed'> | InvalidInput;

const READ_BYTES = 256 * 1024;
/** After so many reads other work of the thread gets its turn. */
const READS_A_TURN = 16;

/**
 * Attaches files to a record: one document and one attachment each, all in one action. Either all files are attached or none.
 *
 * @param record an existing record.
 */
export async function attachFiles(deps: AttachDeps, record: string, files: readonly string[], paper: Paper, author: string): Promise<Result<readonly Omit<Attached, 'content'>[], AttachError>> {
  const described = paperFields(record, paper, files.length);
  if (!described.ok) return described;
  const unreadable = files.map(readProblem).find((problem) => problem !== null);
  if (unreadable !== undefined) return err({ type: 'FileUnreadable', message: `Nothing was attached. ${unreadable}. Nothing was changed.` });
  const attached: Omit<Attached, 'content'>[] = [];
  const changes: Change[] = [];
  for (const [i, file] of files.entries()) {
    await deps.yieldTurn();
    if (deps.signal.aborted) return err({ type: 'Cancelled', message: 'Nothing was attached: it was stopped.' });
    deps.progress(i, files.length);
    const source = fileSource(file);
    const mediaType = (await mediaTypeOf(source.read(0, Math.min(source.size, mediaTypeHead)))).replace(/;.*/, '');
    const stored = await deps.blobs.put(piecesOf(source, deps.yieldTurn)).finally(() => { source.close(); });
    const document = deps.newId();
    const id = deps.newId();
    const name = basename(file).normalize('NFC');
    changes.push({ record: document, kind: 'document', fields: { title: name, ...described.value.document } });
    changes.push({ record: id, kind: 'attachment', fields: { ...described.value.attachment, bytes: stored.bytes, document, mediaType, name, sha256: stored.sha256 } });
    attached.push({ id, ...stored, mediaType, name, alsoOf: recordsWith(deps.db, stored.sha256) });
  }
  deps.blobs.settle();
  const done = deps.log.append({ author, changes });
  if (!done.ok) return err({ type: 'EntryMalformed', message: `Nothing was attached. ${done.error.message}` });
  deps.progress(files.length, files.length);
  return ok(attached);
}

interface PaperFields {
  readonly document: JsonObject;
  readonly attachment: JsonObject;
}

function paperFields(record: string, { source, ...paper }: Paper, files: number): Result<PaperFields, InvalidInput> {
  if (paper.title !== undefined && files > 1) {
    const message = `is for one file, ${String(files)} were given`;
    return err({ type: 'InvalidInput', message: `Nothing was attached. title: ${message}. Nothing was changed.`, problems: [{ path: 'title', message }] });
  }
  const given = Object.fromEntries(Object.entries(paper).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));
  const document = parseNew('document', { of: record, ...given }, () => '1');
  if (!document.ok) return document;
  if (source === undefined) return ok({ document: document.value, attachment: {} });
  const attachment = parseNew('attachment', { source }, () => '1');
  return attachment.ok ? ok({ document: document.value, attachment: attachment.value }) : attachment;
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
