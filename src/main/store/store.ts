/** Making and opening a store: header, keys, database, documents, log, identity. */
import { statSync } from 'node:fs';
import { createVault, subKeys, unlockWithPassphrase, unlockWithRecoveryKey, type Kdf } from '../crypto/vault.ts';
import { openDatabase, openReadOnly, type ReadableDB, type WritableDB } from '../db/open.ts';
import { APPLICATION_ID, migrate } from '../db/migrate.ts';
import type { Projector } from '../changes/apply.ts';
import { openLog, type Log } from '../changes/log.ts';
import { sealSegments } from '../changes/segments.ts';
import { openBlobStore, type BlobStore } from '../documents/blobs.ts';
import { sealerOf, type StationIdentity } from '../exchange/identity.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { waiting } from '../search/due.ts';
import { indexSlice } from '../search/keeping.ts';
import { sweepIfCutOff } from './documents.ts';
import { beginAttempt, clearAttempts, type AttemptError } from './attempts.ts';
import { checkFree, createFolder, lockStore, placeFolder, readHeader, storePaths, writeDurably, type FolderError, type StorePaths } from './folder.ts';
import { isRolledBack, writeHeadCopy } from './headCopy.ts';
import { upgradeStore, writeProjectionVersion, type UpgradeDeps, type UpgradeError } from './upgrade.ts';
import { createIdentity, readIdentity, startNewLog, type OfficeDetails } from './station.ts';

/** Time, ids and randomness come in as values. */
export interface StoreDeps {
  readonly now: () => number;
  readonly wallClock: () => string;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly projectors: readonly Projector[];
  /** Raised with every change of what the projectors write: a store whose tables are of another version derives them anew at opening. */
  readonly projectionVersion: number;
  /** Hears of long work at opening. */
  readonly progress?: UpgradeDeps['progress'];
  /** Where the copy of our own heads lies: outside of every store. */
  readonly stateFolder: string;
}

export { defaultKdf, type Kdf } from '../crypto/vault.ts';

export interface Store {
  readonly id: string;
  readonly paths: StorePaths;
  readonly master: Buffer;
  readonly db: WritableDB;
  /** For reads while an import is under way. */
  readonly reader: ReadableDB;
  readonly blobs: BlobStore;
  readonly log: Log;
  readonly projectors: readonly Projector[];
  readonly identity: () => StationIdentity;
  /** Starts a new log in place: this one was continued elsewhere. */
  readonly forkLog: () => Promise<void>;
  /** Housekeeping after work was committed: notes our heads outside the store, seals what reached a segment's size, a segment a turn, and moves the write-ahead log into the database. */
  readonly settle: (yieldTurn: () => Promise<void>) => Promise<void>;
  /** Work that waits and may be interrupted at any time: brings a slice of what changed into the search index. True if more may wait. */
  readonly tend: (yieldTurn: () => Promise<void>) => Promise<boolean>;
  readonly hasToTend: () => boolean;
  /** What a person should hear about the opening. */
  readonly notices: readonly string[];
  readonly close: () => void;
}

export type StoreError =
  | FolderError
  | AttemptError
  | UpgradeError
  | { readonly type: 'WrongPassphrase' | 'RecoveryKeyMistyped' | 'WrongRecoveryKey' | 'HeaderDamaged' | 'KdfTooExpensive' | 'KdfTooWeak' | 'PassphraseTooShort' | 'StoreForeign'; readonly message: string };

export type Credential = { readonly passphrase: string } | { readonly recoveryKey: string };

/** Makes a new store in an empty or absent folder. @returns the open store and the recovery key, which is shown once and kept nowhere. */
export async function createStore(folder: string, passphrase: string, details: OfficeDetails, kdf: Kdf, deps: StoreDeps): Promise<Result<{ readonly store: Store; readonly recoveryKey: string }, StoreError>> {
  const free = checkFree(folder);
  if (!free.ok) return free;
  const id = deps.newId();
  const vault = await createVault({ passphrase, kdf, random: deps.random, id });
  if (!vault.ok) return vault;
  const paths = createFolder(folder, id);
  const opened = openDatabase(paths.database, subKeys(vault.value.master).database);
  if (!opened.ok) return opened;
  const migrated = migrate(opened.value);
  if (!migrated.ok) return migrated;
  writeProjectionVersion(opened.value, deps.projectionVersion);
  await createIdentity(opened.value, details, deps);
  opened.value.close();
  writeDurably(paths.header, vault.value.header);
  placeFolder(paths, folder);
  const store = await openStore(folder, { passphrase }, deps);
  return store.ok ? ok({ store: store.value, recoveryKey: vault.value.recoveryKey }) : store;
}

