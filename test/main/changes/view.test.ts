import { describe, expect, it } from 'vitest';
import { readView } from '../../../src/main/changes/apply.ts';
import { emptySummary } from '../../../src/main/changes/log.ts';
import { digest } from '../../../src/main/changes/rebuild.ts';
import type { RecordView } from '../../../src/main/changes/view.ts';
import type { Json, JsonObject } from '../../../src/shared/json.ts';
import { renderEntry } from '../../../src/main/changes/entry.ts';
import { openTestLog, START_MS } from '../../support/log.ts';
import { rngOf } from '../../support/rng.ts';
import { plainView, probe, probedDatabase, received } from '../../simulation/offices.ts';
import { Model, referenceOfLine } from '../../simulation/model.ts';

const RECORD = '01960000-0000-7000-8000-000000000000';
const OTHER = '01960001-0000-7000-8000-000000000001';

interface Part {
  readonly d: JsonObject;
  /** Predecessors by name -> paths. */
  readonly o?: Readonly<Record<string, readonly string[]>>;
  readonly s?: string;
  readonly k?: string;
  readonly t?: string;
  readonly office?: string;
  readonly h?: number;
  readonly n?: number;
  readonly r?: string;
}

/** Entries by name, later ones referring to earlier ones by name; `ref('A')` in values too. */
class Story {
  readonly lines = new Map<string, string>();
  readonly #rng = rngOf('story');

  ref(name: string): string {
    return referenceOfLine(this.lines.get(name) ?? '');
  }

  refs(...names: readonly string[]): string[] {
    return names.map((name) => this.ref(name)).sort();
  }

  write(name: string, part: Part): this {
    const number = this.lines.size + 1;
    const done = renderEntry({
      a: '2026-03-01T09:12:33+05:00', d: part.d, g: this.#rng.id(), h: `${(START_MS + (part.h ?? number)).toString(16).padStart(12, '0')}-0000`, k: part.k ?? 'thing',
      l: `${part.office ?? 'uz-bu'}.aaaaaaaaaaaaaaaa`, n: part.n ?? number, o: Object.fromEntries(Object.entries(part.o ?? {}).map(([older, paths]) => [this.ref(older), paths])),
      r: part.r ?? RECORD, s: part.s ?? 'all', t: part.t ?? 'put', u: 'Registry', v: 1, z: this.#rng.bytes(12).toString('base64url'),
    });
    if (!done.ok) throw new Error(done.error.message);
    this.lines.set(name, done.value.text);
    return this;
  }

  /** The view, the same in each of several orders of arrival, and as the model has it. */
  view(record: string = RECORD): RecordView {
    const lines = [...this.lines.values()];
    const views = [lines, [...lines].reverse(), rngOf('order').shuffled(lines)].map((order) => {
      const db = this.database(order);
      const view = readView(db, record);
      db.close();
      return view;
    });
    const model = new Model();
    for (const line of lines) model.add(line);
    for (const view of views) expect(plainView(view)).toEqual(model.view(record));
    if (views[0] == null) throw new Error('Nothing is known of the record');
    return views[0];
  }

  database(lines: readonly string[] = [...this.lines.values()]): ReturnType<typeof probedDatabase> {
    const db = probedDatabase();
    const log = openTestLog(db, { projectors: [probe] });
    const batch = log.openBatch();
    for (const line of received(lines)) log.receive(batch, [line], emptySummary());
    batch.flush();
    return db;
  }

  /** Path -> the names of the entries and their values in a conflict, greatest first. */
  conflicts(view: RecordView): Record<string, [string, Json][]> {
    const names = new Map([...this.lines.keys()].map((name) => [this.ref(name), name]));
    return Object.fromEntries(view.conflicts.map((conflict) => [conflict.path, conflict.values.map((head): [string, Json] => [names.get(head.by.ref) ?? '?', head.value])]));
  }
}

const fieldsOf = (view: RecordView): Record<string, Json> => Object.fromEntries(view.fields);

