import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { openBatch, readView } from '../../../src/main/changes/apply.ts';
import { parseStored } from '../../../src/main/changes/entry.ts';
import { emptySummary, type Change, type Log } from '../../../src/main/changes/log.ts';
import { digest, dumpHash, rebuild } from '../../../src/main/changes/rebuild.ts';
import { groupOf, type RecordView } from '../../../src/main/changes/view.ts';
import type { WritableDB } from '../../../src/main/db/open.ts';
import { recentActions, undoAction, type UndoDeps } from '../../../src/main/register/undo.ts';
import { countingIds } from '../../support/register.ts';
import { memoryDatabase } from '../../support/database.ts';
import { logId, openTestLog } from '../../support/log.ts';
import { newOffice, testContext } from '../../support/office.ts';
import { serve } from '../../../src/main/engine/engine.ts';
import { rngOf } from '../../support/rng.ts';

const RECORDS = ['1', '2', '3'].map((n) => `01963f2c-0000-7000-8000-00000000000${n}`);
const [FIRST, SECOND] = RECORDS as [string, string];

interface Desk {
  readonly db: WritableDB;
  readonly log: Log;
  /** Appends changes one after the other, as a job in slices does; each replaces what stands there. @returns the action. */
  readonly act: (...moves: readonly Move[]) => string;
  readonly undo: (action: string, more?: Partial<UndoDeps>) => ReturnType<typeof undoAction>;
}

/** What a person does to a record. */
type Move =
  | { readonly does: 'write'; readonly record: string; readonly fields: Readonly<Record<string, Json>> }
  | { readonly does: 'remove'; readonly record: string; readonly element: string }
  | { readonly does: 'void' | 'restore'; readonly record: string };

function deskOf(life: number): Desk {
  const db = memoryDatabase();
  const log = openTestLog(db, { log: logId(life === 0 ? 'uz-bu' : 'uz-sa', life), seed: `undo ${String(life)}` });
  const rng = rngOf(`actions ${String(life)}`);
  const act: Desk['act'] = (...moves) => {
    const action = rng.id();
    for (const move of moves) {
      const change = changeOf(db, move);
      const done = change === null ? null : log.append({ author: `Desk ${String(life)}`, action, changes: [change] });
      if (done?.ok === false) throw new Error(done.error.message);
    }
    return action;
  };
  const undo: Desk['undo'] = (action, more) => undoAction({ db, log, newId: rng.id, author: 'Head', signal: new AbortController().signal, yieldTurn: () => Promise.resolve(), progress: () => undefined, ...more }, action);
  return { db, log, act, undo };
}

/** As the register writes it; null where there is nothing to do. */
function changeOf(db: WritableDB, move: Move): Change | null {
  const view = readView(db, move.record);
  const headsOf = (paths: readonly string[]): ReadonlyMap<string, readonly string[]> => new Map(paths.map((path) => [path, view?.heads.get(path) ?? []]));
  const change = (fields: Readonly<Record<string, Json>>): Change => ({ record: move.record, kind: 'thing', fields, replaces: headsOf(Object.keys(fields)) });
  const seen = (only: (path: string) => boolean): readonly string[] => [...new Set([...(view?.heads ?? [])].flatMap(([path, refs]) => (only(path) ? refs : [])))].sort();
  switch (move.does) {
    case 'write':
      return view !== null && view.voided !== null ? null : written(view, move.fields, change);
    case 'remove': {
      const has = view?.voided === null && [...view.fields.keys()].some((path) => path === move.element || path.startsWith(`${move.element}.`));
      return has ? change({ [move.element]: { $gone: seen((path) => path === move.element || path.startsWith(`${move.element}.`)) } }) : null;
    }
    case 'void':
      return view?.voided === null ? change({ $void: { reason: 'a slip', seen: seen((path) => path !== '$void') } }) : null;
    case 'restore':
      return view !== null && view.voided !== null ? change({ $void: null }) : null;
  }
}

/** As a person writes: what stands there already is not written again, and nothing into an element that was removed. */
function written(view: RecordView | null, fields: Readonly<Record<string, Json>>, change: (fields: Readonly<Record<string, Json>>) => Change): Change | null {
  const wanted = Object.entries(fields).filter(([path, value]) => {
    const element = path.includes('].') ? groupOf(path) : null;
    const isRemoved = element !== null && view?.heads.has(element) === true && ![...view.fields.keys()].some((one) => groupOf(one) === element);
    return !isRemoved && JSON.stringify(view?.fields.get(path) ?? null) !== JSON.stringify(value);
  });
  return wanted.length === 0 ? null : change(Object.fromEntries(wanted));
}

