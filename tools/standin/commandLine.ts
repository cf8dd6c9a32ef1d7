/** Electron's view of its command line: switches, modules to load first (-r), and the application, which is the first other argument. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface CommandLine {
  readonly switches: Map<string, string>;
  readonly preloads: readonly string[];
  readonly appPath: string;
  readonly mainFile: string;
  readonly name: string;
}

interface Manifest {
  readonly name: string;
  readonly productName?: string;
  readonly main?: string;
}

export function readCommandLine(given: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  const preloads: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < given.length; at++) {
    const argument = given[at] ?? '';
    const named = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (argument === '-r') preloads.push(given[++at] ?? '');
    else if (named === null) others.push(argument);
    else switches.set(named[1] ?? '', named[2] ?? '');
  }
  const start = resolve(others[0] ?? '.');
  const isFolder = statSync(start).isDirectory();
  const appPath = isFolder ? start : packageOf(dirname(start));
  const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as Manifest;
  return { switches, preloads, appPath, mainFile: isFolder ? resolve(start, manifest.main ?? 'index.js') : start, name: manifest.productName ?? manifest.name };
}

function packageOf(folder: string): string {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return packageOf(dirname(folder));
}

/** Of this process. Everything after main.ts, as the executable handed it on. */
export const commandLine = readCommandLine(process.argv.slice(process.argv.findIndex((argument) => argument.endsWith('/standin/main.ts')) + 1));
