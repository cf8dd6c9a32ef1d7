/** What somebody can check who has none of our programs: a bundle, the sender's minisign key, and the tools of any Linux. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, short } from './desk.ts';

export interface Bundles {
  /** Signed, not sealed. */
  readonly plain: string;
  /** Signed and sealed. */
  readonly sealed: string;
  /** Where to unpack to. */
  readonly folder: string;
}

/** @returns the tools that are not installed here and could therefore not be shown. */
export function checkAsStranger(bundles: Bundles): readonly string[] {
  const absent = ['unzip', 'sha256sum', 'minisign', 'age', 'age-keygen'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  const have = (...tools: readonly string[]): boolean => tools.every((tool) => !absent.includes(tool));
  mkdirSync(bundles.folder, { recursive: true });

  if (have('unzip')) {
    must(bundles.folder, 'unzip', '-q', '-o', bundles.plain, '-d', bundles.folder);
    if (have('sha256sum')) {
      must(bundles.folder, 'sha256sum', '-c', '--quiet', 'tagmanifest-sha256.txt');
      must(bundles.folder, 'sha256sum', '-c', '--quiet', 'manifest-sha256.txt');
      say('Every file is the one that was packed.');
    }
    if (have('minisign')) {
      const key = /\bRW[A-Za-z0-9+/]{54}\b/.exec(readFileSync(join(bundles.folder, 'readme.txt'), 'utf8'))?.[0];
      if (key === undefined) throw new Error('readme.txt does not name the minisign key of the sender.');
      say(must(bundles.folder, 'minisign', '-V', '-P', key, '-m', 'tagmanifest-sha256.txt'));
    }
  }
  if (have('age', 'age-keygen')) {
    const key = join(bundles.folder, '..', 'stranger.key');
    must(bundles.folder, 'age-keygen', '-o', key);
    say(mustFail(bundles.folder, 'age', '-d', '-i', key, '-o', '/dev/null', bundles.sealed));
    say('The sealed bundle is an ordinary age file, and closed to a stranger.');
  }
  return absent;
}

/** Runs a tool that must be satisfied. @returns what it said first. */
function must(folder: string, tool: string, ...args: readonly string[]): string {
  const { status, said } = run(folder, tool, args);
  if (status !== 0) throw new Error(`${tool} is not satisfied: ${said}`);
  return said.split('\n')[0] ?? '';
}

function mustFail(folder: string, tool: string, ...args: readonly string[]): string {
  const { status, said } = run(folder, tool, args);
  if (status === 0) throw new Error(`${tool} was expected to refuse.`);
  return said.split('\n')[0] ?? '';
}

function run(folder: string, tool: string, args: readonly string[]): { readonly status: number | null; readonly said: string } {
  say(`$ ${[tool, ...args.map((argument) => (argument.startsWith('/') && argument !== '/dev/null' ? short(argument) : argument))].join(' ')}`);
  const done = spawnSync(tool, args, { cwd: folder, encoding: 'utf8' });
  return { status: done.status, said: `${done.stdout}${done.stderr}`.trim() };
}
