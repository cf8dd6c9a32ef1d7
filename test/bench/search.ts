/**
 * Search over a register of BENCH_RECORDS records: building the index, its size, and a fixed mix of queries, beside raw encrypted FTS5 over the same
 * words. Named twice in parts.ts: with 100,000 and with 1,000,000 records.
 */
import { join } from 'node:path';
import { folded } from './searchWords.ts';
import { searchProjector } from '../../src/main/search/due.ts';
import { createStore } from '../../src/main/store/store.ts';
import { newOfficeAt, openOfficeAt, storeDepsAt, TEST_KDF, TEST_PASSPHRASE } from '../support/officeAt.ts';
import { rngOf } from '../support/rng.ts';
import { percentile, secondsOf, timed, type Figure, type Measured, type Part, type StepInput } from './part.ts';
import { openRaw } from './raw.ts';
import { agreementId, fillStore } from './scaleStore.ts';

/** Records that raw FTS5 is given: their words must be made first, which takes far longer than giving them. */
const RAW_RECORDS = 100_000;
/** Records that are written with and without the note of what is to be indexed. */
const NOTED_RECORDS = 30_000;
const SETS = 200;

const placeOf = (input: StepInput) => ({ folder: join(input.folder, 'store'), stateFolder: join(input.folder, 'state') });

async function fill(input: StepInput): Promise<Measured> {
  const office = await newOfficeAt('uz-a', placeOf(input));
  const records = input.sizes.records ?? 0;
  const { seconds } = await timed(() => fillStore(office, { ...input, sizes: { records, entries: records } }, () => undefined));
  await office.close();
  return { seconds };
}

async function index(input: StepInput): Promise<Measured> {
  const office = await openOfficeAt('uz-a', placeOf(input));
  const before = process.cpuUsage();
  const { seconds, value } = await timed(() => office.do('search.catchUp', {}));
  const { user, system } = process.cpuUsage(before);
  const { reader } = office.store();
  const bytes = reader.prepare(`SELECT (SELECT sum(length(block)) FROM search_index_data) + (SELECT count(*) * 24 FROM search_doc) + (SELECT sum(length(word) + 4) FROM search_word)`).pluck().get() as number;
  await office.close();
  return { seconds, more: { indexed: value.indexed, recordsASecond: value.indexed / seconds, processorSeconds: (user + system) / 1e6, bytesARecord: bytes / value.indexed } };
}

/** The same words in one plain FTS5 table, encrypted: what SQLite alone would take. */
async function raw(input: StepInput): Promise<Measured> {
  const office = await openOfficeAt('uz-a', placeOf(input));
  const db = openRaw(join(input.folder, 'raw.db'));
  db.exec(`CREATE VIRTUAL TABLE raw_words USING fts5 (text, content = '', detail = none, tokenize = 'ascii')`);
  const insert = db.prepare('INSERT INTO raw_words (rowid, text) VALUES (?, ?)');
  let seconds = 0;
  let rowid = 0;
  for (const slice of folded(office.store().reader)) {
    if (rowid >= RAW_RECORDS) break;
    seconds += (await timed(() => { db.transaction(() => { for (const text of slice) insert.run(++rowid, text); })(); })).seconds;
  }
  const newest = db.prepare('SELECT rowid FROM raw_words WHERE raw_words MATCH ? ORDER BY rowid DESC LIMIT 50');
  const times: number[] = [];
  for (let round = 0; round < 5; round++) for (const word of ['hamkorlik', 'savdo', 'paris', 'hamkorlik AND savdo', 'notthere']) times.push((await timed(() => newest.all(word))).seconds * 1000);
  const bytes = db.prepare('SELECT sum(length(block)) FROM raw_words_data').pluck().get() as number;
  db.close();
  await office.close();
  return { seconds, more: { records: rowid, p95: percentile(times, 95), bytesARecord: bytes / rowid } };
}

/** What it costs to note what is to be indexed: the same records into two stores, one of which does not note it. In turns, for other work may run beside. */
async function noting(input: StepInput): Promise<Measured> {
  const spent = { noted: 0, unnoted: 0 };
  const begun = performance.now();
  for (const [round, kind] of (['noted', 'unnoted', 'unnoted', 'noted'] as const).entries()) {
    const at = join(input.folder, `noting-${String(round)}`);
    const deps = storeDepsAt({ stateFolder: join(at, 'state') });
    const made = await createStore(join(at, 'store'), TEST_PASSPHRASE, { office: 'uz-a', name: 'Office', country: 'UZ', region: null }, TEST_KDF, kind === 'noted' ? deps : { ...deps, projectors: deps.projectors.filter((one) => one.touched !== searchProjector.touched) });
    if (!made.ok) throw new Error(made.error.message);
    const { store } = made.value;
    const before = process.cpuUsage();
    await fillStore({ store: () => store }, { ...input, sizes: { records: NOTED_RECORDS, entries: NOTED_RECORDS } }, () => undefined);
    const { user, system } = process.cpuUsage(before);
    spent[kind] += (user + system) / 1e6;
    store.close();
  }
  return { seconds: (performance.now() - begun) / 1000, more: { ...spent, ratio: spent.noted / spent.unnoted } };
}

