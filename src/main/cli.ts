/** The command line's composition root: the engine in this process, commands on top of it. Nobody imports it. */
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { EXIT } from './cli/output.ts';
import { createProgram } from './cli/program.ts';
import { risingIds } from './engine/ids.ts';
import { placesOf } from './engine/places.ts';
import { PROJECTION_VERSION, projectors } from './engine/projectors.ts';
import { wallClockOf } from './engine/wallClock.ts';
import { nodeReaders } from './extract/nodeProcess.ts';

const stop = new AbortController();
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(130);
  process.stderr.write('\nStopping; what is under way is undone. Once more to end at once.\n');
  stop.abort();
});

/** The folder in which the built code and its libraries lie. */
const home = join(import.meta.dirname, '..', '..');

const program = createProgram({
  now: () => Date.now(),
  wallClock: () => wallClockOf(new Date()),
  newId: risingIds(() => Date.now(), randomBytes),
  random: randomBytes,
  projectors,
  projectionVersion: PROJECTION_VERSION,
  stateFolder: placesOf(process.platform, process.env, homedir()).state,
  startReader: nodeReaders({ node: process.execPath, script: join(import.meta.dirname, 'extract.js'), readable: [import.meta.dirname, join(home, 'node_modules'), join(home, 'package.json')] }),
  report: ({ reportId, call, cause }) => process.stderr.write(`report ${reportId}: ${call}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`),
}, process.env, stop.signal);

function onUsage(error: unknown): void {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
}

for (const command of [program, ...program.commands]) command.exitOverride();
try {
  await program.parseAsync(process.argv);
} catch (error) {
  onUsage(error);
}
