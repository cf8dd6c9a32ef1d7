/**
 * A backup: one file with header, database and documents. All of it is encrypted already, under the store's own keys, so the
 * file opens with the passphrase and the recovery key of the day it was made. The container is the bundle's ZIP, without its limits.
 */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Cancelled, Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { renameDurably } from '../crypto/durable.ts';
import { chunksOf, fileSink, fileSource } from '../crypto/source.ts';
import { subKeys } from '../crypto/vault.ts';
import { openReadOnly } from '../db/open.ts';
import { piecesOf, readZip, zipWriter } from '../exchange/zip.ts';
import type { BundleLimits } from '../exchange/limits.ts';
import type { Store } from './store.ts';

export interface BackupDeps {
  readonly progress: (what: string, done: number, total: number) => void;
  readonly signal: AbortSignal;
  readonly yieldTurn: () => Promise<void>;
}

export type BackupError = Failure<'FileExists' | 'FileUnwritable' | 'BackupDamaged'> | Cancelled;

/** A backup is our own file: as large as the store is. */
export const BACKUP_LIMITS: BundleLimits = { fileBytes: Number.MAX_SAFE_INTEGER, bundleBytes: Number.MAX_SAFE_INTEGER, files: 100_000_000, leadingFileBytes: 0, filesWritten: 0 };

/** Files of a backup and where they lie in a store: header and database first, then the documents. */
export const BACKUP_HEADER = 'store.json';
export const BACKUP_DATABASE = 'register.db';
export const BACKUP_DOCUMENTS = 'documents/';

/** Writes a backup and reads it back before it gets its name. Errors leave no file. */
export async function writeBackup(store: Store, out: string, deps: BackupDeps): Promise<Result<{ readonly file: string; readonly bytes: number }, BackupError>> {
  if (existsSync(out)) return err({ type: 'FileExists', message: `No backup was written: ${out} exists already. Choose another name.` });
  const snapshot = join(store.paths.folder, 'backup.tmp.db');
  const temporary = `${out}.tmp`;
  try {
    rmSync(snapshot, { force: true });
    store.db.prepare('VACUUM INTO ?').run(snapshot);
    const sound = checkSnapshot(store, snapshot);
    if (sound !== null) return err({ type: 'BackupDamaged', message: `No backup was written: the copy of the database is not sound (${sound}).` });
    const written = await pack(store, snapshot, temporary, deps);
    if (!written.ok) return written;
    const read = await readBack(temporary, written.value, deps);
    if (!read.ok) return read;
    const bytes = statSync(temporary).size;
    renameDurably(temporary, out);
    return ok({ file: out, bytes });
  } catch (cause) {
    return unwritable(out, cause);
  } finally {
    rmSync(snapshot, { force: true });
    rmSync(temporary, { force: true });
  }
}

interface Part {
  readonly name: string;
  readonly path: string;
}

async function pack(store: Store, snapshot: string, temporary: string, deps: BackupDeps): Promise<Result<number, Cancelled>> {
  const parts: Part[] = [
    { name: BACKUP_HEADER, path: store.paths.header },
    { name: BACKUP_DATABASE, path: snapshot },
    ...store.blobs.names().map((name): Part => ({ name: `${BACKUP_DOCUMENTS}${name.slice(0, 2)}/${name.slice(2)}`, path: join(store.paths.documents, name.slice(0, 2), name.slice(2)) })),
  ];
  const sink = fileSink(temporary);
  const zip = zipWriter(sink);
  for (const [i, part] of parts.entries()) {
    if (deps.signal.aborted) {
      sink.abandon();
      return err(STOPPED);
    }
    addPart(zip, part);
    deps.progress('backup', i + 1, parts.length);
    if (i % 16 === 0) await deps.yieldTurn();
  }
  zip.end();
  sink.end();
  return ok(parts.length);
}

/** Reads the file twice: the ZIP wants its CRC before its contents. */
function addPart(zip: ReturnType<typeof zipWriter>, part: Part): void {
  const source = fileSource(part.path);
  try {
    let crc = 0;
    for (const bytes of chunksOf(source)) crc = crc32(bytes, crc);
    zip.add({ name: part.name, size: source.size, crc }, chunksOf(source));
  } finally {
    source.close();
  }
}

function checkSnapshot(store: Store, snapshot: string): string | null {
  const copy = openReadOnly(snapshot, subKeys(store.master).database);
  if (!copy.ok) return copy.error.message;
  const found = copy.value.pragma('quick_check', { simple: true }) as string;
  const same = copy.value.prepare('SELECT count(*) FROM entry').pluck().get() === store.db.prepare('SELECT count(*) FROM entry').pluck().get();
  copy.value.close();
  return found !== 'ok' ? found : same ? null : 'entries are missing';
}

async function readBack(path: string, parts: number, deps: BackupDeps): Promise<Result<void, BackupError>> {
  const source = fileSource(path);
  try {
    const entries = readZip(source, BACKUP_LIMITS);
    if (!entries.ok) return err({ type: 'BackupDamaged', message: `The backup was not kept: what was written does not read back (${entries.error.message})` });
    if (entries.value.length !== parts) return err({ type: 'BackupDamaged', message: 'The backup was not kept: files are missing in it.' });
    for (const [i, entry] of entries.value.entries()) {
      if (deps.signal.aborted) return err(STOPPED);
      const pieces = piecesOf(source, entry);
      let piece = pieces.next();
      while (piece.done !== true) piece = pieces.next();
      if (!piece.value.ok) return err({ type: 'BackupDamaged', message: `The backup was not kept: ${piece.value.error.message}` });
      deps.progress('verifying', i + 1, parts);
      if (i % 16 === 0) await deps.yieldTurn();
    }
    return ok(undefined);
  } finally {
    source.close();
  }
}

const STOPPED: Cancelled = { type: 'Cancelled', message: 'The backup was stopped. No file was kept.' };

const unwritable = (out: string, cause: unknown): Result<never, BackupError> =>
  err({ type: 'FileUnwritable', message: `No backup was written to ${out}: ${cause instanceof Error ? cause.message : String(cause)}.` });
