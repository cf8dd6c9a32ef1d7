/** `npm start`: opens the window. `npm run dev`: builds again and opens it again whenever a source file changes. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { electronHere, isOnPath, project, type ElectronHere } from './electron.ts';

const PICTURE = 'test-results/window.png';
const SETTLED_MS = 300;

fetchIfReachable();
const electron = electronHere();
if (electron.isStandin) process.stdout.write("Electron's own binary is not here: the window runs on this system's Chromium (tools/standin; docs/electron.md says what that cannot show).\n");
const hasDisplay = process.env.DISPLAY !== undefined;
const hasGroups = process.platform !== 'win32';
let window: ChildProcess | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { end(signal); });
if (!hasDisplay && electron.isStandin) process.stdout.write(`There is no display: the window opens on one that nobody sees (Xvfb). A picture of it is kept in ${PICTURE}.\n`);

if (process.argv[2] === 'dev') develop();
else {
  if (!existsSync(join(project, 'out/main/index.js'))) build();
  open(electron, process.argv.slice(2)).on('exit', (code) => { process.exitCode = code ?? 1; });
}

/** Electron fetches its binary by itself where it can; a machine without a way there learns it in two seconds. */
function fetchIfReachable(): void {
  const electronPackage = join(project, 'node_modules/electron');
  if (existsSync(join(electronPackage, 'path.txt'))) return;
  const probe = "fetch('https://github.com/electron/electron/releases',{method:'HEAD',signal:AbortSignal.timeout(2000)}).then(()=>process.exit(0),()=>process.exit(1))";
  if (spawnSync(process.execPath, ['-e', probe]).status === 0) spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'inherit' });
}

function build(): boolean {
  return spawnSync('npm', ['run', 'build', '--silent'], { cwd: project, stdio: 'inherit' }).status === 0;
}

function open({ env, isStandin }: ElectronHere, given: readonly string[]): ChildProcess {
  const command = [join(project, 'node_modules/.bin/electron'), '.', ...given];
  const picture = isStandin && !hasDisplay ? [`--standin-picture=${join(project, PICTURE)}`] : [];
  const unseen = !hasDisplay && process.platform === 'linux';
  if (unseen && !isOnPath('xvfb-run')) throw new Error('There is no display. On Debian: sudo apt-get install xvfb xauth');
  const [program = '', ...rest] = [...(unseen ? ['xvfb-run', '-a', '-s', '-screen 0 1366x768x24'] : []), ...command, ...picture];
  window = spawn(program, rest, { cwd: project, stdio: 'inherit', env: { ...process.env, ...env }, detached: hasGroups });
  return window;
}

/** The window and what was started around it: xvfb-run is a shell, which hands no signal on. */
function end(signal: NodeJS.Signals): void {
  if (window?.pid === undefined || window.exitCode !== null) return;
  if (hasGroups) process.kill(-window.pid, signal);
  else window.kill(signal);
}

/** One build and one window at a time. A build that fails leaves the window as it is. */
function develop(): void {
  build();
  let timer: NodeJS.Timeout | undefined;
  const leave = (code: number | null): void => process.exit(code ?? 1);
  const begin = (): void => { open(electron, []).once('exit', leave); };
  const again = (): void => {
    if (!build()) return;
    window?.removeAllListeners('exit').once('exit', begin);
    end('SIGTERM');
  };
  begin();
  watch(join(project, 'src'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(again, SETTLED_MS);
  });
}
