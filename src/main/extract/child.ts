/** The reader's side of the pipe: takes one file, tells what it finds, ends. */
import type { Socket } from 'node:net';
import { cleaned, frame, FRAME, frameHead, textFrame } from './frames.ts';
import type { Found, Surroundings } from './found.ts';
import { readContent } from './readContent.ts';
import { FILE_MIB, SOFT_MS, TEXT_CHARACTERS, THUMBNAIL_BYTES } from './limits.ts';

/** The pipe, as far as a reader needs it: of a child process, or later of Electron's utility process. */
export interface Pipe {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly write: (bytes: Uint8Array) => void;
  /** Resolves when everything is written. */
  readonly finish: () => Promise<void>;
}

export interface ReaderDeps {
  readonly pipe: Pipe;
  /** Milliseconds since the process started. */
  readonly elapsed: () => number;
  readonly surroundings: Surroundings;
}

export async function serveOneFile({ pipe, elapsed, surroundings }: ReaderDeps): Promise<void> {
  const bytes = await fileFrom(pipe.pieces);
  await readContent(bytes, tellingThrough(pipe, elapsed), surroundings);
  pipe.write(frameHead(FRAME.end, 0));
  await pipe.finish();
}

/** The one frame that is sent to a reader; the buffer is made once, for the length that it says. */
async function fileFrom(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const headLength = frameHead(FRAME.file, 0).length;
  let head = Buffer.alloc(0);
  let file: Buffer | null = null;
  let filled = 0;
  for await (const piece of pieces) {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    if (file === null) {
      head = Buffer.concat([head, rest]);
      if (head.length < headLength) continue;
      const length = head.readUInt32BE(1);
      if (head.readUInt8(0) !== FRAME.file || length > FILE_MIB * 1024 * 1024) throw new Error('Not a file for a reader');
      file = Buffer.alloc(length);
      rest = head.subarray(headLength);
    }
    filled += rest.copy(file, filled);
    if (filled === file.length) return file;
  }
  throw new Error('The file ended before its length');
}

function tellingThrough(pipe: Pipe, elapsed: () => number): Found {
  let characters = 0;
  return {
    facts: (facts) => pipe.write(frame(FRAME.facts, Buffer.from(JSON.stringify(facts), 'utf8'))),
    thumbnail: (webp) => {
      if (webp.length <= THUMBNAIL_BYTES) pipe.write(frame(FRAME.thumbnail, webp));
    },
    text: ({ page, text }) => {
      const room = TEXT_CHARACTERS - characters;
      const kept = text.length <= room ? text : cleaned(text.slice(0, room));
      characters += kept.length;
      if (kept !== '') pipe.write(textFrame({ page, text: kept }));
      return text.length <= room;
    },
    isTimeLeft: () => elapsed() < SOFT_MS,
  };
}

/** A pipe over a socket. */
export function socketPipe(socket: Socket): Pipe {
  return {
    pieces: socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    write: (bytes) => void socket.write(bytes),
    finish: () => new Promise((resolve) => { socket.end(resolve); }),
  };
}