/** What a person sees of every record. */
function shown({ db }: Desk): Readonly<Record<string, unknown>> {
  return Object.fromEntries(RECORDS.map((record) => {
    const view = readView(db, record);
    return [record, view === null ? null : { fields: [...view.fields], voided: view.voided?.reason ?? null, conflicts: view.conflicts.map((one) => [one.path, one.values.map((head) => head.value).sort()]) }];
  }));
}

/** A record that was not there before is voided after the undo. */
function isAsBefore(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): void {
  expect(Object.fromEntries(RECORDS.map((record) => [record, before[record] === null && after[record] !== null ? ((after[record] as { voided: unknown }).voided === 'undone' ? null : after[record]) : after[record]]))).toEqual(before);
}

/** Hands everything that one desk has to another. */
function deliver(from: Desk, to: Desk): void {
  const lines = (from.db.prepare('SELECT ref, line FROM entry ORDER BY id').all() as { ref: string; line: string }[]).map(({ ref, line }) => ({ ref, text: line, entry: parseStored(line) }));
  const batch = openBatch(to.db, []);
  for (const line of lines) to.log.receive(batch, [line], emptySummary());
  batch.flush();
}

const value = fc.constantFrom<Json>('a', 'b', 1, null, { text: 'x' });
const record = fc.constantFrom(...RECORDS);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('write' as const), record, fields: fc.dictionary(fc.constantFrom('title', 'note', 'tags[x]', 'tags[y]', 'parties[1].name', 'parties[1].side', 'parties[2].name'), value, { minKeys: 1, maxKeys: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove' as const), record, element: fc.constantFrom('tags[x]', 'tags[y]', 'parties[1]', 'parties[2]') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('void' as const, 'restore' as const), record }) },
);

const entriesIn = (desk: Desk): number => desk.db.prepare('SELECT count(*) FROM entry').pluck().get() as number;

describe('undoing the last action', () => {
  it('shows what was shown before; undoing that again, what the action showed; and so on', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), fc.array(move, { minLength: 1, maxLength: 4 }), async (history, moves) => {
      const desk = deskOf(0);
      for (const earlier of history) desk.act(...earlier);
      const [before, count] = [shown(desk), entriesIn(desk)];
      const action = desk.act(...moves);
      if (entriesIn(desk) === count) return;
      const after = shown(desk);
      let last = action;
      for (const [i, expected] of [before, after, before, after].entries()) {
        const undone = await desk.undo(last);
        if (!undone.ok) throw new Error(undone.error.message);
        last = undone.value.action;
        if (i % 2 === 0) isAsBefore(expected, shown(desk));
        else expect(shown(desk)).toEqual(expected);
      }
      const tables = dumpHash(desk.db, []);
      rebuild(desk.db, [], 'reverse');
      expect(dumpHash(desk.db, [])).toBe(tables);
      desk.db.close();
    }), { numRuns: 60 });
  });

  it('undoes all actions one after the other, back to nothing', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(move, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 }), async (history) => {
      const desk = deskOf(0);
      const steps = history.map((moves) => ({ before: shown(desk), count: entriesIn(desk), action: desk.act(...moves), grew: 0 })).map((step, i, all) => ({ ...step, wrote: (all[i + 1]?.count ?? entriesIn(desk)) > step.count }));
      for (const step of [...steps].reverse()) {
        if (!step.wrote) continue;
        const undone = await desk.undo(step.action);
        // Making a record is undone by voiding it, which is a later word on it: an earlier action on another record can go on being undone.
        if (!undone.ok) throw new Error(undone.error.message);
        isAsBefore(step.before, shown(desk));
      }
      desk.db.close();
    }), { numRuns: 60 });
  });
});

