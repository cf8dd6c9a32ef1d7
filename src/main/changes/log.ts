/** The log of this store: appends our own entries, takes in other stations' ones. Every fact enters here. */
import { ok, type Result } from '../../shared/result.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ReadableDB, WritableDB } from '../db/open.ts';
import { openBatch, type Batch, type Projector } from './apply.ts';
import { isFarAhead, observe, tick, ZERO_CLOCK } from './clock.ts';
import { referenceOf, renderEntry, type Entry, type EntryError, type RenderedEntry } from './entry.ts';
import { compareText } from './order.ts';
import { noteTail } from './segments.ts';
import type { RecordView } from './view.ts';

/** 16 characters of base64url. */
const SALT_BYTES = 12;

/** The writer's schema version, `v` of our entries. */
export const SCHEMA_VERSION = 1;

/** What the log needs from outside; passed in so that tests are exact. */
export interface LogDeps {
  readonly db: WritableDB;
  readonly projectors: readonly Projector[];
  /** The log that this store writes. */
  readonly logId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The wall clock with its offset, as a person sees it: 2026-03-01T09:12:33+05:00. */
  readonly wallClock: () => string;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
}

/** One record's part of an action. */
export interface Change {
  readonly record: string;
  readonly kind: string;
  /** `all` unless said otherwise. */
  readonly scope?: string;
  readonly fields: JsonObject;
  /** Path -> the head references the author saw there (a view's `heads`). Paths without heads may be left out. */
  readonly replaces?: ReadonlyMap<string, readonly string[]>;
}

export interface Action {
  readonly author: string;
  readonly changes: readonly Change[];
  /** Continues an action begun before (a job that is written in slices). */
  readonly action?: string;
}

export interface Appended {
  readonly action: string;
  readonly entries: readonly { readonly record: string; readonly ref: string; readonly n: number }[];
  /** The touched records as they are now. */
  readonly views: readonly RecordView[];
}

export interface Log {
  /** Appends the entries of an action and applies them, in one transaction (or within the one under way): all of them, or on an error none. */
  readonly append: (action: Action) => Result<Appended, EntryError>;
  /** Takes in entries of a verified segment of any log. Within a transaction; the caller flushes the batch. */
  readonly receive: (batch: Batch, lines: readonly ReceivedLine[], summary: ReceiveSummary) => void;
  readonly openBatch: () => Batch;
}

/** One line of a verified segment. */
export interface ReceivedLine {
  readonly entry: Entry;
  readonly ref: string;
  readonly text: string;
}

/** What taking in changed; counts add up over several calls. */
export interface ReceiveSummary {
  fresh: number;
  known: number;
  /** Entries of kinds or types, or with fields, that this version does not know. */
  unknown: number;
  /** Logs that were continued twice. */
  readonly forkedLogs: Set<string>;
  /** Offices whose clock is far ahead -> milliseconds. */
  readonly clocksAhead: Map<string, number>;
}

export const emptySummary = (): ReceiveSummary => ({ fresh: 0, known: 0, unknown: 0, forkedLogs: new Set(), clocksAhead: new Map() });

