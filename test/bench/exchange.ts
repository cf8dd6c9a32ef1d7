/** Export and import, each figure as a ratio to the same bytes through raw encrypted SQLite in the same run. */
import { closeSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newOfficeAt } from '../support/officeAt.ts';
import { writeMaterial } from './generate.ts';
import { called, placeOf, withOffice } from './inOffice.ts';
import { secondsOf, timed, type Figure, type Measured, type Part, type StepInput } from './part.ts';
import { rawBringIn, rawCopy } from './raw.ts';

const DOCUMENT_BYTES = 100_000;

const at = (input: StepInput, ...parts: readonly string[]): string => join(input.folder, ...parts);

const bundlesIn = (input: StepInput, folder: string): readonly string[] => readdirSync(at(input, folder)).filter((file) => file.includes('.bitim.zip')).sort().map((file) => at(input, folder, file));

async function importAll(input: StepInput, id: string, folder: string): Promise<Measured> {
  let seconds = 0;
  let housekeeping = 0;
  let more: unknown;
  for (const file of bundlesIn(input, folder)) {
    const done = await called(input, id, 'bundles.import', { file }, (value) => value);
    seconds += done.seconds;
    housekeeping += done.housekeeping ?? 0;
    more = done.more;
  }
  return { seconds, housekeeping, more };
}

async function makeOffices(input: StepInput): Promise<Measured> {
  const a = await newOfficeAt('uz-a', placeOf(input, 'uz-a'));
  const b = await newOfficeAt('uz-b', placeOf(input, 'uz-b'));
  for (const [one, other] of [[a, b], [b, a]] as const) {
    const card = await one.do('trust.card', {});
    writeFileSync(at(input, `${one.id}.card`), card.card);
    await other.do('trust.accept', { card: at(input, `${one.id}.card`), fingerprint: card.fingerprint });
  }
  await a.close();
  await b.close();
  return { seconds: 0 };
}

/** The bytes that the raw figures are about: every entry as we hold it. */
const writeLines = (input: StepInput): Promise<Measured> => withOffice(input, 'uz-a', (office) => timed(() => {
  const fd = openSync(at(input, 'lines.jsonl'), 'w');
  for (const line of office.store().db.prepare('SELECT line FROM entry ORDER BY id').pluck().iterate() as IterableIterator<string>) writeSync(fd, `${line}\n`);
  closeSync(fd);
}).then(({ seconds }) => ({ seconds })));

const attachAll = (input: StepInput): Promise<Measured> => withOffice(input, 'uz-a', async (office) => {
  const { items } = await office.do('record.list', { kind: 'agreement', limit: 1 });
  const files = documentPaths(input);
  const { seconds } = await timed(async () => {
    for (let i = 0; i < files.length; i += 1000) await office.do('documents.attach', { id: items[0]?.id ?? '', files: files.slice(i, i + 1000) });
  });
  return { seconds };
});

const changeSome = (input: StepInput): Promise<Measured> => withOffice(input, 'uz-a', async (office) => {
  const { items } = await office.do('record.list', { kind: 'agreement', limit: 10_000 });
  const every = Math.max(1, Math.round(items.length / ((input.sizes.rows ?? 0) / 100)));
  const changed = items.filter((_item, i) => i % every === 0);
  const { seconds } = await timed(async () => { for (const item of changed) await office.do('record.set', { id: item.id, fields: { notes: `changed ${item.id}`, placeSigned: 'Toshkent', dateSigned: '2026-01-02' } }); });
  return { seconds };
});

const documentPaths = (input: StepInput): readonly string[] => readdirSync(at(input, 'documents')).map((file) => at(input, 'documents', file));

const measured = (work: () => Promise<void> | void): Promise<Measured> => timed(work).then(({ seconds }) => ({ seconds }));

export const exchange: Part = {
  name: 'exchange',
  minutes: 5,
  sizes: { rows: 100_000, documents: 2_000 },
  steps: {
    material: (input) => measured(() => { writeMaterial(input.folder, input.sizes.rows ?? 0, input.sizes.documents ?? 0, DOCUMENT_BYTES); }),
    offices: makeOffices,
    'bringing in a table': (input) => called(input, 'uz-a', 'tables.import', { file: at(input, 'table.csv'), kind: 'agreement', map: at(input, 'map.json') }, (value) => ({ imported: value.imported, refused: value.refused.length })),
    attaching: attachAll,
    lines: writeLines,
    'raw bringing in': (input) => measured(() => rawBringIn(at(input, 'raw-a.db'), at(input, 'lines.jsonl'), documentPaths(input))),
    'raw full export': (input) => measured(() => { rawCopy(at(input, 'raw-a.db'), at(input, 'raw-export.db')); }),
    'full export': (input) => called(input, 'uz-a', 'bundles.export', { to: ['uz-b'], out: at(input, 'full'), full: true }, (value) => ({ entries: value.entries, documents: value.documents, bytes: value.files[0]?.bytes })),
    'raw full import': (input) => measured(() => { rawCopy(at(input, 'raw-export.db'), at(input, 'raw-b.db')); }),
    'full import': (input) => importAll(input, 'uz-b', 'full'),
    'same bundle again': (input) => importAll(input, 'uz-b', 'full'),
    acknowledge: async (input) => { await called(input, 'uz-b', 'bundles.export', { to: ['uz-a'], out: at(input, 'receipt') }); return importAll(input, 'uz-a', 'receipt'); },
    'change 1 %': changeSome,
    'delta made': (input) => called(input, 'uz-a', 'bundles.export', { to: ['uz-b'], out: at(input, 'delta') }, (value) => ({ entries: value.entries })),
    'delta applied': (input) => importAll(input, 'uz-b', 'delta'),
    digests: async (input) => {
      const [a, b] = [await called(input, 'uz-a', 'store.digest', {}, (value) => value.digest), await called(input, 'uz-b', 'store.digest', {}, (value) => value.digest)];
      return { seconds: a.seconds, more: { equal: a.more === b.more } };
    },
  },
  report: (figures, print) => {
    const seconds = (step: string): number => secondsOf(figures, step);
    const kept = (step: string): number => figures.get(step)?.housekeeping ?? 0;
    const broughtIn = seconds('bringing in a table') + seconds('attaching');
    print('bringing in / raw', broughtIn / seconds('raw bringing in'), '3 or less');
    print('bringing in with all housekeeping / raw', (broughtIn + kept('bringing in a table') + kept('attaching')) / seconds('raw bringing in'), 'to know');
    print('full export / raw', seconds('full export') / seconds('raw full export'), '2 or less');
    print('full import / raw', seconds('full import') / seconds('raw full import'), '3 or less');
    print('delta made and applied / full made and applied', (seconds('delta made') + seconds('delta applied')) / (seconds('full export') + seconds('full import')), 'under 0.050');
    print('same bundle again / full import', seconds('same bundle again') / seconds('full import'), 'under 0.125');
    const ours = [...figures].filter(([name]) => !name.startsWith('raw') && name !== 'material' && name !== 'lines').map(([, figure]: [string, Figure]) => figure.peakMiB);
    print('peak memory of a step, MiB', Math.max(...ours), 'under 400');
  },
};