describe('A value', () => {
  it('is that of the only head', () => {
    const view = new Story().write('A', { d: { title: 'old', date: 1 } }).write('B', { d: { title: 'new' }, o: { A: ['title'] } }).view();
    expect([fieldsOf(view), view.conflicts]).toEqual([{ date: 1, title: 'new' }, []]);
  });

  it('is in conflict where two wrote without seeing each other, and that of the later one shows', () => {
    const story = new Story().write('A', { d: { title: 'old' } }).write('B', { d: { title: 'east' }, o: { A: ['title'] } }).write('C', { d: { title: 'west' }, o: { A: ['title'] } });
    const view = story.view();
    expect([fieldsOf(view), story.conflicts(view)]).toEqual([{ title: 'west' }, { title: [['C', 'west'], ['B', 'east']] }]);
  });

  it('is in no conflict where heads say the same, in whatever order of keys', () => {
    const view = new Story().write('A', { d: { date: { date: '2026', certainty: 'stated' } } }).write('B', { d: { date: { certainty: 'stated', date: '2026' } } }).view();
    expect([view.conflicts, view.heads.get('date')?.length]).toEqual([[], 2]);
  });

  it('in conflict is settled by an entry that names all heads, and not by one that names some', () => {
    const story = new Story().write('A', { d: { x: 1 } }).write('B', { d: { x: 2 } }).write('C', { d: { x: 3 }, o: { A: ['x'] } });
    expect(story.conflicts(story.view())).toEqual({ x: [['C', 3], ['B', 2]] });
    expect(story.write('D', { d: { x: 4 }, o: { B: ['x'], C: ['x'] } }).view().conflicts).toEqual([]);
  });

  it('of null clears the field, and conflicts with another value', () => {
    const story = new Story().write('A', { d: { x: 1, y: 1 } }).write('B', { d: { x: null, y: null }, o: { A: ['x', 'y'] } }).write('C', { d: { y: 2 }, o: { A: ['y'] }, h: 1 });
    const view = story.view();
    expect([fieldsOf(view), story.conflicts(view)]).toEqual([{}, { y: [['B', null], ['C', 2]] }]);
  });

  it('that shows is of the greatest clock, then log, then number as a number', () => {
    const at = (part: Part): Part => ({ ...part, h: 5 });
    const story = new Story().write('A', at({ d: { x: 'a' }, n: 9 })).write('B', at({ d: { x: 'b' }, n: 10 })).write('C', at({ d: { x: 'c' }, office: 'uz-ta', n: 1 })).write('D', { d: { x: 'd' }, h: 4, office: 'uz-zz', n: 99 });
    expect(story.conflicts(story.view())).toEqual({ x: [['C', 'c'], ['B', 'b'], ['A', 'a'], ['D', 'd']] });
  });

  it('is replaced also where the successor arrives first', () => {
    const story = new Story().write('A', { d: { x: 1, y: 1 } }).write('B', { d: { x: 2 }, o: { A: ['x'] } });
    const db = story.database([story.lines.get('B') ?? '']);
    expect(db.prepare('SELECT path FROM awaited').pluck().all()).toEqual(['x']);
    expect(fieldsOf(story.view())).toEqual({ x: 2, y: 1 });
    expect(story.database().prepare('SELECT count(*) FROM awaited').pluck().get()).toBe(0);
  });

  it('is not replaced by an entry of another record, another scope or a reserved type', () => {
    const story = new Story().write('A', { d: { x: 1 } }).write('B', { d: { x: 2 }, o: { A: ['x'] }, r: OTHER }).write('C', { d: { x: 3 }, o: { A: ['x'] }, s: 'local' }).write('D', { d: { x: 4 }, o: { A: ['x'] }, t: 'move' });
    expect(fieldsOf(story.view())).toEqual({ x: 1 });
  });
});

