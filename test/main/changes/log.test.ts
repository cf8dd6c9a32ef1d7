import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { clockValue, MAX_AHEAD_MS } from '../../../src/main/changes/clock.ts';
import { parseEntry, referenceOf, type Entry } from '../../../src/main/changes/entry.ts';
import { emptySummary, openLog, readClock, type ReceivedLine } from '../../../src/main/changes/log.ts';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { probe, probedDatabase, received } from '../../simulation/offices.ts';
import { appended, logId, openTestLog, START_MS, testLogDeps } from '../../support/log.ts';

const RECORD = '01960000-0000-7000-8000-000000000000';
const OTHER = '01960001-0000-7000-8000-000000000001';

const linesOf = (db: WritableDB): string[] => db.prepare('SELECT line FROM entry ORDER BY id').pluck().all() as string[];
const entriesOf = (db: WritableDB): Entry[] => linesOf(db).map((line) => {
  const parsed = parseEntry(Buffer.from(line));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
});
const forked = (db: WritableDB): unknown => db.prepare(`SELECT log || '/' || scope FROM stream WHERE forked = 1`).pluck().all();

/** Lines of another station of another office. */
function foreignLines(count: number, options: Parameters<typeof testLogDeps>[1] & { readonly scope?: string; readonly kind?: string } = {}): ReceivedLine[] {
  const db = probedDatabase();
  const log = openTestLog(db, { log: logId('uz-ta', 1), seed: 'foreign', ...options });
  for (let i = 0; i < count; i++) appended(log, { changes: [{ record: RECORD, kind: options.kind ?? 'thing', scope: options.scope ?? 'all', fields: { [`f${String(i)}`]: i } }] });
  return received(linesOf(db));
}

function take(db: WritableDB, log: ReturnType<typeof openTestLog>, ...runs: readonly (readonly ReceivedLine[])[]): ReturnType<typeof emptySummary> {
  const summary = emptySummary();
  db.transaction(() => {
    const batch = log.openBatch();
    for (const run of runs) log.receive(batch, run, summary);
    batch.flush();
  })();
  return summary;
}

describe('Appending', () => {
  it('writes lines that a reader accepts, numbered from 1 in each scope, with a rising clock', () => {
    const db = probedDatabase();
    const log = openTestLog(db, { projectors: [probe] });
    const done = appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { b: 1, a: 2 } }, { record: OTHER, kind: 'thing', scope: 'local', fields: { a: 1 } }] });
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 3 } }] });
    const entries = entriesOf(db);
    expect(entries.map((entry) => [entry.s, entry.n, entry.l])).toEqual([['all', 1, logId('uz-bu', 0)], ['local', 1, logId('uz-bu', 0)], ['all', 2, logId('uz-bu', 0)]]);
    expect(entries.map((entry) => entry.h)).toEqual([...entries.map((entry) => entry.h)].sort());
    expect(new Set(entries.slice(0, 2).map((entry) => entry.g)).size).toBe(1);
    expect(done.entries.map((entry) => entry.ref)).toEqual(linesOf(db).slice(0, 2).map((line) => referenceOf(Buffer.from(line))));
    expect(done.views.map((view) => view.id)).toEqual([RECORD, OTHER]);
  });

  it('names as predecessors what the author saw, of the fields written only', () => {
    const db = probedDatabase();
    const log = openTestLog(db);
    const first = appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 1, b: 1 } }] }).entries[0]?.ref ?? '';
    const seen = readView(db, RECORD)?.heads ?? new Map<string, readonly string[]>();
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { b: 2 }, replaces: seen }] });
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { b: 3 }, replaces: seen }] });
    expect(entriesOf(db).map((entry) => entry.o)).toEqual([{}, { [first]: ['b'] }, { [first]: ['b'] }]);
    expect(readView(db, RECORD)?.conflicts.map((conflict) => [conflict.path, conflict.values.map((head) => head.value)])).toEqual([['b', [3, 2]]]);
  });

  it('writes nothing where one change of an action is malformed, also within a transaction that goes on', () => {
    const db = probedDatabase();
    const log = openTestLog(db, { projectors: [probe] });
    const action = { author: 'Registry', changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }, { record: OTHER, kind: 'thing', fields: { 'not a path': 1 } }] };
    expect(log.append(action)).toMatchObject({ ok: false, error: { type: 'EntryMalformed' } });
    db.transaction(() => log.append(action))();
    expect([linesOf(db), readView(db, RECORD), readClock(db)]).toEqual([[], null, '000000000000-0000']);
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }] });
    expect(entriesOf(db).map((entry) => entry.n)).toEqual([1]);
  });

  it('takes everything back where a table fails', () => {
    const db = probedDatabase();
    const log = openTestLog(db, { projectors: [{ ...probe, put: () => { throw new Error('disk full'); } }] });
    expect(() => log.append({ author: 'Registry', changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }] })).toThrow('disk full');
    expect([linesOf(db), db.inTransaction]).toEqual([[], false]);
  });

  it('goes on with its number and clock after opening again, also when the wall clock was set back', () => {
    const db = probedDatabase();
    appended(openTestLog(db), { changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }] });
    const log = openLog({ ...testLogDeps(db), now: () => START_MS - 86_400_000 });
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 2 } }] });
    const [first, second] = entriesOf(db);
    expect([second?.n, (second?.h ?? '') > (first?.h ?? '')]).toEqual([2, true]);
  });

  it('continues an action under its id', () => {
    const db = probedDatabase();
    const log = openTestLog(db);
    const { action } = appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }] });
    appended(log, { action, changes: [{ record: OTHER, kind: 'thing', fields: { a: 1 } }] });
    expect(entriesOf(db).map((entry) => entry.g)).toEqual([action, action]);
  });
});

