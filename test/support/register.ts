/** A register in a fresh encrypted database, with exact time, ids and randomness. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreementsProjector } from '../../src/main/agreements/projector.ts';
import { openLog, type Log } from '../../src/main/changes/log.ts';
import { migrate } from '../../src/main/db/migrate.ts';
import { openDatabase, type WritableDB } from '../../src/main/db/open.ts';
import { documentsProjector } from '../../src/main/documents/projector.ts';
import { partnersProjector } from '../../src/main/partners/projector.ts';

export interface Register {
  readonly db: WritableDB;
  readonly log: Log;
  readonly folder: string;
  readonly newId: () => string;
  readonly close: () => void;
}

export const projectors = [agreementsProjector, partnersProjector, documentsProjector];

/** UUIDs of version 7 that count up. */
export function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    const hex = last.toString(16).padStart(12, '0');
    return `01963f2c-9a40-7000-8000-${hex}`;
  };
}

export function openRegister(): Register {
  const folder = mkdtempSync(join(tmpdir(), 'bitim-register-'));
  const opened = openDatabase(join(folder, 'bitim.db'), randomBytes(32));
  if (!opened.ok) throw new Error(opened.error.message);
  const db = opened.value;
  const migrated = migrate(db);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const newId = countingIds();
  let time = Date.UTC(2026, 2, 1);
  let salt = 0;
  const log = openLog({
    db, projectors, newId,
    logId: () => 'uz-bu.abcdefghijklmnop',
    now: () => time++,
    wallClock: () => '2026-03-01T09:00:00+05:00',
    random: (bytes) => createHash('sha256').update(String(++salt)).digest().subarray(0, bytes),
  });
  return {
    db, log, folder, newId,
    close: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The beginning of a hash, as a table's rows are told apart. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