/**
 * Opens a store. Each reason for refusing is an error of its own: not a store, plain, damaged, foreign, newer, in use, wrong passphrase.
 * If the folder was put back to an older state, a new log is started and a notice says so.
 */
export async function openStore(folder: string, credential: Credential, deps: StoreDeps): Promise<Result<Store, StoreError>> {
  const paths = storePaths(folder);
  const header = readHeader(paths);
  if (!header.ok) return header;
  const lock = lockStore(paths);
  if (!lock.ok) return lock;
  let opened: Result<Store, StoreError> | null = null;
  try {
    opened = await openLocked(paths, header.value, credential, deps, lock.value.release);
    return opened;
  } finally {
    if (opened?.ok !== true) lock.value.release();
  }
}

async function openLocked(paths: StorePaths, header: Buffer, credential: Credential, deps: StoreDeps, release: () => void): Promise<Result<Store, StoreError>> {
  const attempt = beginAttempt(paths.attempts, deps.now());
  if (!attempt.ok) return attempt;
  const unlocked = 'passphrase' in credential ? await unlockWithPassphrase(header, credential.passphrase) : await unlockWithRecoveryKey(header, credential.recoveryKey);
  if (!unlocked.ok) {
    if (unlocked.error.type !== 'WrongPassphrase' && unlocked.error.type !== 'WrongRecoveryKey') clearAttempts(paths.attempts);
    return unlocked;
  }
  clearAttempts(paths.attempts);
  const { master, id } = unlocked.value;
  const keys = subKeys(master);
  const opened = openDatabase(paths.database, keys.database);
  if (!opened.ok) return opened;
  const db = opened.value;
  const usable = checkOurs(db);
  const upgraded = usable.ok ? upgradeStore(db, paths, keys.database, deps) : usable;
  if (!upgraded.ok) {
    db.close();
    return upgraded;
  }
  const reader = openReadOnly(paths.database, keys.database);
  if (!reader.ok) return reader;
  const blobs = openBlobStore({ folder: paths.documents, documentKey: keys.documents, nameKey: keys.documentNames, random: deps.random });
  sweepIfCutOff(paths, db, blobs);

  db.pragma('wal_autocheckpoint = 0');
  let identity = readIdentity(db);
  const notices = [...upgraded.value];
  const knownLogs = (): readonly string[] => [identity.log, ...identity.former.map((former) => former.certificate.log)];
  const forkLog = async (): Promise<void> => {
    identity = await startNewLog(db, 'fork', deps);
    writeHeadCopy(deps.stateFolder, identity.station, db, identity.log);
  };
  if (isRolledBack(deps.stateFolder, identity.station, db, knownLogs())) {
    await forkLog();
    notices.push('This store was put back to an older state. Entries written since may be missing here; a new log was started, so that nothing is numbered twice.');
  }
  const log = openLog({ ...deps, db, logId: () => identity.log });
  const settle = async (yieldTurn: () => Promise<void>): Promise<void> => {
    writeHeadCopy(deps.stateFolder, identity.station, db, identity.log);
    while (sealSegments(db, sealerOf(identity), 'full', 1) > 0) await yieldTurn();
    checkpoint(db, paths);
  };
  const tend = async (yieldTurn: () => Promise<void>): Promise<boolean> => (await indexSlice({ db, now: deps.now, yieldTurn })) > 0;
  const close = (): void => {
    reader.value.close();
    db.close();
    release();
  };
  return ok({ id, paths, master, db, reader: reader.value, blobs, log, projectors: deps.projectors, identity: () => identity, forkLog, settle, tend, hasToTend: () => waiting(db, 1) > 0, notices, close });
}

/** A checkpoint of its own after each commit, as SQLite would make it, kept a person waiting: it is housekeeping here. */
function checkpoint(db: WritableDB, paths: StorePaths): void {
  const log = statSync(`${paths.database}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > CHECKPOINT_BYTES) db.pragma('wal_checkpoint(PASSIVE)');
}

/** SQLite's own measure: 1,000 pages. */
const CHECKPOINT_BYTES = 4 * 1024 * 1024;

function checkOurs(db: WritableDB): Result<void, StoreError> {
  const application = db.pragma('application_id', { simple: true }) as number;
  if (application !== APPLICATION_ID) {
    return err({ type: 'StoreForeign', message: `The store was not opened. Its database is not Bitim's (application id ${String(application)}, expected ${String(APPLICATION_ID)}). Nothing was changed.` });
  }
  return ok(undefined);
}
