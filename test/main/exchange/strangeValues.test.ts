import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/shared/json.ts';
import { recordKinds } from '../../../src/shared/records/registry.ts';
import { befriend, bundleFrom, digestOf, problemsOf, takeIn } from '../../support/exchange.ts';
import { entryLine, forgeSegment, posted, withFiles, withoutSegments } from '../../support/forgeSegment.ts';
import { newOffice, type Office } from '../../support/office.ts';
import { rngOf } from '../../support/rng.ts';
import type { Files } from '../../security/attacks/forge.ts';

const MOST = Number.MAX_SAFE_INTEGER;

/** What no honest program writes, and the format allows. */
const STRANGE: readonly Json[] = [
  true, false, 0, -1, MOST, -MOST, '', ' ', '0', 'null', '9999-99-99', '2026-02-30', '0000', '-1', '99999999', '2026-01-01T00:00:00Z', '\u202e', '%', "'; DROP TABLE entry; --", 'a'.repeat(600), '../../x',
  [], [[]], [null], [1, 'x', {}], {}, { text: 1 }, { text: null, language: [] }, { text: 'x' }, { source: 1, key: 2 }, { source: 'a', key: 'b', row: {} }, { certainty: 'inferred' },
  { certainty: 'inferred', date: 5 }, { certainty: 'inferred', date: '2026-13-45' }, { certainty: 'inferred', date: '2026-02-30' }, { kind: 'fixed' }, { kind: 'fixed', months: 0, renewal: 'tacit', renewalMonths: 0 },
  { kind: 'fixed', months: 1, renewal: 'tacit', renewalMonths: 0 }, { kind: 'fixed', months: 1, renewal: 'tacit', renewalMonths: -1 }, { kind: 'fixed', months: MOST, renewal: 'tacit' }, { kind: 'fixed', months: -MOST },
  { kind: 'fixed', months: 'x', renewal: 7 }, { kind: 'indefinite', noticeMonths: -MOST }, { kind: 'fixed', months: 1, renewal: 'tacit', renewalMonths: MOST, noticeMonths: MOST },
  { rule: 'on-date' }, { rule: 'on-date', date: 'x' }, { rule: 'on-date', date: '2026-02-30', days: MOST }, { rule: 'on-signature', days: MOST }, { rule: 'on-signature', days: -MOST }, { rule: 'on-last-notification', days: 'x' }, { rule: 7 },
  { url: 'javascript:alert(1)' }, { $void: null }, { $other: [] },
];

/** Paths of a field: of the form it has, and of the forms it has not. */
const pathsOf = (field: string): readonly string[] => [field, `${field}[1]`, `${field}[x.y-z:0].text`, `${field}[2].partner`, `${field}[2].signed`, `${field}[2].side`];

/** With these good values, the strange ones reach what is derived: status, events, documents. */
const GOOD: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  agreement: {
    dateSigned: '2020-01-01', dateInForce: '2020-02-01', entryIntoForce: { rule: 'on-signature', days: 30 }, term: { kind: 'fixed', months: 60, renewal: 'tacit', renewalMonths: 60, noticeMonths: 6 },
    'parties[1].partner': '01963f2c-9a40-7000-8000-000000000001', 'parties[1].signed': '2020-01-01', 'parties[2].partner': '01963f2c-9a40-7000-8000-000000000002',
  },
  event: { agreement: '01963f2c-9a40-7000-8000-00000000000a', type: 'terminated', date: '2024-01-01' },
  attachment: { document: '01963f2c-9a40-7000-8000-00000000000d', sha256: 'a'.repeat(64), bytes: 1, mediaType: 'application/pdf', name: 'scan.pdf' },
  document: { of: '01963f2c-9a40-7000-8000-00000000000a', documentKind: 'text' },
};

let liar: Office;
let victim: Office;
let genuine: Files;
const rng = rngOf('strange');
let next = 1;
let before: string | null = null;

beforeAll(async () => {
  liar = await newOffice('uz-bu');
  victim = await newOffice('uz-sa');
  await befriend(liar, victim);
  genuine = withoutSegments(await bundleFrom(liar, victim, { plain: true }));
});

async function takeLines(lineOf: readonly ((n: number) => string)[]): Promise<void> {
  const { log, signingKey } = liar.store().identity();
  const from = next;
  const segment = forgeSegment(signingKey, log, lineOf.map((line, i) => line(from + i)), from, before);
  expect((await takeIn(victim, posted(withFiles(genuine, segment.files), signingKey))).entries.new).toBe(lineOf.length);
  next += lineOf.length;
  before = segment.hash;
}

