/**
 * Has one file read by a process of its own, and bounds what that may cost. A crash, a hang or an overrun of that process is a fact about the
 * file; what it told before counts.
 */
import type { Facts } from '../../shared/contents/facts.ts';
import { noFacts } from '../../shared/contents/noFacts.ts';
import type { Problem } from '../../shared/contents/problems.ts';
import { openAnswer, type Answer } from './answer.ts';
import { FRAME, frameHead, type PageText } from './frames.ts';
import { FILE_MIB, LOOK_EVERY_MS, MEMORY_MIB, WALL_MS, WATCHED_MIB } from './limits.ts';

/** Raised by one whenever a newer reader would find more or other things: then every file is read again. */
export const EXTRACTOR = 1;

/** How a process came to its end: by itself, for want of memory or time, or in another way. */
export type ReaderEnd = 'done' | 'outOfMemory' | 'outOfTime' | 'failed';

export interface ReaderProcess {
  readonly pid: number | null;
  /** Resolves when the bytes are on their way or never will be. */
  send(bytes: Uint8Array): Promise<void>;
  onBytes(listener: (bytes: Buffer) => void): void;
  /** Called once, after everything that the process said. */
  onEnd(listener: (end: ReaderEnd) => void): void;
  /** Null where the system does not tell. */
  residentMiB(): number | null;
  kill(): void;
}

/** Starts a process that reads one file: the composition root knows how. */
export type StartReader = () => ReaderProcess;

export interface ContentRead {
  readonly facts: Facts;
  readonly thumbnail: Buffer | null;
  readonly text: readonly PageText[];
}

export interface FileToRead {
  readonly bytes: number;
  /** From first to last; read while the process takes them. */
  readonly pieces: () => Iterable<Uint8Array>;
}

const TOO_LONG: Problem = { code: 'tookTooLong', seconds: WALL_MS / 1_000 };
/** How often a file is tried whose time ran out while this thread was busy with something else. */
const TRIES = 3;

/**
 * @returns null if `signal` stopped it.
 * @throws what reading `pieces` throws; the process is ended then.
 */
export async function readInProcess(start: StartReader, file: FileToRead, signal: AbortSignal): Promise<ContentRead | null> {
  if (file.bytes > FILE_MIB * 1024 * 1024) return { facts: { ...noFacts, problem: { code: 'tooLarge', mebibytes: FILE_MIB } }, thumbnail: null, text: [] };
  for (let tries = 1; ; tries++) {
    const tried = signal.aborted ? null : await readOnce(start, file, signal);
    if (tried === null || tried.read.facts.problem?.code !== 'tookTooLong' || !tried.wasBusy || tries === TRIES) return tried?.read ?? null;
  }
}

interface Tried {
  readonly read: ContentRead;
  /** This thread had other work for most of the time: that the file's time ran out says nothing about the file. */
  readonly wasBusy: boolean;
}

async function readOnce(start: StartReader, file: FileToRead, signal: AbortSignal): Promise<Tried | null> {
  const reader = start();
  const answer = openAnswer();
  let fault: Problem | null = null;
  let looks = 0;
  const stop = (problem: Problem): void => {
    fault ??= problem;
    reader.kill();
  };
  let isOver = false;
  const ended = new Promise<ReaderEnd>((resolve) => {
    reader.onEnd((end) => {
      isOver = true;
      resolve(end);
    });
  });
  reader.onBytes((bytes) => {
    if (fault === null && !answer.take(bytes)) stop({ code: 'readerEnded' });
  });
  const onAbort = (): void => { reader.kill(); };
  signal.addEventListener('abort', onAbort);
  const clock = setTimeout(() => { stop(TOO_LONG); }, WALL_MS - KILL_TAKES_MS);
  const watch = setInterval(() => {
    looks += 1;
    if ((reader.residentMiB() ?? 0) > WATCHED_MIB) stop({ code: 'neededTooMuchMemory', mebibytes: MEMORY_MIB });
  }, LOOK_EVERY_MS);
  try {
    await sendFile(reader, file, () => isOver);
    const end = await ended;
    return signal.aborted ? null : { read: readOf(answer.answer(), fault ?? problemAt(end)), wasBusy: looks < WALL_MS / LOOK_EVERY_MS / 4 };
  } finally {
    clearTimeout(clock);
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    reader.kill();
  }
}

/** Between the signal and the end of the process. */
const KILL_TAKES_MS = 800;

async function sendFile(reader: ReaderProcess, file: FileToRead, isOver: () => boolean): Promise<void> {
  await reader.send(frameHead(FRAME.file, file.bytes));
  for (const piece of file.pieces()) {
    if (isOver()) return;
    await reader.send(piece);
  }
}

function problemAt(end: ReaderEnd): Problem | null {
  switch (end) {
    case 'done':
      return null;
    case 'outOfMemory':
      return { code: 'neededTooMuchMemory', mebibytes: MEMORY_MIB };
    case 'outOfTime':
      return TOO_LONG;
    case 'failed':
      return { code: 'readerEnded' };
  }
}

/** What was told before a bad end stays; but a file whose text was not all seen may need recognition all the same. */
function readOf({ facts, thumbnail, text, complete }: Answer, problem: Problem | null): ContentRead {
  const known = facts ?? noFacts;
  const fault = problem ?? (complete ? null : { code: 'readerEnded' as const });
  if (fault === null) return { facts: known, thumbnail, text };
  return { facts: { ...known, textFound: text.length, textLookedAt: Math.max(known.textLookedAt, text.at(-1)?.page ?? 0), textCut: true, problem: fault }, thumbnail, text };
}
