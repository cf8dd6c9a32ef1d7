/** The journal: every bundle sent, received or refused, and the numbers by which a missing one is noticed. Belongs to this store alone. */
import { existsSync, rmSync } from 'node:fs';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import type { BagInfo } from './bag.ts';
import { parseHave, renderHave, type Have } from './have.ts';

export interface JournalLine {
  readonly state: 'writing' | 'sent' | 'received' | 'refused';
  /** Time stamp. */
  readonly at: string;
  readonly author: string;
  readonly file: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly bundle: string | null;
  /** The other office. */
  readonly office: string | null;
  /** Of the sender: our own where sent. */
  readonly station: string | null;
  readonly log: string | null;
  readonly sequence: number | null;
  readonly kind: string | null;
  readonly part: string | null;
  readonly entries: number | null;
  readonly documents: number | null;
  /** Why it was refused. */
  readonly message: string | null;
}

const COLUMNS = 'state, at, author, file, bytes, sha256, bundle, office, station, log, sequence, kind, part, entries, documents, message';

/** Newest first. */
export const readJournal = (db: ReadableDB): readonly JournalLine[] => db.prepare(`SELECT ${COLUMNS} FROM bundle ORDER BY id DESC`).all() as JournalLine[];

type Noted = Pick<JournalLine, 'at' | 'author' | 'file'>;

/** A bundle under way: takes the next number for this office, so that it is used once. @returns the line's id and the number. */
export function beginBundle(db: WritableDB, noted: Noted, content: Omit<BagInfo, 'sequence' | 'payload' | 'created' | 'key'>, entries: number, documents: number): { readonly id: number; readonly sequence: number } {
  const last = db.prepare(`SELECT max(sequence) FROM bundle WHERE state IN ('writing', 'sent') AND station = ? AND office = ?`).pluck().get(content.station, content.to) as number | null;
  const sequence = (last ?? 0) + 1;
  const done = db.prepare(`INSERT INTO bundle (state, at, author, file, bundle, office, station, log, sequence, kind, part, entries, documents) VALUES ('writing', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(noted.at, noted.author, noted.file, content.bundle, content.to, content.station, content.log, sequence, content.kind, `${String(content.part.index)}/${String(content.part.of)}`, entries, documents);
  return { id: Number(done.lastInsertRowid), sequence };
}

export function noteSent(db: WritableDB, id: number, bytes: number, sha256: string): void {
  db.prepare(`UPDATE bundle SET state = 'sent', bytes = ?, sha256 = ? WHERE id = ?`).run(bytes, sha256, id);
}

/** The bundle never got its name: its number is free again. */
export function forgetBundle(db: WritableDB, id: number): void {
  db.prepare(`DELETE FROM bundle WHERE id = ? AND state = 'writing'`).run(id);
}

/** The name of a bundle while it is written. */
export const temporaryName = (path: string): string => `${path}.tmp`;

/**
 * After a crash in the middle of an export: a bundle that got its name counts as sent, the rest of one that did not is removed.
 *
 * @param measure size and SHA-256 of a file.
 */
export function settleUnfinished(db: WritableDB, measure: (path: string) => { readonly bytes: number; readonly sha256: string }): void {
  const rows = db.prepare(`SELECT id, file FROM bundle WHERE state = 'writing'`).all() as { id: number; file: string }[];
  for (const { id, file } of rows) {
    rmSync(temporaryName(file), { force: true });
    if (existsSync(file)) {
      const { bytes, sha256 } = measure(file);
      noteSent(db, id, bytes, sha256);
    } else {
      forgetBundle(db, id);
    }
  }
}

/** @param manifest SHA-256 of its tagmanifest, hex. */
export function noteReceived(db: WritableDB, noted: Noted, info: BagInfo, bytes: number, manifest: string, entries: number, documents: number): void {
  db.prepare(`INSERT INTO bundle (state, at, author, file, bytes, bundle, office, station, log, sequence, kind, part, manifest, entries, documents) VALUES ('received', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(noted.at, noted.author, noted.file, bytes, info.bundle, info.office, info.station, info.log, info.sequence, info.kind, `${String(info.part.index)}/${String(info.part.of)}`, manifest, entries, documents);
}

export function noteRefused(db: WritableDB, noted: Noted, message: string): void {
  db.prepare(`INSERT INTO bundle (state, at, author, file, message) VALUES ('refused', ?, ?, ?, ?)`).run(noted.at, noted.author, noted.file, message);
}

/** When and by whom a bundle was taken in, and the hash of its tagmanifest; null if it was not. */
export const receivedBefore = (db: ReadableDB, bundle: string): { readonly on: string; readonly by: string; readonly manifest: string } | null =>
  (db.prepare(`SELECT at AS "on", author AS by, manifest FROM bundle WHERE state = 'received' AND bundle = ?`).get(bundle) as { on: string; by: string; manifest: string } | undefined) ?? null;

/** At most this many numbers are named. */
const MAX_MISSING = 100;

/** Numbers of bundles from a station that never arrived, as far as a later one shows it. What came before a full bundle is not missed. */
export function missingNumbers(db: ReadableDB, station: string): readonly number[] {
  const rows = db.prepare(`SELECT DISTINCT sequence, kind, part FROM bundle WHERE state = 'received' AND station = ? ORDER BY sequence`).all(station) as { sequence: number; kind: string; part: string }[];
  const held = new Set(rows.map((row) => row.sequence));
  const start = rows.filter((row) => row.kind === 'full' && row.part.startsWith('1/')).at(-1)?.sequence ?? 1;
  const missing: number[] = [];
  for (let n = start; n < (rows.at(-1)?.sequence ?? 0) && missing.length < MAX_MISSING; n++) if (!held.has(n)) missing.push(n);
  return missing;
}

/** Keeps what a station says it holds, unless a newer bundle of it said so already. */
export function noteHave(db: WritableDB, info: BagInfo, have: Have): void {
  db.prepare(`INSERT INTO acknowledged (log, station, sequence, have) VALUES (?, ?, ?, ?)
    ON CONFLICT (log) DO UPDATE SET station = excluded.station, sequence = excluded.sequence, have = excluded.have WHERE excluded.sequence > sequence`)
    .run(info.log, info.station, info.sequence, renderHave(have).toString('utf8'));
}

/** What the station of a log last said that it holds; null if it never said anything. */
export function readHave(db: ReadableDB, log: string): Have | null {
  const text = db.prepare('SELECT have FROM acknowledged WHERE log = ?').pluck().get(log) as string | undefined;
  if (text === undefined) return null;
  const have = parseHave(Buffer.from(text, 'utf8'));
  if (!have.ok) throw new Error(have.error.message);
  return have.value;
}