describe('values that no honest program writes', () => {
  it.each(Object.keys(recordKinds))('in every field of a record of kind %s are taken in, shown, listed and verified', async (kind) => {
    const { log } = liar.store().identity();
    const fields = Object.keys(recordKinds[kind as keyof typeof recordKinds]);
    const good = GOOD[kind] ?? {};
    const written = STRANGE.flatMap((value) => [
      Object.fromEntries(fields.flatMap(pathsOf).map((path) => [path, value])),
      ...Object.keys(good).map((path) => ({ ...good, [path]: value })),
    ]);
    const records = written.map(() => rng.id());
    const lines = written.map((d, i) => (n: number): string => entryLine(rng, log, n, { k: kind, r: records[i], d }));
    for (let i = 0; i < lines.length; i += 100) await takeLines(lines.slice(i, i + 100));
    for (const id of records) {
      const shown = await victim.do('record.show', { id });
      expect(shown.kind).toBe(kind);
    }
    expect((await victim.do('record.list', { kind, limit: 10_000 })).total).toBe(records.length);
  });

  it('beside forks, severed chains, clocks far ahead, strange names, foreign predecessors, blind removals and another kind are taken in, and what a person wrote comes back', async () => {
    const { log, signingKey } = liar.store().identity();
    const { id } = await victim.do('record.add', { kind: 'agreement', value: { registerNo: 'ours', notes: 'stays', titleForms: [{ text: 'Stays', language: 'en', script: 'Latn' }] } });
    const ours = await victim.do('record.show', { id });
    const [title = ''] = Object.keys(ours.seen).filter((path) => path.startsWith('titleForms['));
    const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
    await takeLines([
      (n) => entryLine(rng, log, n, { h: 'ffffffffffff-ffff', a: '9999-12-31T23:59:59+14:00' }),
      (n) => entryLine(rng, log, n, { d: Object.fromEntries(names.flatMap((name) => [[name, { [name]: 1 }], [`parties[${name}].${name}`, 1], [`fields[${name}]`, true]])) }),
      ...names.map((k) => (n: number): string => entryLine(rng, log, n, { k })),
      (n) => entryLine(rng, log, n, { d: { notes: 'elsewhere' }, o: { [ours.seen.notes?.[0] ?? '']: ['notes'] } }),
      (n) => entryLine(rng, log, n, { r: id, d: { [title]: { $gone: [] }, $void: { reason: 'blind', seen: [] } } }),
      (n) => entryLine(rng, log, n, { r: id, k: 'partner', h: '000000000000-0000', d: { note: 'of another kind and before all others' } }),
    ]);
    const forked = forgeSegment(signingKey, log, [entryLine(rng, log, 1), entryLine(rng, log, 2)]);
    expect(await takeIn(victim, posted(withFiles(genuine, forked.files), signingKey))).toMatchObject({ forked: [log], entries: { new: 2 } });
    const severed = forgeSegment(signingKey, log, [entryLine(rng, log, 5)], 5, 'e'.repeat(64));
    expect(await takeIn(victim, posted(withFiles(genuine, severed.files), signingKey))).toMatchObject({ forked: [log], missing: { ranges: [{ log, scope: 'all', from: 4, to: 4 }] } });

    const after = await victim.do('record.show', { id });
    expect(after.voided).toBeNull();
    expect(after.conflicts.map(({ field }) => field)).toContain('$void');
    expect(JSON.stringify(after)).toContain('"stays"');
    await victim.do('record.set', { id, fields: { note: null } });
    await victim.do('record.set', { id, fields: { placeSigned: 'Toshkent' } });
    expect(await victim.do('record.show', { id })).toMatchObject({ kind: 'agreement', notes: 'stays', placeSigned: 'Toshkent' });
    const [last] = (await victim.do('record.history', { id })).changes.filter(({ office }) => office === 'uz-sa').slice(-1);
    expect(Math.abs(Date.parse(last?.at ?? '') - Date.now())).toBeLessThan(86_400_000);
  });

  it('leave a register that is sound, sends itself on, and is rebuilt the same', async () => {
    expect(await problemsOf(victim)).toEqual([]);
    const digest = await digestOf(victim);
    expect((await victim.do('store.rebuild', {})).digest).toBe(digest);
    await takeIn(liar, await bundleFrom(victim, liar, { full: true }));
    expect(await digestOf(liar)).toBe(digest);
    await victim.do('conflicts.list', {});
  });
});
