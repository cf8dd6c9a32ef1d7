import { describe, expect, it } from 'vitest';
import { APPLICATION_ID, migrate, migrations, type Migration } from '../../../src/main/db/migrate.ts';
import { fileDatabase, memoryDatabase, reopened } from '../../support/database.ts';

const first: Migration = { version: 10, name: 'first', sql: 'CREATE TABLE a (x INTEGER) STRICT;' };
const second: Migration = { version: 20, name: 'second', sql: 'CREATE TABLE b (x INTEGER) STRICT;' };
const broken: Migration = { version: 30, name: 'broken', sql: 'CREATE TABLE c (x INTEGER) STRICT; CREATE TABLE c (x INTEGER) STRICT;' };

const versionOf = (db: ReturnType<typeof memoryDatabase>): unknown => db.pragma('user_version', { simple: true });
const tablesOf = (db: ReturnType<typeof memoryDatabase>): unknown => db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

describe('Migrating', () => {
  it('numbers the shipped migrations in rising order', () => {
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('applies what is missing, once, and records the version', () => {
    const db = memoryDatabase([]);
    expect([migrate(db, [first]), migrate(db, [first, second]), migrate(db, [first, second])]).toEqual([
      { ok: true, value: [10] }, { ok: true, value: [20] }, { ok: true, value: [] },
    ]);
    expect([versionOf(db), db.pragma('application_id', { simple: true }), tablesOf(db)]).toEqual([20, APPLICATION_ID, ['a', 'b']]);
  });

  it('keeps the version across closing and opening', () => {
    const { db, path } = fileDatabase();
    const version = versionOf(db);
    db.close();
    const again = reopened(path);
    expect([versionOf(again), migrate(again)]).toEqual([version, { ok: true, value: [] }]);
    expect(version).toBe(migrations.at(-1)?.version);
    again.close();
  });

  it('refuses a database of a newer program and changes nothing', () => {
    const db = memoryDatabase([first, second]);
    expect(migrate(db, [first])).toMatchObject({ ok: false, error: { type: 'StoreNewer', message: expect.stringContaining('version 20') as string } });
    expect([versionOf(db), tablesOf(db)]).toEqual([20, ['a', 'b']]);
  });

  it('leaves schema and version of the last good one where a migration fails', () => {
    const db = memoryDatabase([first]);
    expect(() => migrate(db, [first, second, broken])).toThrow('already exists');
    expect([versionOf(db), tablesOf(db)]).toEqual([20, ['a', 'b']]);
  });
});
