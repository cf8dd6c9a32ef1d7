/** An office in the demo: a store, a passphrase, and the command line as a person there would use it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '../..');
export const demo = join(project, 'demo');

export interface Desk {
  readonly office: string;
  readonly name: string;
  readonly region: string | null;
  /** Who sits there. */
  readonly post: string;
  readonly folder: string;
}

export type Answer = Readonly<Record<string, unknown>>;

export const desk = (folder: string, office: string, name: string, region: string | null, post: string): Desk => {
  const path = join(demo, folder);
  mkdirSync(path, { recursive: true });
  return { office, name, region, post, folder: path };
};

/** A path as a person in the project's folder would write it. */
export const short = (path: string): string => relative(project, path);

/** Says what happens; indented under the step's title. */
export const say = (text: string): void => {
  console.log(`   ${text}`);
};

let steps = 0;
export const step = (title: string): void => {
  steps += 1;
  console.log(`\n${String(steps).padStart(2)} ${title}`);
};

/** Runs a command; it must succeed. */
export function bitim(at: Desk, ...args: readonly string[]): Answer {
  const { status, answer, complaint } = run(at, args);
  if (status !== 0) throw new Error(`bitim ${args.join(' ')}: ${complaint}`);
  return answer;
}

/** Runs a command that must be refused. @returns the sentence. */
export function refused(at: Desk, ...args: readonly string[]): string {
  const { status, complaint } = run(at, args);
  if (status !== 1) throw new Error(`bitim ${args.join(' ')} was expected to be refused and was not.`);
  return complaint;
}

function run(at: Desk, args: readonly string[]): { readonly status: number | null; readonly answer: Answer; readonly complaint: string } {
  console.log(`   $ bitim --store ${short(join(at.folder, 'store'))} ${args.map(quoted).join(' ')}`);
  const done = spawnSync(join(project, 'bin/bitim'), ['--json', '--store', join(at.folder, 'store'), '--as', at.post, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, BITIM_PASSPHRASE: `demo passphrase of ${at.office}`, BITIM_STATE_DIR: join(demo, 'state') },
  });
  if (done.error !== undefined) throw done.error;
  const answer = done.stdout === '' ? {} : (JSON.parse(done.stdout) as Answer);
  return { status: done.status, answer, complaint: done.stderr.trim() };
}

function quoted(argument: string): string {
  const text = argument.startsWith('/') ? short(argument) : argument;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text}'`;
}
