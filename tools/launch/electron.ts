/** Which Electron runs the application here: its own binary where it is present, else the stand-in on the system's Chromium. */
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { findChromium } from '../standin/chromium.ts';

export const project = resolve(import.meta.dirname, '../..');
const STANDIN = join(project, 'tools/standin/bin');

/** What the stand-in needs, as Debian calls it. */
const PACKAGES = ['chromium', 'xvfb', 'xauth', 'fonts-noto-core'];
const MISSING = `This machine has neither Electron's own binary nor Chromium. On Debian: sudo apt-get install ${PACKAGES.join(' ')}. Elsewhere: "npx install-electron" fetches Electron.`;

export interface ElectronHere {
  readonly isStandin: boolean;
  /** For processes that start Electron: read by electron's own index.js and by electron-vite. */
  readonly env: Readonly<Record<string, string>>;
}

/** @throws with a sentence that says what to install. */
export function electronHere(): ElectronHere {
  if (hasOwnBinary()) return { isStandin: false, env: {} };
  installAsRoot();
  if (!isOnPath('setpriv') || findChromium(process.env.PATH ?? '') === null) throw new Error(MISSING);
  return { isStandin: true, env: { ELECTRON_OVERRIDE_DIST_PATH: STANDIN, ELECTRON_EXEC_PATH: join(STANDIN, 'electron') } };
}

export const isOnPath = (program: string): boolean => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function hasOwnBinary(): boolean {
  const electron = join(project, 'node_modules/electron');
  const named = join(electron, 'path.txt');
  return existsSync(named) && existsSync(join(electron, 'dist', readFileSync(named, 'utf8')));
}

/** As root on Debian what is missing is installed; anybody else is told. */
function installAsRoot(): void {
  const isComplete = findChromium(process.env.PATH ?? '') !== null && isOnPath('xvfb-run') && isOnPath('xauth');
  if (isComplete || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const options: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  process.stdout.write(`Installing ${PACKAGES.join(', ')} ...\n`);
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-qq'], options);
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], options);
}
