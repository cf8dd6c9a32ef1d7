import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, migrations, type Migration } from '../../src/main/db/migrate.ts';
import { openDatabase, type WritableDB } from '../../src/main/db/open.ts';
import { tempFolder } from './temp.ts';

/** The key of every test database in a file. */
export const TEST_KEY: Buffer = Buffer.alloc(32, 7);

/** A database in memory (SQLite encrypts files only) with the real migrations or those given. */
export function memoryDatabase(all: readonly Migration[] = migrations): WritableDB {
  const db = new Database(':memory:') as unknown as WritableDB;
  db.pragma('foreign_keys = ON');
  return migrated(db, all);
}

/** An encrypted database in a file of its own with the real migrations or those given. */
export function fileDatabase(all: readonly Migration[] = migrations): { readonly db: WritableDB; readonly path: string } {
  const path = join(tempFolder(), 'register.db');
  return { db: migrated(reopened(path), all), path };
}

/** Opens a test database again. */
export function reopened(path: string): WritableDB {
  const opened = openDatabase(path, TEST_KEY);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function migrated(db: WritableDB, all: readonly Migration[]): WritableDB {
  const done = migrate(db, all);
  if (!done.ok) throw new Error(done.error.message);
  return db;
}
