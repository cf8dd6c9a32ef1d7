import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../shared/result.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that promises to read only. A function's signature says whether it writes. */
export type ReadableDB = Database.Database & { readonly [readable]: true };
/** A connection that may write; there is one for each open store. */
export type WritableDB = ReadableDB & { readonly [writable]: true };

export type OpenError =
  | { readonly type: 'StoreNotEncrypted'; readonly message: string }
  | { readonly type: 'StoreDamaged'; readonly message: string };

/** The page cache in KiB. With encryption the default (2 MB) makes reads 3.5 times slower (measured, see the design). */
const CACHE_KIB = 64 * 1024;

/**
 * Opens (or creates) an encrypted database.
 *
 * @param key 32 bytes, used raw: no derivation happens here.
 * @returns `StoreNotEncrypted` for a plain SQLite file, `StoreDamaged` where the key does not open it or a page is broken.
 */
export function openDatabase(path: string, key: Uint8Array): Result<WritableDB, OpenError> {
  const db = new Database(path);
  const opened = prepare(db, path, key);
  if (!opened.ok) return opened;
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('journal_size_limit = 67108864');
  return ok(db as WritableDB);
}

/** A second connection for screens and long reads: sees committed state only and cannot write. */
export function openReadOnly(path: string, key: Uint8Array): Result<ReadableDB, OpenError> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  const opened = prepare(db, path, key);
  if (!opened.ok) return opened;
  db.pragma('query_only = ON');
  return ok(db as unknown as ReadableDB);
}

function prepare(db: Database.Database, path: string, key: Uint8Array): Result<void, OpenError> {
  if (key.length !== 32) throw new Error('A database key has 32 bytes');
  db.pragma(`cipher = 'chacha20'`);
  db.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
  try {
    db.pragma('temp_store = MEMORY');
    db.pragma(`cache_size = -${String(CACHE_KIB)}`);
    // Pages are decrypted into the cache: a map of the file would serve nobody.
    db.pragma('mmap_size = 0');
    db.pragma('trusted_schema = OFF');
    db.pragma('busy_timeout = 5000');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return ok(undefined);
  } catch (cause) {
    db.close();
    if (isPlain(path)) return err({ type: 'StoreNotEncrypted', message: `The database was not opened. ${path} is not encrypted; expected was a database of this program. Nothing was changed.` });
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err({ type: 'StoreDamaged', message: `The database was not opened. ${path} cannot be read with this store's key (${reason}). Nothing was changed.` });
  }
}

/** True for a SQLite file in clear: it begins with these 16 bytes, an encrypted one with a random salt. */
function isPlain(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(PLAIN_HEADER.length);
    readSync(file, start, 0, start.length, 0);
    return start.equals(PLAIN_HEADER);
  } finally {
    closeSync(file);
  }
}

const PLAIN_HEADER = Buffer.from('SQLite format 3\0', 'latin1');
