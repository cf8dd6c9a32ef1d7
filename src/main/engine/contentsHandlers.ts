/** The calls about files: attaching, reading what they hold, showing it. */
import type { Attached, CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import type { ContentsRead } from '../../shared/contents/answers.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { attachFiles } from '../documents/attach.ts';
import { contentBrief, contentOf, textOf, thumbnailOf } from '../documents/contents.ts';
import { duplicateContents } from '../documents/duplicates.ts';
import { allDue, readContents, type ReadContentsDeps } from '../documents/readContents.ts';
import type { StartReader } from '../extract/readInProcess.ts';
import { viewToChange } from '../register/write.ts';
import { documentsInFlight } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { yieldTurn, type CallContext, type EngineDeps, type Handlers, type Turns } from './handling.ts';

type ContentsCall = Extract<CallName, 'documents.attach' | 'documents.read' | 'documents.content' | 'documents.thumbnail' | 'documents.duplicates'>;

export function contentsHandlers(store: Store, deps: EngineDeps, turns: Turns): Pick<Handlers, ContentsCall> {
  const reading = (start: StartReader, context: CallContext): ReadContentsDeps => ({
    reader: store.reader, db: store.db, blobs: store.blobs, start, atATime: deps.readersAtATime ?? 2, inTurn: turns.inTurn, wallClock: deps.wallClock,
    signal: AbortSignal.any([context.signal, turns.closing]), progress: (done, total) => { context.progress({ what: 'reading', done, total }); },
  });

  return {
    'documents.attach': async (input, context) => {
      const attached = await turns.inTurn(() => attach(store, deps, input, context));
      if (!attached.ok) return attached;
      const hashes = [...new Set(attached.value.map(({ sha256 }) => sha256))].filter((sha256) => contentOf(store.reader, sha256) === null);
      if (deps.startReader !== undefined) await readContents(reading(deps.startReader, context), hashes.values(), hashes.length);
      return ok({ attached: attached.value.map((file) => ({ ...file, content: contentBrief(store.reader, file.sha256) })) });
    },
    'documents.read': async ({ again }, context) => {
      if (deps.startReader === undefined) return err({ type: 'CannotRead', message: 'No file was read: this program cannot start the process that reads files. Nothing was changed.' });
      const job = reading(deps.startReader, context);
      const due = again ? 'unreadAndFailed' : 'unread';
      const total = [...allDue(store.reader, due)].length;
      const read = await readContents(job, allDue(store.reader, due), total);
      return job.signal.aborted ? stopped(read, total) : ok(read);
    },
    'documents.content': ({ sha256, text }) => {
      const bytes = store.blobs.size(sha256);
      const content = contentOf(store.reader, sha256);
      if (content === null) return bytes === null ? unknownDocument(sha256) : ok({ sha256, bytes, state: 'due' });
      return ok({ sha256, bytes, ...content, ...(text ? { text: textOf(store.reader, sha256) } : {}) });
    },
    'documents.thumbnail': ({ sha256 }) => {
      const thumbnail = thumbnailOf(store.reader, sha256);
      if (thumbnail !== null) return ok({ sha256, mediaType: thumbnail.mediaType, base64: thumbnail.bytes.toString('base64') });
      const content = contentOf(store.reader, sha256);
      if (content === null && store.blobs.size(sha256) === null) return unknownDocument(sha256);
      const why = content === null ? 'it was not read yet (read-documents does that)' : (content.problemSentence ?? 'files of this kind are not drawn');
      return err({ type: 'NoThumbnail', message: `There is no thumbnail of ${sha256}: ${why}` });
    },
    'documents.duplicates': ({ after, limit }) => {
      const found = duplicateContents(store.reader, after, limit + 1);
      return ok({ contents: found.slice(0, limit), capped: found.length > limit });
    },
  };
}

type JustAttached = Omit<Attached, 'content'>;

async function attach(store: Store, deps: EngineDeps, { id, files, ...paper }: InputOf<'documents.attach'>, context: CallContext): Promise<Result<readonly JustAttached[], Failure>> {
  const target = viewToChange(store.db, id);
  if (!target.ok) return target;
  const attaching = {
    db: store.db, log: store.log, newId: deps.newId, blobs: store.blobs, signal: context.signal, yieldTurn,
    progress: (done: number, total: number) => { context.progress({ what: 'attaching', done, total }); },
  };
  return documentsInFlight<readonly JustAttached[]>(store, () => attachFiles(attaching, id, files, paper, context.author));
}

const unknownDocument = (sha256: string): Result<never, Failure<'DocumentUnknown'>> => err({ type: 'DocumentUnknown', message: `There is no document ${sha256} in this store.` });

const stopped = ({ read, missing }: ContentsRead, total: number): Result<OutputOf<'documents.read'>, Failure<'Cancelled'>> =>
  err({ type: 'Cancelled', message: `Reading was stopped. ${String(read)} files were read and stay so; ${String(total - read - missing)} are due.` });