/** One field of one record, indexed when it is answered. */
async function sets(input: StepInput): Promise<Measured> {
  const office = await openOfficeAt('uz-a', placeOf(input));
  const rng = rngOf('search sets');
  const times: number[] = [];
  for (let i = 0; i < SETS; i++) {
    const id = agreementId(rng.int(input.sizes.records ?? 1));
    times.push((await timed(() => office.do('record.set', { id, fields: { notes: `hamkorlik note ${String(i)}` } }))).seconds * 1000);
  }
  await office.close();
  return { seconds: times.reduce((sum, ms) => sum + ms, 0) / 1000, more: { median: percentile(times, 50), p95: percentile(times, 95) } };
}

/** Common words, rare ones, beginnings, numbers, other spellings and scripts, what is not there. */
const MIX: readonly string[] = [
  'hamkorlik', 'ҳамкорлик', 'savdo', 'сотрудничество', 'cooperation trade', 'hamkorlik savdo madaniyat', 'h', 's', 'sa', 'sav', 'hamkor', 'coop', 'shartnoma bitim', 'şartnoma',
  'Paris', 'Париж', 'Самарканд', 'Samarqand', 'Toshkent suv', 'Германия', 'Франция savdo', '777-FR', '12345', '99', '"hamkorlik savdo"', 'hamkorlik -savdo', 'xamkorlik', 'sotrudnichestvo',
  'Toshkent Buxoro', 'Astana Moskva savdo', 'Berlin hamkorlik Ankara', '2024', '1999-0', '2001 Paris', '123456',
  'notthereatall', 'hamkorlik notthereatall', 'protocol programme exchange energy transport', 'Uzbekistan', 'qqqq', 'desk', 'madaniyat fan taʼlim viloyat suv',
];

async function queries(input: StepInput): Promise<Measured> {
  const office = await openOfficeAt('uz-a', placeOf(input));
  const slowest = new Map<string, number>();
  const all: number[] = [];
  const incomplete = new Set<string>();
  for (let round = 0; round < 5; round++) {
    for (const query of MIX) {
      const { seconds, value } = await timed(() => office.do('search', { query }));
      const ms = seconds * 1000;
      all.push(ms);
      if (value.incomplete === true) incomplete.add(query);
      slowest.set(query, Math.max(slowest.get(query) ?? 0, ms));
    }
  }
  const facets = (await timed(() => office.do('search', { query: 'hamkorlik', facets: true }))).seconds * 1000;
  const suggest = (await timed(() => office.do('suggest', { query: 'hamkorlk' }))).seconds * 1000;
  await office.close();
  const worst = [...slowest].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([query, ms]) => `${query}: ${ms.toFixed(1)}`);
  return { seconds: all.reduce((sum, ms) => sum + ms, 0) / 1000, more: { median: percentile(all, 50), p95: percentile(all, 95), worst: Math.max(...all), facets, suggest, slowest: worst, incomplete: [...incomplete] } };
}

type More = Readonly<Record<string, number>>;
const moreOf = (figures: ReadonlyMap<string, Figure>, step: string): More => (figures.get(step)?.more ?? {}) as More;

const part = (name: string, minutes: number, records: number): Part => ({
  name, minutes, sizes: { records },
  steps: { 'filling a store': fill, 'building the index': index, 'raw FTS5': raw, queries, sets, noting },
  report: (figures, print) => {
    const [built, plain, asked, set] = ['building the index', 'raw FTS5', 'queries', 'sets'].map((step) => moreOf(figures, step)) as [More, More, More, More];
    const seconds = secondsOf(figures, 'building the index');
    print('search p95, ms', asked.p95 ?? Number.NaN, '100 or less');
    print('search worst, ms', asked.worst ?? Number.NaN, 'to know');
    print('search p95 / raw FTS5 (the newest 50 rowids)', (asked.p95 ?? Number.NaN) / (plain.p95 ?? Number.NaN), 'to know');
    print('building the index, s', seconds, 'to know');
    print('building the index / raw FTS5, a record', seconds / (built.indexed ?? Number.NaN) / (secondsOf(figures, 'raw FTS5') / (plain.records ?? Number.NaN)), 'to know');
    print('index, bytes a record', built.bytesARecord ?? Number.NaN, 'to know');
    print('index / raw FTS5, bytes a record', (built.bytesARecord ?? Number.NaN) / (plain.bytesARecord ?? Number.NaN), 'to know');
    print('peak memory of building / of queries, MiB', `${String(Math.round(figures.get('building the index')?.peakMiB ?? 0))} / ${String(Math.round(figures.get('queries')?.peakMiB ?? 0))}`, 'to know');
    print('one set, indexed: median, ms', set.median ?? Number.NaN, '10 or less');
    print('one set, indexed: p95, ms', set.p95 ?? Number.NaN, 'to know');
    print('writing with / without noting what is to be indexed', moreOf(figures, 'noting').ratio ?? Number.NaN, '1.05 or less');
  },
});

export const search = part('search', 3, 100_000);
export const searchLarge = part('search-large', 16, 1_000_000);
