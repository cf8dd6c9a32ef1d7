/** Runs the built command line as a person or a script would. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_PASSPHRASE } from './office.ts';

const BITIM = join(import.meta.dirname, '..', '..', 'bin', 'bitim');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly store: string;
  readonly stateFolder: string;
  readonly passphrase?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const environment = (options: CommandOptions): NodeJS.ProcessEnv => ({ ...process.env, BITIM_PASSPHRASE: options.passphrase ?? TEST_PASSPHRASE, BITIM_STATE_DIR: options.stateFolder, ...options.env });

export function bitim(options: CommandOptions, ...args: readonly string[]): Run {
  const done = spawnSync(BITIM, ['--store', options.store, ...args], { env: environment(options), encoding: 'utf8', input: options.input ?? '', maxBuffer: 64 * 1024 * 1024 });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** Runs with --json, expects success and gives the one value on stdout. */
export function bitimJson(options: CommandOptions, ...args: readonly string[]): Record<string, never> & { readonly [key: string]: unknown } {
  const run = bitim(options, '--json', ...args);
  if (run.code !== 0) throw new Error(`bitim ${args.join(' ')} ended with ${String(run.code)}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Record<string, never>;
}

/** Starts a command and kills it (SIGKILL) after so many milliseconds. @returns true if it had ended by itself before. */
export function bitimKilled(options: CommandOptions, afterMs: number, ...args: readonly string[]): Promise<{ readonly ended: boolean; readonly ms: number }> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const child = spawn(BITIM, ['--store', options.store, ...args], { env: environment(options), stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      resolve({ ended: signal === null, ms: performance.now() - begun });
    });
  });
}

/** Runs a command and watches its memory (Linux): the peak of its resident set in MiB, without the key derivation's share if that is at its floor. */
export function bitimWatched(options: CommandOptions, ...args: readonly string[]): Promise<{ readonly code: number | null; readonly peakMiB: number }> {
  return new Promise((resolve) => {
    const child = spawn(BITIM, ['--store', options.store, ...args], { env: environment(options), stdio: ['ignore', 'ignore', 'inherit'] });
    let peakMiB = 0;
    const look = setInterval(() => { peakMiB = Math.max(peakMiB, peakOf(child.pid ?? 0)); }, 10);
    child.on('exit', (code) => {
      clearInterval(look);
      resolve({ code, peakMiB });
    });
  });
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