describe('undoing beside others', () => {
  it('is refused as a whole where somebody has written since, and names the record, the field, who and when', async () => {
    const [a, b] = [deskOf(0), deskOf(1)];
    a.act({ does: 'write', record: FIRST, fields: { title: 'one', note: 'n' } }, { does: 'write', record: SECOND, fields: { title: 'two' } });
    const action = a.act({ does: 'write', record: SECOND, fields: { title: 'two, changed' } }, { does: 'write', record: FIRST, fields: { title: 'one, changed', note: 'changed' } });
    deliver(a, b);
    b.act({ does: 'write', record: FIRST, fields: { note: 'from there' } });
    deliver(b, a);
    const before = [shown(a), entriesIn(a), digest(a.db)];
    const refused = await a.undo(action);
    expect(refused.ok ? null : refused.error).toEqual({ type: 'UndoRefused', message: `The action was not undone: note of ${FIRST} has been written since by Desk 1 (uz-sa) on 2026-03-01T09:12:33+05:00. Change it by hand if it must be as before. Nothing was changed.` });
    expect([[shown(a), entriesIn(a), digest(a.db)], a.db.inTransaction]).toEqual([before, false]);
  });

  it('leaves alone what others wrote elsewhere in the record, and both offices end with the same', async () => {
    const [a, b] = [deskOf(0), deskOf(1)];
    a.act({ does: 'write', record: FIRST, fields: { title: 'one' } });
    const action = a.act({ does: 'write', record: FIRST, fields: { title: 'one, changed' } });
    deliver(a, b);
    b.act({ does: 'write', record: FIRST, fields: { note: 'from there' } });
    deliver(b, a);
    expect((await a.undo(action)).ok).toBe(true);
    deliver(a, b);
    expect([shown(a)[FIRST], digest(b.db)]).toEqual([{ fields: [['note', 'from there'], ['title', 'one']], voided: null, conflicts: [] }, digest(a.db)]);
  });

  it('undoes what another office did, by the same rule', async () => {
    const [a, b] = [deskOf(0), deskOf(1)];
    a.act({ does: 'write', record: FIRST, fields: { title: 'one' } });
    deliver(a, b);
    const theirs = b.act({ does: 'write', record: FIRST, fields: { title: 'theirs', 'tags[x]': true } });
    deliver(b, a);
    expect((await a.undo(theirs)).ok).toBe(true);
    expect(shown(a)[FIRST]).toEqual({ fields: [['title', 'one']], voided: null, conflicts: [] });
  });

  it('brings a conflict back that the action had settled, and settles it again when that is undone', async () => {
    const [a, b] = [deskOf(0), deskOf(1)];
    a.act({ does: 'write', record: FIRST, fields: { title: 'one' } });
    deliver(a, b);
    a.act({ does: 'write', record: FIRST, fields: { title: 'from a' } });
    b.act({ does: 'write', record: FIRST, fields: { title: 'from b' } });
    deliver(b, a);
    const disputed = { fields: expect.anything() as unknown, voided: null, conflicts: [['title', ['from a', 'from b']]] };
    expect(shown(a)[FIRST]).toEqual(disputed);
    const settled = a.act({ does: 'write', record: FIRST, fields: { title: 'agreed' } });
    const undone = await a.undo(settled);
    expect(shown(a)[FIRST]).toEqual(disputed);
    expect(undone.ok && (await a.undo(undone.value.action)).ok).toBe(true);
    expect(shown(a)[FIRST]).toEqual({ fields: [['title', 'agreed']], voided: null, conflicts: [] });
    deliver(a, b);
    expect(digest(b.db)).toBe(digest(a.db));
  });

  it('does not void a record that it made when others have written into it', async () => {
    const [a, b] = [deskOf(0), deskOf(1)];
    const made = a.act({ does: 'write', record: FIRST, fields: { title: 'one' } });
    deliver(a, b);
    b.act({ does: 'write', record: FIRST, fields: { note: 'from there' } });
    deliver(b, a);
    const refused = await a.undo(made);
    expect([refused.ok ? null : refused.error.type, shown(a)[FIRST]]).toEqual(['UndoRefused', { fields: [['note', 'from there'], ['title', 'one']], voided: null, conflicts: [] }]);
  });

  it('does not void again what was restored, once somebody has written there', async () => {
    const a = deskOf(0);
    a.act({ does: 'write', record: FIRST, fields: { title: 'one' } });
    a.act({ does: 'void', record: FIRST });
    const restored = a.act({ does: 'restore', record: FIRST });
    a.act({ does: 'write', record: FIRST, fields: { note: 'later' } });
    expect((await a.undo(restored)).ok).toBe(false);
    expect(shown(a)[FIRST]).toEqual({ fields: [['note', 'later'], ['title', 'one']], voided: null, conflicts: [] });
  });
});