describe('An element', () => {
  const base = (): Story => new Story().write('A', { d: { 'parties[1]': true, 'parties[1].role': 'partner' } });

  it('that was removed by someone who saw all of it is gone with its sub-fields', () => {
    const story = base();
    const view = story.write('B', { d: { 'parties[1]': { $gone: story.refs('A') } }, o: { A: ['parties[1]'] } }).view();
    expect([fieldsOf(view), view.conflicts, [...view.heads.keys()]]).toEqual([{}, [], ['parties[1]', 'parties[1].role']]);
  });

  it('written again beside a removal that had not seen it is there, without a conflict', () => {
    const story = base();
    story.write('B', { d: { 'parties[1]': { $gone: story.refs('A') } }, o: { A: ['parties[1]'] } }).write('C', { d: { 'parties[1]': true }, o: { A: ['parties[1]'] }, h: 1 });
    const view = story.view();
    expect([fieldsOf(view), view.conflicts]).toEqual([{ 'parties[1]': true, 'parties[1].role': 'partner' }, []]);
  });

  it('of which a sub-field was changed beside the removal is kept and in conflict', () => {
    const story = base();
    story.write('B', { d: { 'parties[1]': { $gone: story.refs('A') } }, o: { A: ['parties[1]'] } }).write('C', { d: { 'parties[1].role': 'guest' }, o: { A: ['parties[1].role'] } });
    const view = story.view();
    expect([fieldsOf(view), story.conflicts(view)]).toEqual([
      { 'parties[1].role': 'guest' }, { 'parties[1]': [['C', { path: 'parties[1].role', value: 'guest' }], ['B', { $gone: story.refs('A') }]] },
    ]);
  });

  it('is gone where the removal named only the last of a chain of changes: its ancestors are covered', () => {
    const story = base().write('B', { d: { 'parties[1].role': 'guest', title: 'x' }, o: { A: ['parties[1].role'] } });
    story.write('C', { d: { 'parties[1]': { $gone: story.refs('B') } }, o: { A: ['parties[1]'] } });
    expect(fieldsOf(story.view())).toEqual({ title: 'x' });
  });

  it('of which two removals saw a part each is gone', () => {
    const story = base().write('B', { d: { 'parties[1].note': 'n' } });
    story.write('C', { d: { 'parties[1]': { $gone: story.refs('A') } }, o: { A: ['parties[1]'] } }).write('D', { d: { 'parties[1]': { $gone: story.refs('B') } }, o: { A: ['parties[1]'] } });
    const view = story.view();
    expect([fieldsOf(view), view.conflicts]).toEqual([{}, []]);
  });

  it('is there where only a sub-field was ever written', () => {
    expect(fieldsOf(new Story().write('A', { d: { 'parties[2].role': 'partner' } }).view())).toEqual({ 'parties[2].role': 'partner' });
  });

  it('takes conflicts on its sub-fields with it when it is removed', () => {
    const story = base().write('B', { d: { 'parties[1].role': 'guest' } });
    expect(Object.keys(story.conflicts(story.view()))).toEqual(['parties[1].role']);
    story.write('C', { d: { 'parties[1]': { $gone: story.refs('A', 'B') } }, o: { A: ['parties[1]'] } });
    expect(story.view().conflicts).toEqual([]);
  });

  it('does not take a neighbour with it whose id begins alike', () => {
    const story = new Story().write('A', { d: { 'links[a]': true, 'links[a.b]': true, 'links[a.b].x': 1 } });
    story.write('B', { d: { 'links[a]': { $gone: story.refs('A') } }, o: { A: ['links[a]'] } });
    expect(fieldsOf(story.view())).toEqual({ 'links[a.b]': true, 'links[a.b].x': 1 });
  });
});

describe('A record', () => {
  const voided = (): Story => {
    const story = new Story().write('A', { d: { title: 'x' } });
    return story.write('V', { d: { $void: { reason: 'entered twice', seen: story.refs('A') } } });
  };

  it('is voided where the author saw every head, and keeps its fields', () => {
    const view = voided().view();
    expect([view.voided?.reason, fieldsOf(view), view.conflicts]).toEqual(['entered twice', { title: 'x' }, []]);
  });

  it('that was changed beside the voiding is kept and in conflict', () => {
    const story = voided().write('B', { d: { title: 'y' }, o: { A: ['title'] } });
    const view = story.view();
    expect([view.voided, fieldsOf(view), story.conflicts(view)]).toEqual([
      null, { title: 'y' }, { $void: [['B', { path: 'title', value: 'y' }], ['V', { reason: 'entered twice', seen: story.refs('A') }]] },
    ]);
  });

  it('stays voided where what arrives late is older than what the author saw', () => {
    const story = new Story().write('A', { d: { title: 'x', date: 1 } }).write('B', { d: { title: 'y' }, o: { A: ['title'] } });
    story.write('V', { d: { $void: { reason: 'wrong', seen: story.refs('B') } } });
    expect(story.view().voided?.reason).toBe('wrong');
  });

  it('is brought back by null, with everything else as it was', () => {
    const view = voided().write('R', { d: { $void: null }, o: { V: ['$void'] } }).view();
    expect([view.voided, fieldsOf(view), view.conflicts]).toEqual([null, { title: 'x' }, []]);
  });

  it('voided here and restored there is in conflict, and the later one shows', () => {
    const story = voided();
    story.write('R', { d: { $void: null }, o: { V: ['$void'] } }).write('W', { d: { $void: { reason: 'again', seen: story.refs('A') } }, o: { V: ['$void'] } });
    const view = story.view();
    expect([view.voided?.reason, Object.keys(story.conflicts(view))]).toEqual(['again', ['$void']]);
  });

  it('voided by two for one reason, having seen different parts, is voided by both together and still in conflict on the words', () => {
    const story = new Story().write('A', { d: { title: 'x' } }).write('B', { d: { date: 1 } });
    story.write('V', { d: { $void: { reason: 'wrong', seen: story.refs('A') } } }).write('W', { d: { $void: { reason: 'wrong', seen: story.refs('B') } } });
    const view = story.view();
    expect([view.voided?.reason, view.conflicts.map((conflict) => conflict.path)]).toEqual(['wrong', ['$void']]);
  });

  it('has the kind of its least head, and is told by its least and greatest heads', () => {
    const story = new Story().write('A', { d: { x: 1 }, k: 'other', h: 7 }).write('B', { d: { y: 1 }, k: 'thing', h: 3 }).write('C', { d: { z: 1 }, k: 'thing', h: 5 });
    const view = story.view();
    expect([view.kind, view.created.ref, view.changed.ref, view.created.office]).toEqual(['thing', story.ref('B'), story.ref('A'), 'uz-bu']);
  });

  it('of an unknown kind is kept and merged like any other', () => {
    const story = new Story().write('A', { d: { 'novel[x.1].deep': [1] }, k: 'treaty' }).write('B', { d: { 'novel[x.1].deep': [2] }, k: 'treaty' });
    expect(Object.keys(story.conflicts(story.view()))).toEqual(['novel[x.1].deep']);
    expect(story.database().prepare('SELECT kind FROM record').pluck().all()).toEqual(['treaty']);
  });

  it('moves to the other kind\'s tables where an older entry turns up', () => {
    const story = new Story().write('A', { d: { x: 1 }, k: 'thing', h: 9 }).write('B', { d: { y: 1 }, k: 'oddity', h: 1 });
    const rows = [[story.lines.get('A') ?? ''], [...story.lines.values()]].map((lines) => story.database(lines).prepare('SELECT count(*) FROM probe').pluck().get());
    expect(rows).toEqual([1, 0]);
  });
});

