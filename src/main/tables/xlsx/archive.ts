/** The ZIP file that a workbook is: its parts by name, each inflated as a bounded stream. */
import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { err, ok, type Result } from '../../../shared/result.ts';

export interface Archive {
  /** Bytes of a part when inflated, as the archive says and as is enforced; null if it has no such part. */
  readonly size: (name: string) => number | null;
  /** The part as text, piece by piece. @throws where the part is missing, damaged or no UTF-8. */
  readonly text: (name: string) => AsyncGenerator<{ readonly text: string; readonly bytes: number }>;
  /** The part's bytes, piece by piece. */
  readonly bytes: (name: string) => AsyncIterable<Buffer>;
  readonly close: () => void;
}

/** Parts of a workbook; one with thousands of sheets and pictures is no register. */
const MAX_PARTS = 10_000;

/** @returns the archive, or why it is none, as the end of a sentence. */
export async function openArchive(path: string): Promise<Result<Archive, string>> {
  let zip: ZipFile;
  try {
    zip = await new Promise<ZipFile>((resolve, reject) => {
      openZip(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (cause, file) => {
        if (cause === null) resolve(file);
        else reject(cause);
      });
    });
  } catch (cause) {
    return err(`it is no whole ZIP file (${reasonOf(cause)})`);
  }
  const entries = await readEntries(zip);
  if (!entries.ok) {
    zip.close();
    return entries;
  }
  return ok(archiveOf(zip, entries.value));
}

async function readEntries(zip: ZipFile): Promise<Result<ReadonlyMap<string, Entry>, string>> {
  if (zip.entryCount > MAX_PARTS) return err(`it has ${String(zip.entryCount)} parts, at most ${String(MAX_PARTS)} are allowed`);
  const entries = new Map<string, Entry>();
  return new Promise((resolve) => {
    zip.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName)) {
        resolve(err(`the part ${entry.fileName.slice(0, 60)} is there twice`));
        return;
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => { resolve(ok(entries)); });
    zip.on('error', (cause: Error) => { resolve(err(`it is no whole ZIP file (${reasonOf(cause)})`)); });
    zip.readEntry();
  });
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  const bytes = async function* (name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`the part ${name} is missing`);
    if (!entry.canDecodeFileData()) throw new Error(`the part ${name} is encrypted or packed in an unknown way`);
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (cause, opened) => {
        if (cause === null) resolve(opened);
        else reject(cause);
      });
    });
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
    } finally {
      stream.destroy();
    }
  };
  const text = async function* (name: string): AsyncGenerator<{ readonly text: string; readonly bytes: number }> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let read = 0;
    for await (const chunk of bytes(name)) {
      read += chunk.length;
      yield { text: decoded(decoder, name, chunk), bytes: read };
    }
    yield { text: decoded(decoder, name), bytes: read };
  };
  return { size: (name) => entries.get(name)?.uncompressedSize ?? null, text, bytes, close: () => { zip.close(); } };
}

function decoded(decoder: InstanceType<typeof TextDecoder>, name: string, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new Error(`the part ${name} is not UTF-8 text`);
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
