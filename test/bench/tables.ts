/** Tables of 100,000 rows in and out, as CSV and XLSX, beside raw encrypted SQLite that writes the same entry lines in the same run. */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { openCsv } from '../../src/main/tables/csv.ts';
import { openTableWriter } from '../../src/main/tables/out/writer.ts';
import type { TableImported } from '../../src/shared/tables/answers.ts';
import { rngOf } from '../support/rng.ts';
import { COLUMNS, tableRow, writeMaterial } from './generate.ts';
import { called, makeOffice, withOffice } from './inOffice.ts';
import { secondsOf, timed, type Measured, type Part, type StepInput } from './part.ts';
import { rawBringIn } from './raw.ts';

const at = (input: StepInput, name: string): string => join(input.folder, name);
const rowsIn = (input: StepInput): number => input.sizes.rows ?? 0;

async function writeWorkbook(input: StepInput): Promise<void> {
  const rng = rngOf('bench');
  const writer = openTableWriter(at(input, 'table.xlsx'), 'bench', { format: 'xlsx', delimiter: ',', header: COLUMNS });
  if (!writer.ok) throw new Error(writer.error.message);
  for (let i = 0; i < rowsIn(input); i++) {
    writer.value.row(tableRow(rng, i));
    if (i % 1_000 === 0) await writer.value.flush();
  }
  await writer.value.end();
}

const bringIn = (id: string, file: string) => (input: StepInput): Promise<Measured> =>
  called(input, id, 'tables.import', { file: at(input, file), kind: 'agreement', map: at(input, 'map.json') }, ({ imported, updated, skipped, totals }: TableImported) => ({ imported, updated, skipped, refused: totals.refusedRows }));

const takeOut = (out: string, complete: boolean) => (input: StepInput): Promise<Measured> =>
  called(input, 'uz-csv', 'tables.export', { kind: 'agreement', out: at(input, out), complete }, ({ rows, bytes }) => ({ rows, bytes }));

/** The bytes that the raw figure is about: every entry as we hold it. */
const writeLines = (input: StepInput): Promise<Measured> => withOffice(input, 'uz-csv', async (office) => ({ seconds: (await timed(() => {
  const fd = openSync(at(input, 'lines.jsonl'), 'w');
  for (const line of office.store().db.prepare('SELECT line FROM entry ORDER BY id').pluck().iterate() as IterableIterator<string>) writeSync(fd, `${line}\n`);
  closeSync(fd);
})).seconds }));

/** Reading alone, by our cutter and by csv-parse: what the one costs beside the other. */
const readByUs = (input: StepInput): Promise<Measured> => counted(async () => {
  const csv = openCsv(at(input, 'table.csv'), { delimiter: ',' });
  if (!csv.ok) throw new Error(csv.error.message);
  let rows = 0;
  for await (const slice of csv.value.slices) rows += slice.ok ? slice.value.rows.length : 0;
  return rows;
});

const readByLibrary = (input: StepInput): Promise<Measured> => counted(async () => {
  let rows = 0;
  const parser = createReadStream(at(input, 'table.csv')).pipe(parse({ delimiter: ',', relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] }));
  for await (const _row of parser as AsyncIterable<readonly string[]>) rows += 1;
  return rows;
});

const counted = async (work: () => Promise<number>): Promise<Measured> => {
  const { seconds, value } = await timed(work);
  return { seconds, more: { rows: value } };
};

export const tables: Part = {
  name: 'tables',
  minutes: 4,
  sizes: { rows: 100_000 },
  steps: {
    material: async (input) => {
      const { seconds } = await timed(() => { writeMaterial(input.folder, rowsIn(input), 0, 0); return writeWorkbook(input); });
      for (const id of ['uz-csv', 'uz-xlsx']) await makeOffice(input, id);
      return { seconds };
    },
    'reading CSV by csv-parse': readByLibrary,
    'reading CSV by us': readByUs,
    'CSV in': bringIn('uz-csv', 'table.csv'),
    'the same CSV again': bringIn('uz-csv', 'table.csv'),
    'XLSX in': bringIn('uz-xlsx', 'table.xlsx'),
    'the same XLSX again': bringIn('uz-xlsx', 'table.xlsx'),
    'CSV out': takeOut('out.csv', false),
    'XLSX out': takeOut('out.xlsx', false),
    'all fields to XLSX': takeOut('complete.xlsx', true),
    lines: writeLines,
    'raw lines in': async (input) => ({ seconds: (await timed(() => rawBringIn(at(input, 'raw.db'), at(input, 'lines.jsonl'), []))).seconds }),
  },
  report: (figures, print) => {
    const seconds = (step: string): number => secondsOf(figures, step);
    const raw = seconds('raw lines in');
    print('CSV in, seconds', seconds('CSV in'), '20 or less');
    print('the same CSV again / CSV in', seconds('the same CSV again') / seconds('CSV in'), '0.25 or less');
    print('XLSX in, seconds', seconds('XLSX in'), '20 or less');
    print('the same XLSX again / XLSX in', seconds('the same XLSX again') / seconds('XLSX in'), '0.25 or less');
    for (const step of ['CSV in', 'the same CSV again', 'XLSX in', 'CSV out', 'XLSX out', 'all fields to XLSX']) print(`${step} / raw`, seconds(step) / raw, 'to know');
    print('reading CSV by csv-parse / by us', seconds('reading CSV by csv-parse') / seconds('reading CSV by us'), 'to know');
    const ours = [...figures].filter(([name]) => / in$| again$| out$|XLSX$/.test(name) && !name.startsWith('raw')).map(([, { peakMiB }]) => peakMiB);
    print('peak memory of a step, MiB', Math.max(...ours), 'under 400');
  },
};
