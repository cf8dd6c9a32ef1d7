import { closeSync, copyFileSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase, openReadOnly } from '../../../src/main/db/open.ts';
import { fileDatabase, reopened, TEST_KEY } from '../../support/database.ts';
import { tempFolder } from '../../support/temp.ts';

const typeOf = (result: ReturnType<typeof openReadOnly>): string => (result.ok ? 'opened' : result.error.type);

describe('Opening a database', () => {
  it('keeps no word of it in clear in the file', () => {
    const { db, path } = fileDatabase();
    db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('motto', 'a word that nobody may read');
    db.close();
    const bytes = readFileSync(path);
    expect([bytes.includes('nobody may read'), bytes.includes('CREATE TABLE'), bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3']).toEqual([false, false, false]);
  });

  it('refuses another key and leaves the file as it was', () => {
    const { db, path } = fileDatabase();
    db.close();
    const before = readFileSync(path);
    const other = Buffer.alloc(32, 8);
    expect([typeOf(openDatabase(path, other)), typeOf(openReadOnly(path, other))]).toEqual(['StoreDamaged', 'StoreDamaged']);
    expect(readFileSync(path).equals(before)).toBe(true);
    reopened(path).close();
  });

  it('tells a database in clear from a damaged one', () => {
    const path = join(tempFolder(), 'plain.db');
    const plain = new Database(path);
    plain.exec('CREATE TABLE t (a)');
    plain.close();
    const before = readFileSync(path);
    expect([typeOf(openDatabase(path, TEST_KEY)), typeOf(openReadOnly(path, TEST_KEY))]).toEqual(['StoreNotEncrypted', 'StoreNotEncrypted']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('takes only keys of 32 bytes', () => {
    expect(() => openDatabase(join(tempFolder(), 'x.db'), Buffer.alloc(31))).toThrow('32 bytes');
  });

  it('notices a flipped bit on every page', () => {
    const { db, path } = fileDatabase();
    for (let i = 0; i < 40; i++) db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(`key ${String(i)}`, 'x'.repeat(1000));
    db.close();
    const size = statSync(path).size;
    const pageSize = 4096;
    const unnoticed: number[] = [];
    for (let page = 0; page < size / pageSize; page++) {
      const copy = join(tempFolder(), 'copy.db');
      copyFileSync(path, copy);
      flipBit(copy, page * pageSize + 1000 + page);
      if (readsClean(copy)) unnoticed.push(page);
    }
    expect(unnoticed).toEqual([]);
  });

  it('gives a second connection that sees what is committed and cannot write', () => {
    const { db, path } = fileDatabase();
    const reader = openReadOnly(path, TEST_KEY);
    if (!reader.ok) throw new Error(reader.error.message);
    const count = (): unknown => reader.value.prepare('SELECT count(*) FROM meta').pluck().get();
    db.exec('BEGIN');
    db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('a', 'b');
    const during = count();
    db.exec('COMMIT');
    expect([during, count()]).toEqual([0, 1]);
    expect(() => reader.value.prepare('DELETE FROM meta').run()).toThrow(/readonly/);
    reader.value.close();
    db.close();
  });
});

function flipBit(path: string, offset: number): void {
  const byte = readFileSync(path)[offset] ?? 0;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.of(byte ^ 1), 0, 1, offset);
  closeSync(file);
}

/** True if the file opens, passes SQLite's check, and gives every row. */
function readsClean(path: string): boolean {
  const opened = openReadOnly(path, TEST_KEY);
  if (!opened.ok) return false;
  try {
    const clean = opened.value.pragma('integrity_check', { simple: true }) === 'ok';
    return clean && opened.value.prepare('SELECT * FROM meta').all().length === 40;
  } catch {
    return false;
  } finally {
    opened.value.close();
  }
}
