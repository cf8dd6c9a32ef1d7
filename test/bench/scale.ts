/**
 * A store of 1,000,000 records and 10,000,000 entries: what an entry costs there and in a small store, and whether a person notices the size.
 * BENCH_RECORDS and BENCH_ENTRIES make it smaller.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AGREEMENTS } from '../../src/main/agreements/repository.ts';
import type { OutputOf } from '../../src/shared/contract.ts';
import { rngOf } from '../support/rng.ts';
import { newOfficeAt, openOfficeAt, type Office } from '../support/officeAt.ts';
import { percentile, timed, type Figure, type Measured, type Part, type StepInput } from './part.ts';
import { openRaw } from './raw.ts';
import { agreementId, BATCH, entriesOf, fillStore, recordsOf, type BatchCost } from './scaleStore.ts';

const SMALL = 100_000;
const RAW_ENTRIES = 1_000_000;
const placeOf = (input: StepInput) => ({ folder: join(input.folder, 'store'), stateFolder: join(input.folder, 'state') });
const SETS = 300;

interface Built {
  readonly small: Cost;
  readonly large: Cost;
}

/** Microseconds an entry: until the answer, with the housekeeping after it, and of the processor alone. */
interface Cost {
  readonly time: number;
  readonly settled: number;
  readonly processor: number;
}

/** Mean cost of an entry over the batches that end within a stretch. */
function costWithin(costs: readonly BatchCost[], from: number, to: number): Cost {
  const within = costs.filter((cost) => cost.entries > from && cost.entries <= to);
  const mean = (of: (cost: BatchCost) => number): number => (within.reduce((sum, cost) => sum + of(cost), 0) / (within.length * BATCH)) * 1000;
  return { time: mean((cost) => cost.milliseconds), settled: mean((cost) => cost.milliseconds + cost.settling), processor: mean((cost) => cost.processor) };
}

async function build(input: StepInput): Promise<Measured> {
  const office = await newOfficeAt('uz-a', placeOf(input));
  const costs: BatchCost[] = [];
  const total = entriesOf(input);
  const { seconds } = await timed(() => fillStore(office, input, (cost) => { costs.push(cost); }, SMALL * 1.5));
  // What the search index costs is measured by itself (search.ts): here nothing waits for it.
  office.store().db.exec('DELETE FROM search_due');
  await office.close();
  return { seconds, more: { small: costWithin(costs, SMALL / 2, SMALL * 1.5), large: costWithin(costs, total - SMALL, total) } satisfies Built };
}

/** As many lines of the same length through raw encrypted SQLite, in the same batches. */
async function buildRaw(input: StepInput): Promise<Measured> {
  const entries = Math.min(RAW_ENTRIES, entriesOf(input));
  const office = await openOfficeAt('uz-a', placeOf(input));
  const lines = office.store().reader.prepare('SELECT line FROM entry WHERE id <= ?').pluck().all(BATCH * 10) as string[];
  await office.close();
  const db = openRaw(join(input.folder, 'raw.db'));
  const insert = db.prepare('INSERT INTO row (line) VALUES (?)');
  const { seconds } = await timed(() => {
    for (let i = 0; i < entries; i += BATCH) db.transaction(() => { for (let k = i; k < i + BATCH; k++) insert.run(lines[k % lines.length]); })();
  });
  db.close();
  return { seconds, more: { microseconds: (seconds / entries) * 1e6 } };
}

const onOffice = async (input: StepInput, work: (office: Office) => Promise<Measured>): Promise<Measured> => {
  const office = await openOfficeAt('uz-a', placeOf(input));
  try {
    return await work(office);
  } finally {
    await office.close();
  }
};

async function opening(input: StepInput): Promise<Measured> {
  const { seconds, value: office } = await timed(() => openOfficeAt('uz-a', placeOf(input)));
  await office.close();
  return { seconds };
}

/** Waits until the housekeeping after the last write is done: the next write would wait for it, a person does not. */
const settled = (office: Office): Promise<unknown> => office.try('record.restore', { id: '00000000-0000-7000-8000-000000000000' });

const sets = (input: StepInput): Promise<Measured> => onOffice(input, async (office) => {
  const rng = rngOf('sets');
  const [all, raw]: [number[], number[]] = [[], []];
  const db = openRaw(join(input.folder, 'raw.db'));
  const insert = db.prepare('INSERT INTO row (line) VALUES (?)');
  for (let i = 0; i < SETS; i++) {
    const id = agreementId(rng.int(recordsOf(input)));
    const { seconds } = await timed(() => office.do('record.set', { id, fields: { notes: `set ${String(i)}`, placeSigned: `Place ${String(i)}` } }));
    all.push(seconds * 1000);
    await settled(office);
    raw.push((await timed(() => insert.run('x'.repeat(400)))).seconds * 1000);
  }
  db.close();
  return { seconds: all.reduce((sum, one) => sum + one, 0) / 1000, more: { median: percentile(all, 50), p95: percentile(all, 95), worst: Math.max(...all), rawMedian: percentile(raw, 50), rawP95: percentile(raw, 95) } };
});