export function openLog(deps: LogDeps): Log {
  const { db } = deps;
  const statements = prepare(db);
  const isKnown = knowledgeOf(deps.projectors);

  const streamId = (log: string, scope: string): number => {
    const known = statements.stream.get(log, scope) as number | undefined;
    return known ?? Number(statements.putStream.run(log, scope).lastInsertRowid);
  };

  const insert = (stream: number, n: number, entry: Entry, ref: string, text: string): boolean =>
    statements.putEntry.run(stream, n, entry.r, entry.k, ref, text).changes === 1;

  const appendNow = (action: Action): Result<Appended, EntryError> => {
    const log = deps.logId();
    const id = action.action ?? deps.newId();
    const at = deps.wallClock();
    const next = new Map<string, { readonly stream: number; n: number; bytes: number }>();
    let clock = readClock(db);
    const salts = deps.random(SALT_BYTES * action.changes.length);
    const made: (RenderedEntry & { readonly stream: number })[] = [];
    for (const [i, change] of action.changes.entries()) {
      const scope = change.scope ?? 'all';
      const place = next.get(scope) ?? openPlace(log, scope);
      next.set(scope, place);
      clock = tick(clock, deps.now());
      const rendered = renderEntry({
        a: at, d: change.fields, g: id, h: clock, k: change.kind, l: log, n: place.n, o: predecessors(change), r: change.record, s: scope, t: 'put',
        u: action.author, v: SCHEMA_VERSION, z: salts.toString('base64url', i * SALT_BYTES, (i + 1) * SALT_BYTES),
      });
      if (!rendered.ok) return rendered;
      made.push({ ...rendered.value, stream: place.stream });
      place.n += 1;
      place.bytes += rendered.value.line.length + 1;
    }
    const batch = openBatch(db, deps.projectors);
    const entries = made.map(({ stream, entry, line, text }) => {
      const ref = referenceOf(line);
      insert(stream, entry.n, entry, ref, text);
      batch.add(ref, entry);
      return { record: entry.r, ref, n: entry.n };
    });
    const views = batch.flush();
    statements.putMeta.run('clock', clock);
    for (const [scope, place] of next) noteTail(db, log, scope, place.bytes);
    if (action.action === undefined) for (const projector of deps.projectors) projector.settle?.(db);
    return ok({ action: id, entries, views });
  };

  const openPlace = (log: string, scope: string): { stream: number; n: number; bytes: number } => {
    const stream = streamId(log, scope);
    const last = statements.lastNumber.get(stream) as number | null;
    return { stream, n: (last ?? 0) + 1, bytes: 0 };
  };

  const append = (action: Action): Result<Appended, EntryError> => {
    if (db.inTransaction) return appendNow(action);
    db.exec('BEGIN IMMEDIATE');
    try {
      const done = appendNow(action);
      db.exec(done.ok ? 'COMMIT' : 'ROLLBACK');
      return done;
    } catch (cause) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw cause;
    }
  };

  const receive = (batch: Batch, lines: readonly ReceivedLine[], summary: ReceiveSummary): void => {
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return;
    const stream = streamId(first.entry.l, first.entry.s);
    const overlaps = (statements.countBetween.get(stream, first.entry.n, last.entry.n) as number) > 0;
    let clock = readClock(db);
    const now = deps.now();
    for (const { entry, ref, text } of lines) {
      if (!insert(stream, entry.n, entry, ref, text)) {
        summary.known += 1;
        continue;
      }
      summary.fresh += 1;
      if (overlaps && (statements.countBetween.get(stream, entry.n, entry.n) as number) > 1) {
        summary.forkedLogs.add(entry.l);
        statements.markForked.run(stream);
      }
      if (!isKnown(entry)) summary.unknown += 1;
      if (isFarAhead(entry.h, now)) noteAhead(summary, entry, now);
      clock = observe(clock, entry.h, now);
      batch.add(ref, entry);
    }
    statements.putMeta.run('clock', clock);
  };

  return { append, receive, openBatch: () => openBatch(db, deps.projectors) };
}

/** Whether this version knows the type, the kind and every field of an entry. */
function knowledgeOf(projectors: readonly Projector[]): (entry: Entry) => boolean {
  const byKind = new Map(projectors.flatMap((projector) => projector.kinds.map((kind) => [kind, projector] as const)));
  return (entry) => {
    const projector = entry.t === 'put' ? byKind.get(entry.k) : undefined;
    return projector !== undefined && (projector.knows === undefined || Object.keys(entry.d).every((path) => projector.knows?.(entry.k, path) === true));
  };
}

/** The greatest clock value this store has written or followed. */
export const readClock = (db: ReadableDB): string =>
  (db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get('clock') as string | undefined) ?? ZERO_CLOCK;

function noteAhead(summary: ReceiveSummary, entry: Entry, now: number): void {
  const office = entry.l.slice(0, entry.l.indexOf('.'));
  const ahead = Number.parseInt(entry.h.slice(0, 12), 16) - now;
  summary.clocksAhead.set(office, Math.max(ahead, summary.clocksAhead.get(office) ?? 0));
}

/** Path -> references, turned into the format's reference -> sorted paths; only for paths that are written. */
function predecessors(change: Change): Record<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const path of Object.keys(change.fields).sort(compareText)) {
    for (const ref of change.replaces?.get(path) ?? []) {
      const named = paths.get(ref);
      if (named === undefined) paths.set(ref, [path]);
      else named.push(path);
    }
  }
  return Object.fromEntries(paths);
}

const prepare = (db: WritableDB) => ({
  stream: db.prepare('SELECT id FROM stream WHERE log = ? AND scope = ?').pluck(),
  putStream: db.prepare('INSERT INTO stream (log, scope) VALUES (?, ?)'),
  markForked: db.prepare('UPDATE stream SET forked = 1 WHERE id = ?'),
  lastNumber: db.prepare('SELECT max(n) FROM entry WHERE stream = ?').pluck(),
  countBetween: db.prepare('SELECT count(*) FROM entry WHERE stream = ? AND n BETWEEN ? AND ?').pluck(),
  putEntry: db.prepare('INSERT OR IGNORE INTO entry (stream, n, record, kind, ref, line) VALUES (?, ?, ?, ?, ?, ?)'),
  putMeta: db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
});
