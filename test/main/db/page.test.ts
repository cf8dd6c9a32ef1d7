import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage, type PageRequest } from '../../../src/main/db/page.ts';
import { indexed, type ListTable } from '../../../src/main/db/listTable.ts';
import { migration as logTables } from '../../../src/main/db/migrations/0010-log.ts';
import { migration as agreementTables } from '../../../src/main/db/migrations/0020-agreements.ts';
import { migrations } from '../../../src/main/db/migrate.ts';
import type { ReadableDB, WritableDB } from '../../../src/main/db/open.ts';
import { AGREEMENTS, EVENTS } from '../../../src/main/agreements/repository.ts';
import { ATTACHMENTS, DOCUMENTS } from '../../../src/main/documents/repository.ts';
import { PARTNERS } from '../../../src/main/partners/repository.ts';
import { memoryDatabase } from '../../support/database.ts';

interface Thing {
  readonly id: string;
  readonly name: string | null;
  readonly day: string | null;
  readonly kind: string | null;
  readonly owner: string;
  readonly voided: number;
}

const THINGS: ListTable = {
  table: 'thing',
  kind: 'thing',
  fields: {
    name: { column: 't.name', sort: { key: 't.name', index: 'thing_by_name' } },
    day: indexed('t.day', 'thing_by_day', { date: true }),
    kind: indexed('t.kind', 'thing_by_kind'),
    owner: { ids: 'SELECT thing FROM thing_owner WHERE owner = ?' },
  },
};

const tables = {
  version: 200, name: 'things',
  sql: `CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT, day TEXT, kind TEXT) STRICT;
    CREATE INDEX thing_by_name ON thing (name, id, kind); CREATE INDEX thing_by_day ON thing (day, id); CREATE INDEX thing_by_kind ON thing (kind, id);
    CREATE TABLE thing_owner (owner TEXT NOT NULL, thing TEXT NOT NULL, PRIMARY KEY (owner, thing)) STRICT, WITHOUT ROWID;`,
};

function thingsIn(things: readonly Thing[]): WritableDB {
  const db = memoryDatabase([logTables, agreementTables, tables]);
  for (const { id, name, day, kind, owner, voided } of things) {
    db.prepare('INSERT INTO thing VALUES (?, ?, ?, ?)').run(id, name, day, kind);
    db.prepare('INSERT INTO thing_owner VALUES (?, ?)').run(owner, id);
    db.prepare(`INSERT INTO record VALUES (?, 'thing', ?, 0)`).run(id, voided);
  }
  return db;
}

const code = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a list is, said plainly. */
function plainly(things: readonly Thing[], where: Readonly<Record<string, string>>, sort: string | undefined): readonly string[] {
  const matching = things.filter((thing) => Object.entries(where).every(([field, value]) => {
    if (field === 'voided') return (thing.voided === 1) === (value === 'true');
    const held = thing[field as keyof Thing];
    return field === 'day' ? typeof held === 'string' && held.startsWith(value) : held === value;
  }));
  const direction = sort?.startsWith('-') === true ? -1 : 1;
  const key = (thing: Thing): string | null => (sort === undefined ? '' : thing[sort.replace('-', '') as 'name' | 'day' | 'kind']);
  return matching.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    return direction * (code(x ?? '', y ?? '') || code(a.id, b.id));
  }).map((thing) => thing.id);
}

function pagesOf(db: ReadableDB, request: PageRequest, collected: number): { readonly ids: readonly string[]; readonly totals: readonly number[] } {
  const ids: string[] = [];
  const totals = new Set<number>();
  for (let after: string | undefined; ;) {
    const page = readPage(db, THINGS, { ...request, after }, collected);
    if (!page.ok) throw new Error(page.error.message);
    ids.push(...page.value.rows.map((row) => String(row.id)));
    totals.add(page.value.total);
    if (page.value.next === null) return { ids, totals: [...totals] };
    after = page.value.next;
  }
}

const things = fc.uniqueArray(fc.record<Thing>({
  id: fc.stringMatching(/^[a-c]{1,4}$/),
  name: fc.option(fc.constantFrom('', 'a', 'b', 'я', 'c c')),
  day: fc.option(fc.constantFrom('2024', '2024-05', '2024-05-17', '2025-01-01')),
  kind: fc.option(fc.constantFrom('x', 'y')),
  owner: fc.constantFrom('me', 'you'),
  voided: fc.constantFrom(0, 1),
}), { selector: (thing) => thing.id, maxLength: 40 });

const wheres = fc.record({
  day: fc.constantFrom('2024', '2024-05', '', '1999'), kind: fc.constantFrom('x', 'y', 'z'), owner: fc.constantFrom('me', 'nobody'), voided: fc.constantFrom('true', 'false'), name: fc.constantFrom('a', 'я'),
}, { requiredKeys: [] });

