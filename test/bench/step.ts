/** One measured step in a process of its own, so that its memory is its own too: `node test/bench/step.ts NAME JSON`. */
import { closeSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CallName, OutputOf, RequestOf } from '../../src/shared/contract.ts';
import { newOfficeAt, openOfficeAt, type Office } from '../support/officeAt.ts';
import { rawBringIn, rawCopy } from './raw.ts';
import { writeMaterial } from './generate.ts';

interface Input {
  readonly folder: string;
  readonly rows: number;
  readonly documents: number;
  readonly size: number;
}

interface Measured {
  readonly seconds: number;
  readonly more?: unknown;
}

const [, , name, text] = process.argv;
const input = JSON.parse(text ?? '{}') as Input;
const at = (...parts: readonly string[]): string => join(input.folder, ...parts);
const state = at('state');

/** Time from the last answer until the store is closed: what was left to do after the answer. */
let housekeeping = 0;

async function timed<T>(work: () => Promise<T> | T): Promise<Measured & { readonly value: T }> {
  const begun = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begun) / 1000, value };
}

async function withOffice<T>(id: string, work: (office: Office) => Promise<T>): Promise<T> {
  const office = await openOfficeAt(id, { folder: at(id), stateFolder: state });
  try {
    return await work(office);
  } finally {
    housekeeping += (await timed(() => office.close())).seconds;
  }
}

const call = <N extends CallName>(id: string, call: N, request: RequestOf<N>): Promise<Measured & { readonly value: OutputOf<N> }> => withOffice(id, (office) => timed(() => office.do(call, request)));

const bundles = (folder: string): readonly string[] => readdirSync(at(folder)).filter((file) => file.includes('.bitim.zip')).sort().map((file) => at(folder, file));

async function importAll(id: string, folder: string): Promise<Measured> {
  let seconds = 0;
  let more: unknown;
  for (const file of bundles(folder)) {
    const done = await call(id, 'bundles.import', { file });
    seconds += done.seconds;
    more = done.value;
  }
  return { seconds, more };
}

const steps: Readonly<Record<string, () => Promise<Measured>>> = {
  material: () => timed(() => { writeMaterial(input.folder, input.rows, input.documents, input.size); }),
  /** The bytes that the raw figures are about: every entry as we hold it. */
  lines: () => withOffice('uz-a', async (office) => timed(() => {
    const fd = openSync(at('lines.jsonl'), 'w');
    for (const line of office.store().db.prepare('SELECT line FROM entry ORDER BY id').pluck().iterate() as IterableIterator<string>) writeSync(fd, `${line}\n`);
    closeSync(fd);
  })),
  'raw bringing in': () => timed(() => rawBringIn(at('raw-a.db'), at('lines.jsonl'), documentPaths())),
  'raw full export': () => timed(() => { rawCopy(at('raw-a.db'), at('raw-export.db')); }),
  'raw full import': () => timed(() => { rawCopy(at('raw-export.db'), at('raw-b.db')); }),
  offices: async () => {
    const a = await newOfficeAt('uz-a', { folder: at('uz-a'), stateFolder: state });
    const b = await newOfficeAt('uz-b', { folder: at('uz-b'), stateFolder: state });
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const card = await one.do('trust.card', {});
      writeFileSync(at(`${one.id}.card`), card.card);
      await other.do('trust.accept', { card: at(`${one.id}.card`), fingerprint: card.fingerprint });
    }
    await a.close();
    await b.close();
    return { seconds: 0 };
  },
  'bringing in a table': () => call('uz-a', 'tables.import', { file: at('table.csv'), kind: 'agreement', map: at('map.json') }).then(({ value, ...measured }) => ({ ...measured, more: { imported: value.imported, refused: value.refused.length } })),
  'attaching': () => withOffice('uz-a', async (office) => {
    const { items } = await office.do('record.list', { kind: 'agreement', limit: 1 });
    const files = documentPaths();
    return timed(async () => {
      for (let i = 0; i < files.length; i += 1000) await office.do('documents.attach', { id: items[0]?.id ?? '', files: files.slice(i, i + 1000) });
    });
  }),
  'full export': async () => { const { seconds, value } = await call('uz-a', 'bundles.export', { to: ['uz-b'], out: at('full'), full: true }); return { seconds, more: { entries: value.entries, documents: value.documents, bytes: value.files[0]?.bytes } }; },
  'full import': () => importAll('uz-b', 'full'),
  'same bundle again': () => importAll('uz-b', 'full'),
  acknowledge: async () => { await call('uz-b', 'bundles.export', { to: ['uz-a'], out: at('receipt') }); return importAll('uz-a', 'receipt'); },
  'change 1 %': () => withOffice('uz-a', async (office) => {
    const { items } = await office.do('record.list', { kind: 'agreement', limit: 10_000 });
    const every = Math.max(1, Math.round(items.length / (input.rows / 100)));
    const changed = items.filter((_item, i) => i % every === 0);
    return timed(async () => { for (const item of changed) await office.do('record.set', { id: item.id, fields: { notes: `changed ${item.id}`, placeSigned: 'Toshkent', dateSigned: '2026-01-02' } }); });
  }),
  'delta made': async () => { const { seconds, value } = await call('uz-a', 'bundles.export', { to: ['uz-b'], out: at('delta') }); return { seconds, more: { entries: value.entries } }; },
  'delta applied': () => importAll('uz-b', 'delta'),
  digests: async () => { const [a, b] = [await call('uz-a', 'store.digest', {}), await call('uz-b', 'store.digest', {})]; return { seconds: a.seconds, more: { equal: a.value.digest === b.value.digest } }; },
};

function documentPaths(): readonly string[] {
  return readdirSync(at('documents')).map((file) => at('documents', file));
}

const step = steps[name ?? ''];
if (step === undefined) throw new Error(`No step ${String(name)}; known are ${Object.keys(steps).join(', ')}`);
const measured = await step();
process.stdout.write(`${JSON.stringify({ seconds: measured.seconds, more: measured.more, housekeeping, peakMiB: process.resourceUsage().maxRSS / 1024 })}\n`);