describe('Several scopes', () => {
  it('are laid over each other field by field and element by element: all, then by name, then local', () => {
    const story = new Story()
      .write('L', { d: { title: 'local', note: 'local', 'tags[x].note': 'local' }, s: 'local' }).write('B', { d: { title: 'b', date: 'b', note: 'b' }, s: 'b-team' })
      .write('C', { d: { date: 'c' }, s: 'a1' }).write('A', { d: { title: 'all', 'tags[x]': true } });
    const view = story.view();
    expect([fieldsOf(view), view.scopes]).toEqual([{ date: 'c', note: 'b', 'tags[x]': true, title: 'all' }, ['all', 'a1', 'b-team', 'local']]);
  });

  it('take a cleared field from the first that has heads for it', () => {
    expect(fieldsOf(new Story().write('A', { d: { x: null } }).write('L', { d: { x: 1 }, s: 'local' }).view())).toEqual({});
  });

  it('void apart', () => {
    const story = new Story().write('A', { d: { x: 1 } });
    story.write('V', { d: { $void: { reason: 'wrong', seen: story.refs('A') } } }).write('L', { d: { note: 1 }, s: 'local' });
    expect(story.view().voided?.reason).toBe('wrong');
  });

  it('leave local out of the digest', () => {
    const story = new Story().write('A', { d: { x: 1 } });
    const before = digest(story.database());
    story.write('L', { d: { note: 1 }, s: 'local' });
    expect([digest(story.database()) === before, digest(story.database(), 'local') === digest(story.database(), 'all')]).toEqual([true, false]);
  });
});

describe('Sameness', () => {
  const pairs = (story: Story): unknown => story.database().prepare('SELECT record, other FROM same_as ORDER BY 1, 2').raw().all();

  it('joins two records until the element is removed', () => {
    const story = new Story().write('A', { d: { [`sameAs[${OTHER}]`]: true } });
    expect(pairs(story)).toEqual([[RECORD, OTHER]]);
    story.write('B', { d: { [`sameAs[${OTHER}]`]: { $gone: story.refs('A') } }, o: { A: [`sameAs[${OTHER}]`] } });
    expect(pairs(story)).toEqual([]);
  });

  it('ends with the voiding of the record that says it', () => {
    const story = new Story().write('A', { d: { [`sameAs[${OTHER}]`]: true } });
    story.write('V', { d: { $void: { reason: 'wrong', seen: story.refs('A') } } });
    expect(pairs(story)).toEqual([]);
  });

  it('holds where a sub-field of the element was written beside its removal', () => {
    const path = `sameAs[${OTHER}]`;
    const story = new Story().write('A', { d: { [path]: true } });
    story.write('B', { d: { [path]: { $gone: story.refs('A') } }, o: { A: [path] } }).write('C', { d: { [`${path}.why`]: 'one office' } });
    expect(pairs(story)).toEqual([[RECORD, OTHER]]);
  });

  it('is not said of what is no record id', () => {
    expect(pairs(new Story().write('A', { d: { 'sameAs[x]': true } }))).toEqual([]);
  });
});
