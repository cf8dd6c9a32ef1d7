/** A register in a fresh encrypted database, with exact time, ids and randomness. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import { agreementsProjector } from '../../src/main/agreements/projector.ts';
import { authorisationsProjector } from '../../src/main/authorisations/projector.ts';
import { openLog, type Log } from '../../src/main/changes/log.ts';
import type { WritableDB } from '../../src/main/db/open.ts';
import { documentsProjector } from '../../src/main/documents/projector.ts';
import { originalsProjector } from '../../src/main/originals/projector.ts';
import { duplicatesProjector } from '../../src/main/duplicates/projector.ts';
import { partnersProjector } from '../../src/main/partners/projector.ts';
import { relationshipsProjector } from '../../src/main/relationships/projector.ts';
import { vocabulariesProjector } from '../../src/main/vocabularies/projector.ts';
import { parseNew } from '../../src/shared/records/read.ts';
import { fileDatabase } from './database.ts';

export interface Register {
  readonly db: WritableDB;
  readonly log: Log;
  readonly newId: () => string;
  /** Adds a record from its nested form. @returns its id. */
  readonly add: (kind: string, value: JsonObject) => string;
  /** Writes fields of a record, replacing nothing unless told. */
  readonly write: (record: string, kind: string, fields: Readonly<Record<string, Json>>, replaces?: ReadonlyMap<string, readonly string[]>) => void;
}

export const projectors = [agreementsProjector, partnersProjector, documentsProjector, authorisationsProjector, originalsProjector, relationshipsProjector, vocabulariesProjector, duplicatesProjector];

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
  const { db } = fileDatabase();
  const newId = countingIds();
  let time = Date.UTC(2026, 2, 1);
  let salt = 0;
  const log = openLog({
    db, projectors, newId,
    logId: () => 'uz-bu.abcdefghijklmnop',
    now: () => time++,
    wallClock: () => '2026-03-01T09:00:00+05:00',
    random: (bytes) => createHash('shake256', { outputLength: bytes }).update(String(++salt)).digest(),
  });
  const write: Register['write'] = (record, kind, fields, replaces = new Map()) => {
    const done = log.append({ author: 'Desk officer', changes: [{ record, kind, fields, replaces }] });
    if (!done.ok) throw new Error(done.error.message);
  };
  const add: Register['add'] = (kind, value) => {
    let last = 0;
    const fields = parseNew(kind, value, () => String(++last));
    if (!fields.ok) throw new Error(fields.error.message);
    const id = newId();
    write(id, kind, fields.value);
    return id;
  };
  return { db, log, newId, add, write };
}

