/** Offices that write, forget, restore old backups and hand lines to each other, each with the real log and a real database. */
import canonicalize from 'canonicalize';
import { readView, type Projector } from '../../src/main/changes/apply.ts';
import { parseEntry, referenceOf } from '../../src/main/changes/entry.ts';
import { emptySummary, openLog, type Change, type Log, type ReceivedLine } from '../../src/main/changes/log.ts';
import { dumpHash, rebuild } from '../../src/main/changes/rebuild.ts';
import type { RecordView } from '../../src/main/changes/view.ts';
import { migration as logTables } from '../../src/main/db/migrations/0010-log.ts';
import { migration as actionTable } from '../../src/main/db/migrations/0100-actions.ts';
import type { WritableDB } from '../../src/main/db/open.ts';
import type { Json, JsonObject } from '../../src/shared/json.ts';
import { memoryDatabase } from '../support/database.ts';
import { START_MS } from '../support/log.ts';
import type { Rng } from '../support/rng.ts';
import { Model, referenceOfLine, type ModelView, type Plain } from './model.ts';

const probeTable = { version: 15, name: 'probe', sql: 'CREATE TABLE probe (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;' };

/** Keeps the whole view as text, in the order it comes in, so that a dump shows any difference. */
export const probe: Projector = {
  kinds: ['thing', 'other'],
  tables: ['probe'],
  put: (db, view) => {
    db.prepare('INSERT INTO probe (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body')
      .run(view.id, JSON.stringify({ ...view, fields: [...view.fields], heads: [...view.heads] }));
  },
  remove: (db, id) => {
    db.prepare('DELETE FROM probe WHERE id = ?').run(id);
  },
};

/** A memory database with the tables of the log and of the probe. */
export const probedDatabase = (): WritableDB => memoryDatabase([logTables, actionTable, probeTable]);

/** A view as the model gives it. */
export function plainView(view: RecordView | null): ModelView | null {
  if (view === null) return null;
  const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id: view.id,
    kind: view.kind,
    scopes: view.scopes,
    fields: sorted(view.fields) as [string, Plain][],
    heads: sorted(view.heads),
    voided: view.voided === null ? null : { reason: view.voided.reason, by: view.voided.by.ref },
    conflicts: view.conflicts.map((conflict) => ({ path: conflict.path, values: conflict.values.map((head) => ({ value: head.value as Plain, by: head.by.ref })) })),
    created: view.created.ref,
    changed: view.changed.ref,
  };
}

/** Reads lines as an import does. */
export function received(lines: readonly string[]): ReceivedLine[] {
  return lines.map((text) => {
    const bytes = Buffer.from(text, 'utf8');
    const entry = parseEntry(bytes);
    if (!entry.ok) throw new Error(`${entry.error.message} ${text}`);
    return { entry: entry.value, ref: referenceOf(bytes), text };
  });
}

/** The whole of an office's database and knowledge at one moment. */
interface Backup {
  readonly rows: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  readonly lines: ReadonlySet<string>;
  readonly seen: ReadonlyMap<string, RecordView>;
}

export class Office {
  readonly db: WritableDB = probedDatabase();
  readonly log: Log;
  readonly name: string;
  /** What was written or delivered here, kept apart from the database. */
  lines = new Set<string>();
  /** Views that a form was opened with, perhaps long ago. */
  seen = new Map<string, RecordView>();
  /** How wrong the clock is. */
  clockOffset = 0;
  readonly #logId: string;
  readonly #rng: Rng;

  constructor(name: string, rng: Rng, time: () => number) {
    this.name = name;
    this.#rng = rng;
    this.#logId = `${name}.${'abcdefgh'[rng.int(8)] ?? 'a'}`.padEnd(name.length + 17, 'a');
    this.log = openLog({
      db: this.db, projectors: [probe], logId: () => this.#logId, now: () => time() + this.clockOffset,
      wallClock: () => '2026-03-01T09:12:33+05:00', newId: rng.id, random: rng.bytes,
    });
  }