describe('the pages of a list', () => {
  it('are together the sorted list, whatever the filter, the order, the size of a page and the way', () => {
    fc.assert(fc.property(things, wheres, fc.constantFrom(undefined, 'name', '-name', 'day', '-day', 'kind', '-kind'), fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 3, 1_000), (all, where, sort, limit, collected) => {
      const db = thingsIn(all);
      const expected = plainly(all, where, sort);
      expect(pagesOf(db, { where, sort, limit }, collected)).toEqual({ ids: expected, totals: [expected.length] });
      db.close();
    }), { numRuns: 300 });
  });

  it('go on where they were when rows come and go between them', () => {
    const row = (id: string, name: string | null): Thing => ({ id, name, day: null, kind: null, owner: 'me', voided: 0 });
    const db = thingsIn([row('1', 'a'), row('2', 'b'), row('3', 'd'), row('4', null)]);
    const first = readPage(db, THINGS, { sort: 'name', limit: 2 });
    if (!first.ok || first.value.next === null) throw new Error('No next page');
    db.exec(`DELETE FROM thing WHERE id = '2'; INSERT INTO thing VALUES ('5', 'a', NULL, NULL), ('6', 'c', NULL, NULL); INSERT INTO record VALUES ('5', 'thing', 0, 0), ('6', 'thing', 0, 0)`);
    const second = readPage(db, THINGS, { sort: 'name', limit: 9, after: first.value.next });
    expect(second.ok && second.value.rows.map((one) => one.id)).toEqual(['6', '3', '4']);
  });

  it('count to a thousand and say that there are more', () => {
    const db = thingsIn([]);
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO thing SELECT printf('%04d', i), NULL, NULL, iif(i <= 1000, 'x', 'y') FROM n;
      INSERT INTO record SELECT id, 'thing', 0, 0 FROM thing`);
    const counted = [{}, { kind: 'x' }].map((where) => {
      const page = readPage(db, THINGS, { where, limit: 1 });
      return page.ok ? [page.value.total, page.value.capped] : null;
    });
    expect(counted).toEqual([[1_001, true], [1_000, false]]);
  });
});

/** The plans of every statement that a page runs. */
function plansOf(db: WritableDB, list: ListTable, request: PageRequest, collected: number): readonly string[] {
  const seen: string[] = [];
  const watched = Object.assign(Object.create(db) as WritableDB, { prepare: (sql: string) => { seen.push(sql); return db.prepare(sql); } });
  const page = readPage(watched, list, request, collected);
  if (!page.ok) throw new Error(page.error.message);
  return seen.flatMap((sql) => {
    const wanted = (sql.match(/\?/g) ?? []).length;
    return (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: wanted }, () => 1)) as { detail: string }[]).map((step) => step.detail);
  });
}

const SORTED_BY_HAND = 'TEMP B-TREE';
/** `same` and `below` are the queues of recursions, which hold what was found so far. */
const SCANNED = /^SCAN (?!CONSTANT|\(subquery|(?:same|below)$)(?!.*INDEX)/;

describe('the plan of a page', () => {
  const db = memoryDatabase(migrations);
  const lists = [AGREEMENTS, EVENTS, PARTNERS, DOCUMENTS, ATTACHMENTS];
  const sorts = lists.flatMap((list) => [undefined, 'id', ...Object.keys(list.fields).filter((name) => list.fields[name]?.sort !== undefined)].flatMap((sort) => [sort, sort === undefined ? '-id' : `-${sort}`].map((one) => [list, one] as const)));

  it.each(sorts.map(([list, sort]) => ({ kind: list.kind, sort, list })))('of the $kind list by $sort walks an index from the cursor on and sorts nothing', ({ list, sort }) => {
    const first = plansOf(db, list, { limit: 50, sort }, 0);
    const filtered = Object.keys(list.fields).filter((name) => list.fields[name]?.condition === undefined).flatMap((name) => plansOf(db, list, { limit: 50, sort, where: { [name]: '1' } }, -1));
    expect([...first, ...filtered].filter((step) => step.includes(SORTED_BY_HAND) || SCANNED.test(step))).toEqual([]);
  });

  it.each(lists.flatMap((list) => Object.entries(list.fields).filter(([, field]) => field.index !== undefined || field.ids !== undefined).map(([name]) => ({ kind: list.kind, name, list }))))('of the $kind list by $name finds few rows by their index', ({ list, name }) => {
    const steps = plansOf(db, list, { limit: 50, sort: list.fields.title?.sort === undefined ? 'day' : 'title', where: { [name]: '1' } }, 1_000);
    expect([steps.some((step) => step.startsWith('SEARCH t')), steps.filter((step) => SCANNED.test(step))]).toEqual([true, []]);
  });
});
