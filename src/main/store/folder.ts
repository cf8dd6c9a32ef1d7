/** A store is a folder. What lies where, and who may have it open. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, openSync, closeSync, fsyncSync, readSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { renameDurably } from '../crypto/durable.ts';
import { err, ok, type Result } from '../../shared/result.ts';

export interface StorePaths {
  readonly folder: string;
  /** The wrapped master key and the parameters to unwrap it. */
  readonly header: string;
  readonly database: string;
  readonly documents: string;
  readonly lock: string;
  /** Failed attempts to unlock. */
  readonly attempts: string;
}

export const storePaths = (folder: string): StorePaths => ({
  folder,
  header: join(folder, 'store.json'),
  database: join(folder, 'register.db'),
  documents: join(folder, 'documents'),
  lock: join(folder, 'lock'),
  attempts: join(folder, 'attempts.json'),
});

export type FolderError =
  | { readonly type: 'StoreExists'; readonly message: string }
  | { readonly type: 'NotAStore'; readonly message: string }
  | { readonly type: 'StoreNotEncrypted'; readonly message: string }
  | { readonly type: 'StoreDamaged'; readonly message: string }
  | { readonly type: 'StoreInUse'; readonly message: string };

/** @returns `StoreExists` if something lies in the folder already. */
export function checkFree(folder: string): Result<void, FolderError> {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return ok(undefined);
  const what = existsSync(storePaths(folder).header) ? 'already holds a store' : 'is not empty';
  return err({ type: 'StoreExists', message: `No store was made. The folder ${folder} ${what}. Nothing was changed; choose another folder.` });
}

/** Makes the folder in which a store is prepared, beside its place. A crash leaves it there and the place free. */
export function createFolder(folder: string, id: string): StorePaths {
  const paths = storePaths(`${folder}.new-${id}`);
  mkdirSync(paths.documents, { recursive: true, mode: 0o700 });
  return paths;
}

/** Puts a prepared store in its place, whole. */
export function placeFolder(prepared: StorePaths, folder: string): void {
  if (existsSync(folder)) rmdirSync(folder);
  renameDurably(prepared.folder, folder);
}

/** Checks by content that a folder is a store of ours, before any key is derived. @returns the header's bytes. */
export function readHeader(paths: StorePaths): Result<Buffer, FolderError> {
  if (!existsSync(paths.header)) {
    if (existsSync(paths.database)) return err({ type: 'StoreDamaged', message: `The store was not opened. ${paths.header} is missing; without it the keys cannot be had. Restore it from a backup. Nothing was changed.` });
    return err({ type: 'NotAStore', message: `The store was not opened. ${paths.folder} is not a Bitim store (no store.json there). Nothing was changed.` });
  }
  if (!existsSync(paths.database)) return err({ type: 'StoreDamaged', message: `The store was not opened. ${paths.database} is missing. Restore it from a backup. Nothing was changed.` });
  if (startsLikePlainSqlite(paths.database)) return err({ type: 'StoreNotEncrypted', message: `The store was not opened. ${paths.database} is a plain SQLite file, expected an encrypted one. Nothing was changed.` });
  return ok(readFileSync(paths.header));
}

function startsLikePlainSqlite(path: string): boolean {
  const magic = Buffer.alloc(16);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, magic, 0, 16, 0);
  } finally {
    closeSync(fd);
  }
  return magic.toString('latin1') === 'SQLite format 3\u0000';
}

/** Writes a small file so that after a crash the old or the new one is there, whole. */
export function writeDurably(path: string, bytes: string | Buffer): void {
  const temporary = `${path}.tmp`;
  const fd = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(fd, bytes);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameDurably(temporary, path);
}

/**
 * Takes the store for this process. The lock is the operating system's (held through SQLite), so it ends with the process,
 * however that ends.
 */
export function lockStore(paths: StorePaths): Result<{ readonly release: () => void }, FolderError> {
  const lock = new Database(paths.lock, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return err({ type: 'StoreInUse', message: `The store was not opened. Another process has ${paths.folder} open. Close it there first. Nothing was changed.` });
  }
  return ok({ release: () => lock.close() });
}
