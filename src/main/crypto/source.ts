import { closeSync, fstatSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';

/** Random access to the bytes of a file, opened or unsealed. */
export interface Source {
  readonly size: number;
  /**
   * @returns exactly `length` bytes from `offset`, in a buffer of the caller's own.
   * @throws RangeError if they are not all inside the source; DamagedBytes if they do not authenticate.
   */
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** Sequential output. */
export interface Sink {
  write(bytes: Uint8Array): void;
  /** Flushes and closes this layer and the sinks beneath it. */
  end(): void;
}

export interface FileSink extends Sink {
  /** Bytes taken so far. */
  readonly written: number;
  /** Closes and removes the unfinished file. Does nothing after `end`. */
  abandon(): void;
}

/** Bytes that were authenticated once and no longer are what they were; thrown by `Source.read`. */
export class DamagedBytes extends Error {
  override readonly name = 'DamagedBytes';
}

/** A file opened for reading. Its size is that at opening. Throws as `fs.openSync` does, and for anything but a plain file. */
export function fileSource(path: string): Source {
  const fd = openSync(path, 'r');
  const stat = fstatSync(fd);
  if (!stat.isFile()) {
    closeSync(fd);
    throw new Error(`${path} is not a plain file.`);
  }
  const size = stat.size;
  let open = true;
  return {
    size,
    read(offset, length) {
      checkRange(offset, length, size);
      const bytes = Buffer.allocUnsafe(length);
      let done = 0;
      while (done < length) {
        const n = readSync(fd, bytes, done, length - done, offset + done);
        if (n === 0) throw new RangeError(`${path} became shorter while it was read: expected ${size} bytes, found ${offset + done}.`);
        done += n;
      }
      return bytes;
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

export function memorySource(bytes: Buffer): Source {
  return {
    size: bytes.length,
    read(offset, length) {
      checkRange(offset, length, bytes.length);
      return Buffer.from(bytes.subarray(offset, offset + length));
    },
    close: () => undefined,
  };
}

/** The bytes of a source from first to last, in pieces of at most `piece` bytes. */
export function* chunksOf(source: Source, piece = 1 << 20): Generator<Buffer, void, undefined> {
  for (let at = 0; at < source.size; at += piece) yield source.read(at, Math.min(piece, source.size - at));
}

/** @throws RangeError unless `offset` and `length` are whole numbers inside `size`. */
export function checkRange(offset: number, length: number, size: number): void {
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > size)
    throw new RangeError(`Asked for ${length} bytes from ${offset} of ${size}.`);
}

/**
 * Writes a new file, or over the one at `path`; small writes are gathered, and `end` syncs to the disk before closing.
 * Readable by its owner only.
 */
export function fileSink(path: string): FileSink {
  const fd = openSync(path, 'w', 0o600);
  const gathered = Buffer.allocUnsafe(1 << 18);
  let used = 0;
  let written = 0;
  let open = true;
  const flush = (): void => {
    writeFully(fd, gathered.subarray(0, used));
    used = 0;
  };
  const close = (): void => {
    open = false;
    closeSync(fd);
  };
  return {
    get written() {
      return written;
    },
    write(bytes) {
      if (!open) throw new Error(`${path} is already closed.`);
      written += bytes.length;
      if (used + bytes.length > gathered.length) flush();
      if (bytes.length >= gathered.length) writeFully(fd, bytes);
      else {
        gathered.set(bytes, used);
        used += bytes.length;
      }
    },
    end() {
      if (!open) return;
      try {
        flush();
        fsyncSync(fd);
      } finally {
        close();
      }
    },
    abandon() {
      if (!open) return;
      close();
      unlinkSync(path);
    },
  };
}

/** Gathers in memory what is written; `bytes()` gives all of it. */
export function memorySink(): Sink & { bytes(): Buffer } {
  const parts: Buffer[] = [];
  return { write: (bytes) => void parts.push(Buffer.from(bytes)), end: () => undefined, bytes: () => Buffer.concat(parts) };
}

/** `fs.writeSync` until every byte is written. */
export function writeFully(fd: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done);
}
