import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { decrypted, encryptInto, plainSize, removeIfThere, type Encrypting } from '../crypto/documentFile.ts';
import { renameDurably, renameRetrying, syncFile, syncFiles, syncFolder } from '../crypto/durable.ts';
import { createSha256, hmacSha256 } from '../crypto/hash.ts';
import { chunksOf, DamagedBytes, fileSink, fileSource, type FileSink, type Source } from '../crypto/source.ts';

// A document of SHA-256 c is the file <2 hex>/<60 hex>: 31 bytes of HMAC-SHA-256(name key, c). crypto/documentFile.ts has its bytes.

export interface StoredDocument {
  readonly sha256: string; // lower-case hex
  readonly bytes: number;
  readonly stored: boolean; // false: it was there already
}

export type DocumentError = { readonly type: 'DocumentMissing' | 'DocumentDamaged'; readonly message: string };
export type CopyError = DocumentError | { readonly type: 'CannotWriteFile'; readonly message: string };

/** Encrypted documents in a folder, named by their content. Documents are given by SHA-256 in lower-case hex. */
export interface BlobStore {
  /**
   * Takes in a document of any length in constant memory: temporary file, rename; durable only after `settle`.
   * What is there already and intact is not written again; what is there damaged is replaced.
   */
  put(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<StoredDocument>;
  /** As `put`. @throws DamagedBytes, and keeps nothing, if the content is not `expectedSha256`. */
  putSync(chunks: Iterable<Uint8Array>, expectedSha256?: string): StoredDocument;
  /**
   * Makes everything taken in so far durable. To be called before an entry that refers to a document is committed: many files are
   * synced together in a fraction of the time.
   */
  settle(): void;
  /** As `settle`, while this thread goes on with other work: the caller waits for it before it commits. */
  settleMeanwhile(): Promise<void>;
  has(sha256: string): boolean;
  /** Length of the document in bytes, from the length of its file; null if it is not there. */
  size(sha256: string): number | null;
  /** Random access; every chunk is authenticated when read (`read` throws DamagedBytes), the last one and the binding to `sha256` at opening. */
  open(sha256: string): Result<Source, DocumentError>;
  /** Writes the document to `path`, over a file that is there, if it is the content asked for: temporary file beside it, sync, rename. */
  copyOut(sha256: string, path: string): Promise<Result<void, CopyError>>;
  /** Reads the whole document and compares its hash. */
  verify(sha256: string): Result<void, DocumentError>;
  /** The file name, without the folder's two digits apart, under which a document lies: 62 hex digits. */
  nameOf(sha256: string): string;
  /** The names of all documents in the folder, sorted. */
  names(): readonly string[];
  /**
   * Removes documents not in `keep`, temporary files, and what was written since `sinceMs` (milliseconds since 1970) and is not whole, because
   * the process ended before `settle`. At start only: a document is taken in before the entry that refers to it.
   */
  sweep(keep: ReadonlySet<string>, sinceMs: number): { readonly removed: number };
}

export interface BlobStoreDeps {
  readonly folder: string; // made if missing
  readonly documentKey: Buffer; // 32 bytes
  readonly nameKey: Buffer; // 32 bytes
  readonly random: (n: number) => Buffer;
}

export function openBlobStore(deps: BlobStoreDeps): BlobStore {
  const { folder, nameKey } = deps;
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const nameOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`Not a SHA-256 in lower-case hex: ${sha256}`);
    return hmacSha256(nameKey, Buffer.from(sha256, 'hex')).subarray(0, 31).toString('hex');
  };
  const pathOf = (sha256: string): string => {
    const name = nameOf(sha256);
    return join(folder, name.slice(0, 2), name.slice(2));
  };
  const missing = (sha256: string): Result<never, DocumentError> =>
    err({ type: 'DocumentMissing', message: `Document ${sha256} is not in this store.` });
  const damaged = (sha256: string, why: string): Result<never, DocumentError> =>
    err({ type: 'DocumentDamaged', message: `Document ${sha256} in this store is damaged: ${why}.` });

  const open = (sha256: string): Result<Source, DocumentError> => {
    const path = pathOf(sha256);
    if (!existsSync(path)) return missing(sha256);
    const file = fileSource(path);
    try {
      return ok(decrypted(file, deps.documentKey, sha256));
    } catch (error) {
      file.close();
      if (error instanceof DamagedBytes) return damaged(sha256, error.message);
      throw error;
    }
  };

  /** Reads all, handing the pieces on, and compares the hash. */
  const readWhole = (sha256: string, take: (bytes: Buffer) => void): Result<void, DocumentError> => {
    const source = open(sha256);
    if (!source.ok) return source;
    const hash = createSha256();
    try {
      for (const bytes of chunksOf(source.value)) {
        hash.update(bytes);
        take(bytes);
      }
    } catch (error) {
      if (error instanceof DamagedBytes) return damaged(sha256, error.message);
      throw error;
    } finally {
      source.value.close();
    }
    const found = hash.digest('hex');
    return found === sha256 ? ok(undefined) : damaged(sha256, `its content has the SHA-256 ${found}`);
  };
  const verify = (sha256: string): Result<void, DocumentError> => readWhole(sha256, () => undefined);

  /** Files and folders that were written and are not durable yet. */
  const unsettled = { files: new Set<string>(), folders: new Set<string>() };
  const settle = (): void => {
    for (const path of unsettled.files) syncFile(path);
    for (const path of unsettled.folders) syncFolder(path);
    unsettled.files.clear();
    unsettled.folders.clear();
  };

  const settleMeanwhile = async (): Promise<void> => {
    const [files, folders] = [[...unsettled.files], [...unsettled.folders]];
    unsettled.files.clear();
    unsettled.folders.clear();
    await syncFiles(files);
    for (const path of folders) syncFolder(path);
  };

  const keep = (taken: Encrypting, expected?: string): StoredDocument => {
    const { sha256, bytes } = taken.finish();
    if (expected !== undefined) mustBe(expected, sha256);
    const path = pathOf(sha256);
    if (existsSync(path) && verify(sha256).ok) {
      taken.abandon();
      return { sha256, bytes, stored: false };
    }
    const large = bytes > DEFERRED_BYTES;
    taken.close(large);
    if (mkdirSync(dirname(path), { recursive: true, mode: 0o700 }) !== undefined) unsettled.folders.add(folder);
    renameRetrying(taken.path, path);
    if (!large) unsettled.files.add(path);
    unsettled.folders.add(dirname(path));
    return { sha256, bytes, stored: true };
  };
  const start = (): Encrypting => encryptInto(join(folder, `${deps.random(12).toString('hex')}.tmp`), deps.documentKey, deps.random(16));

  const folders = (): readonly string[] => readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
  const names = (): readonly string[] =>
    folders().flatMap((start) => readdirSync(join(folder, start)).filter((rest) => /^[0-9a-f]{60}$/.test(rest)).sort().map((rest) => start + rest));

  return {
    async put(chunks) {
      const taken = start();
      try {
        for await (const chunk of chunks) taken.write(chunk);
        return keep(taken);
      } catch (error) {
        taken.abandon();
        throw error;
      }
    },
    putSync(chunks, expectedSha256) {
      if (expectedSha256 !== undefined && verify(expectedSha256).ok) return compared(chunks, expectedSha256);
      const taken = start();
      try {
        for (const chunk of chunks) taken.write(chunk);
        return keep(taken, expectedSha256);
      } catch (error) {
        taken.abandon();
        throw error;
      }
    },
    has: (sha256) => existsSync(pathOf(sha256)),
    size(sha256) {
      const stat = statSync(pathOf(sha256), { throwIfNoEntry: false });
      return stat === undefined ? null : plainSize(stat.size);
    },
    open,
    copyOut: async (sha256, path) => {
      let file: FileSink | undefined;
      const temporary = `${path}.${deps.random(6).toString('hex')}.tmp`;
      try {
        file = fileSink(temporary);
        const out = file;
        const whole = readWhole(sha256, (bytes) => out.write(bytes));
        if (!whole.ok) {
          file.abandon();
          return whole;
        }
        file.end();
        renameDurably(temporary, path);
        return whole;
      } catch (error) {
        file?.abandon();
        removeIfThere(temporary);
        const { code = '' } = error as NodeJS.ErrnoException;
        if (!/^E[A-Z]+$/.test(code)) throw error;
        return err({ type: 'CannotWriteFile', message: `Document ${sha256} was not copied out: ${path} cannot be written (${code}).` });
      }
    },
    settle,
    settleMeanwhile,
    verify,
    nameOf,
    names,
    sweep(kept, sinceMs) {
      const wanted = new Set([...kept].map(nameOf));
      let removed = 0;
      const remove = (path: string): void => {
        unlinkSync(path);
        removed++;
      };
      for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) remove(join(folder, name));
      for (const name of names()) if (!wanted.has(name)) remove(join(folder, name.slice(0, 2), name.slice(2)));
      for (const sha256 of kept) {
        const stat = statSync(pathOf(sha256), { throwIfNoEntry: false });
        if (stat !== undefined && stat.mtimeMs >= sinceMs && !verify(sha256).ok) remove(pathOf(sha256));
      }
      for (const name of folders()) if (readdirSync(join(folder, name)).length === 0) rmdirSync(join(folder, name));
      return { removed };
    },
  };
}

/** Larger documents are synced at once: what waits for `settle` stays bounded in number, not in bytes. */
const DEFERRED_BYTES = 4 * 1024 * 1024;

function mustBe(expected: string, found: string): void {
  if (found !== expected) throw new DamagedBytes(`A document was not taken in: expected SHA-256 ${expected}, found ${found}.`);
}

/** For what is there already, intact: only the content is compared. */
function compared(chunks: Iterable<Uint8Array>, expected: string): StoredDocument {
  const hash = createSha256();
  let bytes = 0;
  for (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const sha256 = hash.digest('hex');
  mustBe(expected, sha256);
  return { sha256, bytes, stored: false };
}