  /** One action of one or two changes, by someone who may have looked at the records long before. */
  write(records: readonly string[]): void {
    const changes = Array.from({ length: this.#rng.chance(80) ? 1 : 2 }, () => this.#change(this.#rng.pick(records)));
    const done = this.log.append({ author: 'Head of office', changes });
    if (!done.ok) throw new Error(done.error.message);
    for (const { ref } of done.value.entries) this.lines.add(this.db.prepare('SELECT line FROM entry WHERE ref = ?').pluck().get(ref) as string);
  }

  /** Takes lines in, in the order given: one by one, or as runs of a stream. */
  receive(lines: readonly string[]): void {
    const summary = emptySummary();
    const runs = this.#rng.chance(50) ? received(lines).map((line) => [line]) : runsOf(received(lines));
    const flushes = this.#rng.chance(30);
    this.db.transaction(() => {
      const batch = this.log.openBatch();
      for (const run of runs) {
        this.log.receive(batch, run, summary);
        if (flushes) batch.flush();
      }
      batch.flush();
    })();
    const fresh = lines.filter((line) => !this.lines.has(line));
    if (summary.fresh !== new Set(fresh).size || summary.fresh + summary.known !== lines.length) throw new Error(`Counted ${JSON.stringify(summary)} for ${String(lines.length)} lines`);
    for (const line of lines) this.lines.add(line);
  }

  backup(): Backup {
    const tables = this.db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name = 'entry', name`).pluck().all() as string[];
    const rows = new Map(tables.map((table) => [table, this.db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]]));
    return { rows, lines: new Set(this.lines), seen: new Map(this.seen) };
  }

  /** Puts an old backup back without telling anyone: the same log goes on. */
  restore(backup: Backup): void {
    this.db.pragma('foreign_keys = OFF');
    for (const [table, rows] of backup.rows) {
      this.db.exec(`DELETE FROM ${table}`);
      for (const row of rows) this.db.prepare(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row));
    }
    this.db.pragma('foreign_keys = ON');
    this.lines = new Set(backup.lines);
    this.seen = new Map(backup.seen);
  }

  /** Every difference between this office and the model of what it was given. */
  problems(): string[] {
    const model = this.model();
    const problems: string[] = [];
    const compare = (what: string, actual: unknown, expected: unknown): void => {
      if (JSON.stringify(actual) !== JSON.stringify(expected)) problems.push(`${this.name}: ${what}\n  is       ${JSON.stringify(actual)}\n  expected ${JSON.stringify(expected)}`);
    };
    const records = model.records().sort();
    compare('records', this.db.prepare('SELECT id FROM record ORDER BY id').pluck().all(), records);
    for (const record of records) {
      const view = plainView(readView(this.db, record));
      compare(`view of ${record}`, view, model.view(record));
      compare(`conflicts of ${record}`, this.db.prepare('SELECT path FROM conflict WHERE record = ? ORDER BY path').pluck().all(record), view?.conflicts.map((conflict) => conflict.path));
    }
    compare('same records', componentsOf(this.db), model.components());
    compare('forks', this.db.prepare(`SELECT log || '/' || scope FROM stream WHERE forked = 1 ORDER BY 1`).pluck().all(), model.forks());
    compare('lost values', model.lost(), []);
    return problems;
  }

  /** Rebuilt in each order, every derived table must come out as it was. */
  rebuildProblems(): string[] {
    const before = dumpHash(this.db, [probe]);
    return (['arrival', 'reverse', 'reference'] as const).flatMap((order) => {
      rebuild(this.db, [probe], order);
      return dumpHash(this.db, [probe]) === before ? [] : [`${this.name}: rebuilt in order of ${order}, the tables differ`];
    });
  }

  model(): Model {
    const model = new Model();
    for (const line of this.lines) model.add(line);
    return model;
  }

  #change(record: string): Change {
    const rng = this.#rng;
    const now = readView(this.db, record);
    const stale = this.seen.get(record);
    const view = stale !== undefined && rng.chance(35) ? stale : now;
    if (now !== null && rng.chance(60)) this.seen.set(record, now);
    const fields = fieldsToWrite(rng, view);
    const replaces = rng.chance(5) ? new Map<string, readonly string[]>() : view?.heads ?? new Map<string, readonly string[]>();
    const scope = rng.chance(75) ? 'all' : rng.pick(['local', 'b-team', 'all', 'a1']);
    return { record, kind: rng.chance(90) ? 'thing' : rng.pick(['other', 'oddity']), scope, fields, replaces };
  }
}

const ELEMENTS = ['tags[x]', 'tags[y.1]', 'links[a:b-c]'];

function fieldsToWrite(rng: Rng, view: RecordView | null): JsonObject {
  const what = rng.int(100);
  const elementHeads = (element: string): string[] => [...new Set([...(view?.heads ?? [])].flatMap(([path, refs]) => (path === element || path.startsWith(`${element}.`) ? refs : [])))].sort();
  if (what < 40) return Object.fromEntries(Array.from({ length: 1 + rng.int(3) }, () => [rng.pick(['title', 'date', 'titleForms', 'constructor']), value(rng)]));
  if (what < 52) return { [rng.pick(ELEMENTS)]: rng.chance(70) ? true : value(rng) };
  if (what < 64) return { [`${rng.pick(ELEMENTS)}.note`]: value(rng), ...(rng.chance(30) ? { [`${rng.pick(ELEMENTS)}.share`]: value(rng) } : {}) };
  if (what < 76) {
    const element = rng.pick(ELEMENTS);
    return { [element]: { $gone: elementHeads(element) }, ...(rng.chance(20) ? { title: value(rng) } : {}) };
  }
  if (what < 84) return { $void: { reason: rng.pick(['entered twice', 'wrong']), seen: [...new Set([...(view?.heads ?? [])].flatMap(([path, refs]) => (path === '$void' ? [] : refs)))].sort() } };
  if (what < 90) return { $void: null };
  const other = `sameAs[${recordId(rng.int(5))}]`;
  return rng.chance(65) ? { [other]: true } : { [other]: { $gone: elementHeads(other) } };
}

const value = (rng: Rng): Json => rng.pick<Json>([null, 0, 1, 2, 'a', 'b', 'ў', true, { date: '2026-02', certainty: 'inferred' }, ['x', 1], rng.int(1000)]);

export const recordId = (i: number): string => `0196${String(i).padStart(4, '0')}-0000-7000-8000-00000000000${String(i)}`;

/** Lines of a writer of the future: unknown kinds, paths, types, keys; predecessors of every sort. */
export function foreignLine(rng: Rng, known: readonly string[], n: number): string {
  const record = recordId(rng.int(5));
  const type = rng.chance(70) ? 'put' : rng.pick(['move', 'snap', 'purge', 'key', 'later']);
  const fields: Record<string, Json> = {};
  for (let i = 0; i <= rng.int(3); i++) fields[rng.pick(['title', 'date', 'tags[x]', 'tags[x].note', 'tags[y.1].note', 'novel', 'novel[1].deep', 'toString', `sameAs[${recordId(1)}]`, `sameAs[${recordId(2)}].why`])] = value(rng);
  if (rng.chance(10)) fields['tags[x]'] = { $gone: rng.shuffled(known).slice(0, 3).map(referenceOfLine).sort() };
  if (rng.chance(10)) fields.$void = { reason: 'foreign', seen: [...new Set(rng.shuffled(known).slice(0, 6).map(referenceOfLine))].sort() };
  const predecessors: Record<string, string[]> = {};
  for (const line of rng.shuffled(known).slice(0, rng.int(4))) predecessors[rng.chance(85) ? referenceOfLine(line) : rng.bytes(17).toString('base64url').slice(0, 22)] = [rng.pick(Object.keys(fields))];
  return canonicalize({
    a: '2031-01-01T00:00:00Z', d: fields, g: rng.id(), h: `${(START_MS + rng.int(100_000)).toString(16).padStart(12, '0')}-${rng.int(3).toString(16).padStart(4, '0')}`,
    k: rng.pick(['thing', 'thing', 'oddity']), l: 'uz-later.zzzzzzzzzzzzzzzz', n, o: predecessors, r: record, s: rng.pick(['all', 'all', 'b-team']), t: type, u: 'Registry', v: 9,
    z: rng.bytes(12).toString('base64url'), ...(rng.chance(30) ? { x: { new: [1, 'Z'] }, aa: null } : {}),
  }) ?? '';
}

/** Consecutive lines of one stream together, as segments carry them; a number given twice goes into another run. */
function runsOf(lines: readonly ReceivedLine[]): ReceivedLine[][] {
  const runs: ReceivedLine[][] = [];
  const sorted = [...lines].sort((a, b) => (a.entry.l + a.entry.s < b.entry.l + b.entry.s ? -1 : a.entry.l + a.entry.s > b.entry.l + b.entry.s ? 1 : a.entry.n - b.entry.n));
  for (const line of sorted) {
    const run = runs.find((one) => one[0]?.entry.l === line.entry.l && one[0].entry.s === line.entry.s && one.at(-1)?.entry.n === line.entry.n - 1);
    if (run === undefined) runs.push([line]);
    else run.push(line);
  }
  return runs;
}

/** The sets of records joined by the same_as table. */
function componentsOf(db: WritableDB): string[][] {
  const pairs = db.prepare('SELECT record, other FROM same_as').raw().all() as [string, string][];
  const groups = new Map<string, Set<string>>();
  for (const [a, b] of pairs) {
    const joined = new Set([a, b, ...(groups.get(a) ?? []), ...(groups.get(b) ?? [])]);
    for (const member of joined) groups.set(member, joined);
  }
  return [...new Set(groups.values())].map((group) => [...group].sort()).filter((group) => group.length > 1).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
