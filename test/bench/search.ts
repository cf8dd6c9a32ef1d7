/**
 * Search over a register of BENCH_RECORDS records: building the index, its size, and a fixed mix of queries, beside raw encrypted FTS5 over the same
 * words. Named twice in parts.ts: with 100,000 and with 1,000,000 records.
 */
import { join } from 'node:path';
import { folded } from './searchWords.ts';
import { newOfficeAt, openOfficeAt } from '../support/officeAt.ts';
import { percentile, timed, type Figure, type Measured, type Part, type StepInput } from './part.ts';
import { openRaw } from './raw.ts';
import { fillStore } from './scaleStore.ts';

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
    seconds += (await timed(() => { db.transaction(() => { for (const text of slice) insert.run(++rowid, text); })(); })).seconds;
  }
  const newest = db.prepare('SELECT rowid FROM raw_words WHERE raw_words MATCH ? ORDER BY rowid DESC LIMIT 50');
  const times: number[] = [];
  for (let round = 0; round < 5; round++) for (const word of ['hamkorlik', 'savdo', 'paris', 'hamkorlik AND savdo', 'notthere']) times.push((await timed(() => newest.all(word))).seconds * 1000);
  db.close();
  await office.close();
  return { seconds, more: { p95: percentile(times, 95) } };
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

const moreOf = (figures: ReadonlyMap<string, Figure>, step: string): Readonly<Record<string, number>> => (figures.get(step)?.more ?? {}) as Readonly<Record<string, number>>;

const part = (name: string, minutes: number, records: number): Part => ({
  name, minutes, sizes: { records },
  steps: { 'filling a store': fill, 'building the index': index, 'raw FTS5': raw, queries },
  report: (figures, print) => {
    print('search p95, ms', moreOf(figures, 'queries').p95 ?? Number.NaN, 'under 100');
    print('search worst, ms', moreOf(figures, 'queries').worst ?? Number.NaN, 'to know');
    print('building the index / raw FTS5', (figures.get('building the index')?.seconds ?? Number.NaN) / (figures.get('raw FTS5')?.seconds ?? Number.NaN), 'to know');
    print('peak memory of a step, MiB', Math.max(...[...figures.values()].map((figure) => figure.peakMiB)), 'to know');
  },
});

export const search = part('search', 6, 100_000);
export const searchLarge = part('search-large', 60, 1_000_000);
