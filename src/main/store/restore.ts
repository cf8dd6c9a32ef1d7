/** A new store from a backup. It is another installation from then on: new station, new log, new keys. */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fileSink, fileSource, type Source } from '../crypto/source.ts';
import { subKeys, unlockWithPassphrase, unlockWithRecoveryKey } from '../crypto/vault.ts';
import { openDatabase } from '../db/open.ts';
import { migrate } from '../db/migrate.ts';
import { piecesOf, readContents, readZip, type ZipEntry } from '../exchange/zip.ts';
import { BACKUP_DATABASE, BACKUP_DOCUMENTS, BACKUP_HEADER, BACKUP_LIMITS } from './backup.ts';
import { checkFree, createFolder, placeFolder, writeDurably, type StorePaths } from './folder.ts';
import { startNewLog } from './station.ts';
import type { Credential, StoreDeps, StoreError } from './store.ts';

export interface Restored {
  readonly office: string;
  readonly station: string;
  readonly log: string;
  readonly entries: number;
  readonly documents: number;
}

export type RestoreError = StoreError | Failure<'NotABackup' | 'BackupDamaged'>;

/**
 * Restores into an empty or absent folder. The passphrase (or recovery key) is that of the day of the backup and is checked before anything is
 * unpacked; the folder gets its name only when everything is in place.
 */
export async function restoreBackup(file: string, folder: string, credential: Credential, deps: StoreDeps): Promise<Result<Restored, RestoreError>> {
  const free = checkFree(folder);
  if (!free.ok) return free;
  const source = openFile(file);
  if (source === null) return notABackup(file, 'it cannot be read');
  try {
    const entries = readZip(source, BACKUP_LIMITS);
    if (!entries.ok) return notABackup(file, entries.error.message);
    const [header, database] = entries.value;
    if (header?.name !== BACKUP_HEADER || database?.name !== BACKUP_DATABASE || header.size > 65_536) return notABackup(file, 'a store.json and a register.db were expected first');
    const headerBytes = readContents(source, header);
    if (!headerBytes.ok) return damagedBackup(file, headerBytes.error.message);
    const unlocked = 'passphrase' in credential ? await unlockWithPassphrase(headerBytes.value, credential.passphrase) : await unlockWithRecoveryKey(headerBytes.value, credential.recoveryKey);
    if (!unlocked.ok) return unlocked;
    const paths = createFolder(folder, deps.newId());
    const restored = await unpack(source, entries.value, file, paths, unlocked.value.master, headerBytes.value, deps);
    if (restored.ok) placeFolder(paths, folder);
    else rmSync(paths.folder, { recursive: true, force: true });
    return restored;
  } finally {
    source.close();
  }
}

async function unpack(source: Source, entries: readonly ZipEntry[], file: string, paths: StorePaths, master: Buffer, header: Buffer, deps: StoreDeps): Promise<Result<Restored, RestoreError>> {
  for (const entry of entries.slice(1)) {
    if (entry.name !== BACKUP_DATABASE && !/^documents\/[0-9a-f]{2}\/[0-9a-f]{60}$/.test(entry.name)) return notABackup(file, `${entry.name} does not belong there`);
    const copied = copyEntry(source, entry, join(paths.folder, ...entry.name.split('/')));
    if (copied !== null) return damagedBackup(file, copied);
  }
  const opened = openDatabase(paths.database, subKeys(master).database);
  if (!opened.ok) return damagedBackup(file, opened.error.message);
  const db = opened.value;
  const migrated = migrate(db);
  if (!migrated.ok) {
    db.close();
    return migrated;
  }
  const identity = await startNewLog(db, 'restore', deps);
  const count = db.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  db.close();
  writeDurably(paths.header, header);
  return ok({ office: identity.office, station: identity.station, log: identity.log, entries: count, documents: entries.filter((entry) => entry.name.startsWith(BACKUP_DOCUMENTS)).length });
}

/** @returns what is wrong with the entry, or null. */
function copyEntry(source: Source, entry: ZipEntry, path: string): string | null {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const sink = fileSink(path);
  const pieces = piecesOf(source, entry);
  let piece = pieces.next();
  while (piece.done !== true) {
    sink.write(piece.value);
    piece = pieces.next();
  }
  sink.end();
  return piece.value.ok ? null : piece.value.error.message;
}

function openFile(file: string): Source | null {
  try {
    return fileSource(file);
  } catch {
    return null;
  }
}

const notABackup = (file: string, why: string): Result<never, RestoreError> =>
  err({ type: 'NotABackup', message: `Nothing was restored. ${file} is not a Bitim backup: ${why.replace(/\.$/, '')}. Nothing was changed.` });

const damagedBackup = (file: string, why: string): Result<never, RestoreError> =>
  err({ type: 'BackupDamaged', message: `Nothing was restored. The backup ${file} is damaged: ${why.replace(/\.$/, '')}. Nothing was changed.` });
