/** The system's Chromium, in place of Electron's own. It dies with this process. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { connect, type Cdp } from './cdp.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first Chromium on the search path; null if there is none. */
export function findChromium(searchPath: string): string | null {
  return searchPath.split(':').flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file)) ?? null;
}

/** Nothing of its own accord: no updates, no accounts, no hints, no reports. */
const FLAGS: readonly string[] = [
  '--test-type', '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu', '--disable-quic',
  '--disable-breakpad', '--disable-default-apps', '--disable-extensions', '--disable-dev-shm-usage', '--disable-field-trial-config', '--password-store=basic', '--force-color-profile=srgb',
  '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows', '--disable-renderer-backgrounding', '--hide-crash-restore-bubble', '--block-new-web-contents',
  '--disable-search-engine-choice-screen', '--metrics-recording-only', '--disk-cache-size=1',
  '--disable-features=Translate,MediaRouter,OptimizationHints,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AimEnabled,NetworkTimeServiceQuerying,PreconnectToSearch',
  '--enable-features=SkipListAccountsWithoutGaiaCookies',
];

export interface Chromium {
  readonly cdp: Cdp;
  readonly isHeadless: boolean;
  /** A window without tabs and address bar: a second Chromium on the same profile hands the request over and ends. Only with a display. */
  readonly openAppWindow: (url: string) => void;
}

export interface ChromiumOptions {
  readonly profile: string;
  /** Where our addresses lead. Every other name leads nowhere. */
  readonly loopbackPort: number;
  /** For Playwright. */
  readonly debuggingPort: string | undefined;
}

export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  const program = findChromium(process.env.PATH ?? '');
  if (program === null) throw new Error('stand-in: no Chromium on this machine. On Debian: apt-get install chromium');
  mkdirSync(options.profile, { recursive: true });
  const isHeadless = process.env.DISPLAY === undefined;
  const shared = [
    ...FLAGS, `--user-data-dir=${options.profile}`,
    // Chromium's own sandbox does not run for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--host-resolver-rules=MAP *.localhost 127.0.0.1:${options.loopbackPort}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
  ];
  const own = ['--remote-debugging-pipe', '--no-startup-window', ...(isHeadless ? ['--headless=new'] : []), ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`])];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...shared, ...own], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const said = child.stdio[2] as Readable;
  let tail = '';
  // Playwright reads the address of the debugging port from here.
  said.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${tail}${text}`.split('\n');
    tail = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('DevTools listening on ') || process.env.STANDIN_VERBOSE !== undefined) process.stderr.write(`${line}\n`);
  });
  const cdp = connect(child);
  await cdp.send('Browser.getVersion', {});
  return { cdp, isHeadless, openAppWindow: (url) => { spawn(program, [...shared, `--app=${url}`], { stdio: 'ignore' }).unref(); } };
}
