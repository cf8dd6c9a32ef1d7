import { err, ok, type Result } from '../../shared/result.ts';
import type { ReadableDB, WritableDB } from './open.ts';
import { migration as log } from './migrations/0010-log.ts';
import { migration as agreements } from './migrations/0020-agreements.ts';
import { migration as partners } from './migrations/0030-partners.ts';
import { migration as documents } from './migrations/0040-documents.ts';
import { migration as exchange } from './migrations/0050-exchange.ts';
import { migration as status } from './migrations/0060-status.ts';
import { migration as search } from './migrations/0070-search.ts';
import { migration as contents } from './migrations/0080-contents.ts';
import { migration as tableMappings } from './migrations/0090-table-mappings.ts';
import { migration as actions } from './migrations/0100-actions.ts';
import { migration as lists } from './migrations/0101-lists.ts';
import { migration as permissions } from './migrations/0110-permissions.ts';
import { migration as originals } from './migrations/0111-originals.ts';
import { migration as relations } from './migrations/0112-relations.ts';
import { migration as terms } from './migrations/0113-terms.ts';
import { migration as likeness } from './migrations/0130-likeness.ts';
import { migration as searchWords } from './migrations/0140-search-words.ts';
import { migration as searchTerms } from './migrations/0141-search-terms.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Every migration ever shipped, in order. A shipped one is frozen; a new one only adds. */
export const migrations: readonly Migration[] = [
  log, agreements, partners, documents, exchange,
  status,
  search,
  contents,
  tableMappings,
  actions, lists,
  permissions, originals, relations, terms,
  likeness,
  searchWords, searchTerms,
];

export type MigrateError = { readonly type: 'StoreNewer'; readonly message: string };

/** Marks a database as Bitim's ("BITM"), so that a foreign one is told apart from a damaged one. */
export const APPLICATION_ID = 0x4249544d;

/** The migrations that a database does not have yet. @returns `StoreNewer` if the database was written by a newer version of the application. */
export function dueMigrations(db: ReadableDB, all: readonly Migration[] = migrations): Result<readonly Migration[], MigrateError> {
  const current = db.pragma('user_version', { simple: true }) as number;
  const newest = all.at(-1)?.version ?? 0;
  if (current > newest) {
    return err({
      type: 'StoreNewer',
      message: `The store was not opened. Its schema is version ${String(current)}, this program knows ${String(newest)}. Nothing was changed; use the newer program.`,
    });
  }
  return ok(all.filter((migration) => migration.version > current));
}

/**
 * Brings the schema to the newest version. The version is recorded in the same transaction as the change.
 *
 * @returns the versions applied; `StoreNewer` if the database was written by a newer version of the application.
 */
export function migrate(db: WritableDB, all: readonly Migration[] = migrations): Result<readonly number[], MigrateError> {
  const due = dueMigrations(db, all);
  if (!due.ok) return due;
  for (const migration of due.value) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`application_id = ${String(APPLICATION_ID)}`);
      db.pragma(`user_version = ${String(migration.version)}`);
    })();
  }
  return ok(due.value.map((migration) => migration.version));
}