const shows = (input: StepInput): Promise<Measured> => onOffice(input, async (office) => {
  const rng = rngOf('shows');
  const all: number[] = [];
  for (let i = 0; i < SETS; i++) all.push((await timed(() => office.do('record.show', { id: agreementId(rng.int(recordsOf(input))) }))).seconds * 1000);
  return { seconds: all.reduce((sum, one) => sum + one, 0) / 1000, more: { median: percentile(all, 50), p95: percentile(all, 95), worst: Math.max(...all) } };
});

const SORTS = [undefined, ...Object.keys(AGREEMENTS.fields).filter((name) => AGREEMENTS.fields[name]?.sort !== undefined).flatMap((name) => [name, `-${name}`])];

/** Every order with every filter: the first page when it is asked for first (the disk's pages cold in our cache), and the page after it. */
const lists = (input: StepInput): Promise<Measured> => onOffice(input, async (office) => {
  const partner = ((await office.do('record.list', { kind: 'partner', limit: 1 })).items[0])?.id ?? '';
  const wheres: readonly Readonly<Record<string, string>>[] = [{}, { level: 'twinning' }, { instrument: 'MOU' }, { dateSigned: '2024' }, { dateSigned: '2024-05-17' }, { placeSigned: 'Paris' }, { placeSigned: 'nowhere' }, { partner }, { voided: 'false' }, { voided: 'true' }, { status: 'inForce' }, { status: 'signed' }, { status: 'expired' }, { expiring: 'true' }];
  const first: { what: string; ms: number }[] = [];
  const second: number[] = [];
  for (const where of wheres) {
    for (const sort of SORTS) {
      const ask = (after?: string): Promise<OutputOf<'record.list'>> => office.do('record.list', { kind: 'agreement', where, ...(sort === undefined ? {} : { sort }), ...(after === undefined ? {} : { after }) });
      const page = await timed(() => ask());
      first.push({ what: `${sort ?? 'id'} ${JSON.stringify(where)}`, ms: page.seconds * 1000 });
      const { next } = page.value;
      if (next !== null) second.push((await timed(() => ask(next))).seconds * 1000);
    }
  }
  const slowest = [...first].sort((a, b) => b.ms - a.ms).slice(0, 5).map(({ what, ms }) => `${what}: ${ms.toFixed(1)}`);
  const times = first.map(({ ms }) => ms);
  return { seconds: times.reduce((sum, ms) => sum + ms, 0) / 1000, more: { pages: times.length, median: percentile(times, 50), p95: percentile(times, 95), worst: Math.max(...times), nextP95: percentile(second, 95), slowest } };
});

async function size(input: StepInput): Promise<Measured> {
  const bytes = (folder: string): number => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  const own = bytes(placeOf(input).folder);
  const lines = await onOffice(input, (office) => Promise.resolve({ seconds: 0, more: office.store().reader.prepare('SELECT avg(length(CAST(line AS BLOB))) FROM entry WHERE id <= 100000').pluck().get() }));
  return { seconds: 0, more: { gigabytes: own / 1e9, bytesAnEntry: own / entriesOf(input), lineBytes: lines.more } };
}

const moreOf = (figures: ReadonlyMap<string, Figure>, step: string): Readonly<Record<string, number>> => figures.get(step)?.more as Readonly<Record<string, number>>;

export const scale: Part = {
  name: 'scale',
  minutes: 30,
  sizes: { records: 1_000_000, entries: 10_000_000 },
  steps: { build, 'raw build': buildRaw, opening, lists, shows, sets, size },
  report: (figures, print) => {
    const built = figures.get('build')?.more as Built;
    const raw = moreOf(figures, 'raw build').microseconds ?? Number.NaN;
    print('an entry at the end, µs', built.large.time, 'to know');
    print(`an entry at the end / at ${String(SMALL)}`, built.large.time / built.small.time, '1.5 or less');
    print('the same, of the processor alone', built.large.processor / built.small.processor, '1.5 or less');
    print('the same, with housekeeping', built.large.settled / built.small.settled, 'to know');
    print('an entry at the end / raw encrypted SQLite', built.large.time / raw, 'to know');
    print('one set, median ms', moreOf(figures, 'sets').median ?? Number.NaN, '10 or less');
    print('one set, p95 ms', moreOf(figures, 'sets').p95 ?? Number.NaN, '10 or less');
    print('one set / raw encrypted SQLite', (moreOf(figures, 'sets').median ?? Number.NaN) / (moreOf(figures, 'sets').rawMedian ?? Number.NaN), 'to know');
    print('first page of a list, p95 ms', moreOf(figures, 'lists').p95 ?? Number.NaN, '50 or less');
    print('first page of a list, worst ms', moreOf(figures, 'lists').worst ?? Number.NaN, '50 or less');
    print('a record shown, p95 ms', moreOf(figures, 'shows').p95 ?? Number.NaN, 'to know');
    print('the store opened, s', figures.get('opening')?.seconds ?? Number.NaN, 'to know');
    print('on disk, GB', moreOf(figures, 'size').gigabytes ?? Number.NaN, 'to know');
    print('peak memory, MiB', Math.max(...[...figures.values()].map((figure) => figure.peakMiB)), 'to know');
  },
};
