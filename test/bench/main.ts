/**
 * `npm run bench -- [PART...]`: without an argument every part that takes at most a quarter of an hour. Sizes are made smaller by environment variables
 * (BENCH_ROWS, BENCH_DOCUMENTS, BENCH_RECORDS, BENCH_ENTRIES ...; see the part), BENCH_FOLDER says where the material lies.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { MINUTES, type Figure, type Part, type Sizes } from './part.ts';
import { parts } from './parts.ts';

const project = join(import.meta.dirname, '..', '..');
const BUILT = join(project, 'out', 'bench');
/** As bin/bitim has it. */
const YOUNG_GENERATION = '--max-semi-space-size=8';

const named = process.argv.slice(2);
const unknown = named.filter((name) => parts.every((part) => part.name !== name));
if (unknown.length > 0) throw new Error(`No part ${unknown.join(', ')}; known are ${parts.map((part) => part.name).join(', ')}`);

/** Steps run as built code, so that neither time nor memory is that of a compiler. */
await build({ root: project, configFile: false, logLevel: 'error', build: { ssr: join(import.meta.dirname, 'step.ts'), outDir: BUILT, minify: false, emptyOutDir: true } });
for (const part of parts) {
  if (named.includes(part.name) || (named.length === 0 && part.minutes <= MINUTES)) run(part);
}

function run(part: Part): void {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), `bitim-bench-${part.name}-`));
  const sizes = sizesOf(part);
  const figures = new Map<string, Figure>();
  process.stdout.write(`${part.name}: ${Object.entries(sizes).map(([name, size]) => `${name} ${String(size)}`).join(', ')}\n`);
  try {
    for (const name of Object.keys(part.steps)) {
      const figure = runStep(part, name, JSON.stringify({ folder, sizes }));
      figures.set(name, figure);
      process.stdout.write(`${name.padEnd(22)} ${figure.seconds.toFixed(3).padStart(9)} s ${figure.cpu.toFixed(1).padStart(7)} s of CPU ${figure.peakMiB.toFixed(0).padStart(6)} MiB${figure.housekeeping === undefined ? '' : `  then ${figure.housekeeping.toFixed(1)} s`}`
        + `  ${figure.more === undefined ? '' : JSON.stringify(figure.more).slice(0, 800)}\n`);
    }
    process.stdout.write('\n');
    part.report(figures, (what, figure, asked) => {
      process.stdout.write(`${what.padEnd(60)} ${typeof figure === 'number' ? figure.toFixed(3) : figure}  (asked for: ${asked})\n`);
    });
    process.stdout.write('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runStep(part: Part, name: string, input: string): Figure {
  const done = spawnSync(process.execPath, [YOUNG_GENERATION, join(BUILT, 'step.js'), part.name, name, input], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${part.name}: ${name} failed`);
  return JSON.parse(done.stdout) as Figure;
}

function sizesOf(part: Part): Sizes {
  return Object.fromEntries(Object.entries(part.sizes).map(([name, size]) => [name, Number(process.env[`BENCH_${name.toUpperCase()}`] ?? size)]));
}