describe('a job of many records', () => {
  const many = countingIds();
  const job = (desk: Desk, records: number): string => {
    const action = '01963f2c-ffff-7000-8000-000000000000';
    for (let i = 0; i < records; i += 100) {
      const done = desk.log.append({ author: 'Desk', action, changes: Array.from({ length: 100 }, (_, k) => ({ record: many(), kind: k % 4 === 0 ? 'other' : 'thing', fields: { title: String(i + k) } })) });
      if (!done.ok) throw new Error(done.error.message);
    }
    return action;
  };

  it('is one line of the list with its counts, is undone as a whole with progress, and done again', async () => {
    const desk = deskOf(0);
    desk.act({ does: 'write', record: FIRST, fields: { title: 'before' } });
    const action = job(desk, 1_000);
    const last = desk.act({ does: 'write', record: FIRST, fields: { note: 'after' } });
    expect(recentActions(desk.db, [logId('uz-bu', 0)], 9).map((one) => [one.action === action ? 'job' : one.action === last ? 'last' : 'first', one.entries, one.kinds])).toEqual([
      ['last', 1, { thing: 1 }], ['job', 1_000, { other: 250, thing: 750 }], ['first', 1, { thing: 1 }],
    ]);
    const steps: number[] = [];
    const undone = await desk.undo(action, { progress: (done) => { steps.push(done); } });
    const voided = (): unknown => desk.db.prepare('SELECT sum(voided) FROM record').pluck().get();
    expect([undone.ok && [undone.value.entries, undone.value.records], steps, voided()]).toEqual([[1_000, 1_000], [200, 400, 600, 800, 1_000], 1_000]);
    expect([undone.ok && (await desk.undo(undone.value.action)).ok, voided()]).toEqual([true, 0]);
  });

  it('leaves nothing behind when it is stopped half-way', async () => {
    const desk = deskOf(0);
    const action = job(desk, 600);
    const before = [dumpHash(desk.db, []), entriesIn(desk)];
    const stop = new AbortController();
    const stopped = await desk.undo(action, { signal: stop.signal, progress: (done) => { if (done === 400) stop.abort(); } });
    expect([stopped.ok ? null : stopped.error.type, [dumpHash(desk.db, []), entriesIn(desk)], desk.db.inTransaction]).toEqual(['Cancelled', before, false]);
  });
});

describe('the calls', () => {
  it('undo the last action of this store, and list them; and say where there is none', async () => {
    const office = await newOffice('uz-bu');
    expect(await office.try('undo', {})).toMatchObject({ ok: false, error: { type: 'NothingToUndo' } });
    expect(await office.try('undo', { action: FIRST })).toMatchObject({ ok: false, error: { type: 'ActionUnknown' } });
    const { id } = await office.do('record.add', { kind: 'agreement', value: { registerNo: '1', placeSigned: 'Buxoro' } });
    await office.do('record.set', { id, fields: { placeSigned: 'Toshkent' } });
    const { actions } = await office.do('undo.list', {});
    expect(actions.map(({ record, title, kinds, entries, fields, author }) => ({ record, title, kinds, entries, fields, author }))).toEqual([
      { record: id, title: '1', kinds: { agreement: 1 }, entries: 1, fields: { placeSigned: 'Toshkent' }, author: 'Head of department' },
      { record: id, title: '1', kinds: { agreement: 1 }, entries: 1, fields: { placeSigned: 'Buxoro', registerNo: '1' }, author: 'Head of department' },
    ]);
    const place = async (): Promise<unknown> => (await office.do('record.show', { id })).placeSigned;
    await office.do('undo', {});
    expect(await place()).toBe('Buxoro');
    await office.do('undo', {});
    expect(await place()).toBe('Toshkent');
    expect((await office.do('undo.list', { limit: 1 })).actions).toHaveLength(1);
    await office.close();
  });

  it('can be stopped', async () => {
    const office = await newOffice('uz-bu');
    await office.do('record.add', { kind: 'agreement', value: { registerNo: '1' } });
    const stop = new AbortController();
    stop.abort();
    const engine = serve(office.store(), { now: () => 0, wallClock: () => '2026-03-01T09:00:00+05:00', newId: countingIds(), random: (bytes) => Buffer.alloc(bytes), report: () => undefined });
    expect(await engine.call('undo', {}, { ...testContext(), signal: stop.signal })).toMatchObject({ ok: false, error: { type: 'Cancelled' } });
    await office.close();
  });
});
