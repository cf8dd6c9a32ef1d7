/**
 * What an older version of the program left behind is brought up to this one: the schema by its migrations, the tables by deriving
 * them anew. All of it is one transaction, and before a store with entries gets another schema its database is copied.
 */
import { readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Projector } from '../changes/apply.ts';
import { rebuild } from '../changes/rebuild.ts';
import { renameDurably } from '../crypto/durable.ts';
import { dueMigrations, migrate, type Migration } from '../db/migrate.ts';
import { openReadOnly, type WritableDB } from '../db/open.ts';
import type { StorePaths } from './folder.ts';

export interface UpgradeDeps {
  readonly projectors: readonly Projector[];
  /** Of the tables that the projectors write; a store whose tables were derived by another one derives them anew. */
  readonly projectionVersion: number;
  readonly progress?: ((step: { readonly what: string; readonly done: number; readonly total: number }) => void) | undefined;
  /** For tests; every migration of this program otherwise. */
  readonly migrations?: readonly Migration[];
}

export type UpgradeError = Failure<'StoreNewer' | 'UpgradeImpossible'>;

/**
 * Brings an open store up to this version, or changes nothing.
 *
 * @param key the database's.
 * @returns what a person should hear; `StoreNewer`; `UpgradeImpossible` where the disk is full or cannot be written.
 */
export function upgradeStore(db: WritableDB, paths: StorePaths, key: Uint8Array, deps: UpgradeDeps): Result<readonly string[], UpgradeError> {
  const due = dueMigrations(db, deps.migrations);
  if (!due.ok) return due;
  const mustDerive = readProjectionVersion(db) !== deps.projectionVersion;
  if (due.value.length === 0 && !mustDerive) return ok([]);
  const hasEntries = due.value.every((migration) => migration.version !== FIRST_VERSION) && db.prepare('SELECT 1 FROM entry LIMIT 1').get() !== undefined;
  const notices: string[] = [];
  try {
    if (due.value.length > 0 && hasEntries) notices.push(`The database as it was before this version is kept in ${copyBefore(db, paths, key)}.`);
    db.transaction(() => {
      migrate(db, deps.migrations);
      if (mustDerive && hasEntries) rebuild(db, deps.projectors, 'arrival', (done, total) => { deps.progress?.({ what: 'deriving the tables anew', done, total }); });
      writeProjectionVersion(db, deps.projectionVersion);
    }).immediate();
  } catch (cause) {
    if (!isDiskTrouble(cause)) throw cause;
    return err({ type: 'UpgradeImpossible', message: `The store was not opened. It was made by an older version and could not be brought up to this one: ${(cause as Error).message}. Nothing was changed.` });
  }
  if (mustDerive && hasEntries) notices.push('The tables were derived anew for this version.');
  return ok(notices);
}

/** Notes which version of the projectors the tables are from. A new store has it from its first transaction on. */
export function writeProjectionVersion(db: WritableDB, version: number): void {
  db.prepare(`INSERT INTO meta (key, value) VALUES ('projection', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(String(version));
}

/** The version whose tables the store has, or null: it was made before versions were counted. */
function readProjectionVersion(db: WritableDB): number | null {
  if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get() === undefined) return null;
  const value = db.prepare(`SELECT value FROM meta WHERE key = 'projection'`).pluck().get() as string | undefined;
  return value === undefined ? null : Number(value);
}

/** The version that makes the log's tables. */
const FIRST_VERSION = 10;

/** Copies the database beside itself, encrypted under the same key, reads the copy back, and lets older copies go. @returns the path. */
function copyBefore(db: WritableDB, paths: StorePaths, key: Uint8Array): string {
  const name = `register.before-${String(db.pragma('user_version', { simple: true }))}.db`;
  const path = join(paths.folder, name);
  const temporary = `${path}.tmp`;
  const needed = (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
  const { bavail, bsize } = statfsSync(paths.folder);
  if (bavail * bsize < needed) throw new DiskTrouble(`${String(needed)} bytes are needed for a copy of the database in ${paths.folder}, ${String(bavail * bsize)} are free`);
  try {
    rmSync(temporary, { force: true });
    db.prepare('VACUUM INTO ?').run(temporary);
    const copy = openReadOnly(temporary, key);
    if (!copy.ok) throw new DiskTrouble(`the copy in ${temporary} does not open`);
    const sound = copy.value.pragma('quick_check', { simple: true }) as string;
    copy.value.close();
    if (sound !== 'ok') throw new DiskTrouble(`the copy in ${temporary} is not sound (${sound})`);
    renameDurably(temporary, path);
  } catch (cause) {
    dropFile(temporary);
    throw cause;
  }
  for (const old of readdirSync(paths.folder)) if (COPY.test(old) && old !== name) dropFile(join(paths.folder, old));
  return path;
}

const COPY = /^register\.before-\d+\.db$/;

function dropFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A copy that cannot be taken away costs room and nothing else.
  }
}

class DiskTrouble extends Error {}

/** Full, read-only or failing disks: what a person can mend. Anything else is a bug. */
function isDiskTrouble(cause: unknown): boolean {
  if (cause instanceof DiskTrouble) return true;
  const code = cause instanceof Error ? (cause as { readonly code?: unknown }).code : undefined;
  return typeof code === 'string' && (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|ERROR_UNABLE)/.test(code) || /^(ENOSPC|EACCES|EPERM|EROFS|EIO|EDQUOT|EISDIR|ERR_FS_EISDIR)$/.test(code));
}