describe('Receiving', () => {
  it('keeps the bytes as they came and counts what is fresh, known and unknown', () => {
    const db = probedDatabase();
    const log = openTestLog(db, { projectors: [probe] });
    const lines = foreignLines(3);
    const odd = foreignLines(2, { log: logId('uz-na', 2), kind: 'treaty', seed: 'odd' });
    expect(take(db, log, lines.slice(0, 2), odd)).toMatchObject({ fresh: 4, known: 0, unknown: 2 });
    expect(take(db, log, lines, odd)).toMatchObject({ fresh: 1, known: 4, unknown: 0 });
    expect(linesOf(db).sort()).toEqual([...lines, ...odd].map((line) => line.text).sort());
  });

  it('follows a clock that is ahead, so that our next entry is later', () => {
    const db = probedDatabase();
    const log = openTestLog(db);
    const lines = received(linesAt(START_MS + 3_600_000));
    take(db, log, lines);
    appended(log, { changes: [{ record: RECORD, kind: 'thing', fields: { a: 1 } }] });
    expect(entriesOf(db).at(-1)?.h).toBe(clockValue(START_MS + 3_600_000, 1));
  });

  it('reports a clock that is ahead by more than a day and does not follow it', () => {
    const db = probedDatabase();
    const log = openTestLog(db, { step: 0 });
    const summary = take(db, log, received(linesAt(START_MS + MAX_AHEAD_MS + 5_000)));
    expect([[...summary.clocksAhead], readClock(db)]).toEqual([[['uz-ta', MAX_AHEAD_MS + 5_000]], '000000000000-0000']);
    expect(summary.fresh).toBe(1);
  });

  it('marks a stream in which two entries have one number, whichever comes first, and applies both', () => {
    const [a, b] = [foreignLines(3), foreignLines(2, { seed: 'after a restore' })];
    for (const runs of [[a, b], [b, a]]) {
      const db = probedDatabase();
      const summary = take(db, openTestLog(db), ...runs);
      expect([[...summary.forkedLogs], forked(db), summary.fresh]).toEqual([[logId('uz-ta', 1)], [`${logId('uz-ta', 1)}/all`], 5]);
      expect(readView(db, RECORD)?.heads.get('f0')?.length).toBe(2);
    }
  });

  it('takes one number in two scopes, and in two logs, for no fork', () => {
    const db = probedDatabase();
    const summary = take(db, openTestLog(db), foreignLines(2), foreignLines(2, { scope: 'b-team', seed: 'b' }), foreignLines(2, { log: logId('uz-ta', 2), seed: 'c' }));
    expect([summary.forkedLogs.size, forked(db)]).toEqual([0, []]);
  });

  it('does not mark a fork again for lines that were known', () => {
    const db = probedDatabase();
    const log = openTestLog(db);
    const lines = foreignLines(3);
    take(db, log, lines);
    expect(take(db, log, lines, lines.slice(1)).forkedLogs.size).toBe(0);
  });
});

/** One line of another station whose wall clock stood at `ms`. */
function linesAt(ms: number): string[] {
  const db = probedDatabase();
  const log = openLog({ ...testLogDeps(db, { log: logId('uz-ta', 1) }), now: () => ms });
  appended(log, { changes: [{ record: OTHER, kind: 'thing', fields: { a: 0 } }] });
  return linesOf(db);
}
