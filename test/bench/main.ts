/** `npm run bench`: each figure as a ratio to the same bytes through raw encrypted SQLite in the same run. BENCH_ROWS and BENCH_DOCUMENTS make it smaller. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

interface Figure {
  readonly seconds: number;
  /** Seconds of work left after the answer, until the store was closed. */
  readonly housekeeping: number;
  readonly peakMiB: number;
  readonly more?: unknown;
}

const rows = Number(process.env.BENCH_ROWS ?? 100_000);
const documents = Number(process.env.BENCH_DOCUMENTS ?? 2_000);
const folder = mkdtempSync(join(tmpdir(), 'bitim-bench-'));
const figures = new Map<string, Figure>();
const project = join(import.meta.dirname, '..', '..');
const BUILT = join(project, 'out', 'bench');
/** As bin/bitim has it. */
const YOUNG_GENERATION = '--max-semi-space-size=8';

function run(name: string): Figure {
  const done = spawnSync(process.execPath, [YOUNG_GENERATION, join(BUILT, 'step.js'), name, JSON.stringify({ folder, rows, documents, size: 100_000 })], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${name} failed`);
  const figure = JSON.parse(done.stdout) as Figure;
  figures.set(name, figure);
  process.stdout.write(`${name.padEnd(18)} ${figure.seconds.toFixed(3).padStart(9)} s ${figure.peakMiB.toFixed(0).padStart(6)} MiB  then ${figure.housekeeping.toFixed(1)} s  ${figure.more === undefined ? '' : JSON.stringify(figure.more).slice(0, 160)}\n`);
  return figure;
}

function seconds(name: string): number {
  return figures.get(name)?.seconds ?? Number.NaN;
}

function ratio(what: string, measured: number, base: number, limit: string): void {
  process.stdout.write(`${what.padEnd(44)} ${(measured / base).toFixed(3)}  (asked for: ${limit})\n`);
}

/** Steps run as built code, so that neither time nor memory is that of a compiler. */
await build({ root: project, configFile: false, logLevel: 'error', build: { ssr: join(import.meta.dirname, 'step.ts'), outDir: BUILT, minify: false, emptyOutDir: true } });

try {
  process.stdout.write(`${String(rows)} records of about 1 kB, ${String(documents)} documents of 100 kB\n`);
  for (const name of ['material', 'offices', 'bringing in a table', 'attaching', 'lines', 'raw bringing in', 'raw full export', 'full export', 'raw full import', 'full import', 'same bundle again', 'acknowledge', 'change 1 %', 'delta made', 'delta applied', 'digests']) run(name);
  process.stdout.write('\n');
  const broughtIn = seconds('bringing in a table') + seconds('attaching');
  const kept = (figures.get('bringing in a table')?.housekeeping ?? 0) + (figures.get('attaching')?.housekeeping ?? 0);
  ratio('bringing in / raw', broughtIn, seconds('raw bringing in'), '3 or less');
  ratio('bringing in with all housekeeping / raw', broughtIn + kept, seconds('raw bringing in'), 'to know');
  ratio('full export / raw', seconds('full export'), seconds('raw full export'), '2 or less');
  ratio('full import / raw', seconds('full import'), seconds('raw full import'), '3 or less');
  ratio('delta made and applied / full made and applied', seconds('delta made') + seconds('delta applied'), seconds('full export') + seconds('full import'), 'under 0.050');
  ratio('same bundle again / full import', seconds('same bundle again'), seconds('full import'), 'under 0.125');
  const ours = [...figures].filter(([name]) => !name.startsWith('raw') && name !== 'material' && name !== 'lines').map(([, figure]) => figure.peakMiB);
  process.stdout.write(`peak memory of a step: ${Math.max(...ours).toFixed(0)} MiB  (asked for: under 400)\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
