/** The application: its life from `ready` to `quit`, its places, its single instance. */
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';
import { endBrowser, startBrowser } from './browser.ts';
import { commandLine } from './commandLine.ts';
import { event, loud } from './loud.ts';
import { takeSingleInstance } from './singleInstance.ts';
import { BrowserWindow, windowEvents } from './window.ts';
import { keepPicture } from './picture.ts';

type Represented = Pick<Electron.App, 'isPackaged' | 'enableSandbox' | 'getPath' | 'isReady' | 'whenReady' | 'quit' | 'requestSingleInstanceLock'>;

class App extends EventEmitter implements Represented {
  readonly isPackaged = false;
  /** Chromium was told what it needs to know when it was started. */
  readonly commandLine = loud('app.commandLine', { appendSwitch: (): void => undefined });
  private started = false;
  private ready: Promise<void> | null = null;
  private quitting = false;
  private ending = false;
  private readonly mainRan = Promise.withResolvers<undefined>();

  constructor() {
    super();
    windowEvents.on('contents', (contents) => this.emit('web-contents-created', event({}), contents));
    windowEvents.on('none-left', () => {
      if (this.quitting) this.willQuit();
      else if (!this.emit('window-all-closed')) this.quit();
    });
  }

  enableSandbox(): void {
    // Every page of Chromium is in its sandbox, but for root.
  }

  getPath(name: Parameters<Represented['getPath']>[0]): string {
    if (name !== 'userData') throw new Error(`stand-in: app.getPath('${name}') is not represented.`);
    const path = commandLine.switches.get('user-data-dir') ?? join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), commandLine.name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  isReady(): boolean {
    return this.started;
  }

  whenReady(): Promise<void> {
    this.ready ??= this.start();
    return this.ready;
  }

  requestSingleInstanceLock(): boolean {
    return takeSingleInstance(this.getPath('userData'), ({ argv, cwd }) => this.emit('second-instance', event({}), argv, cwd));
  }

  /** Windows are closed first, then `will-quit` asks once more. */
  quit(): void {
    if (this.quitting) return;
    const asked = event({});
    this.emit('before-quit', asked);
    if (asked.defaultPrevented) return;
    this.quitting = true;
    const open = BrowserWindow.getAllWindows();
    for (const window of open) window.close();
    if (open.length === 0) this.willQuit();
  }

  mainHasRun(): void {
    this.mainRan.resolve(undefined);
    void this.whenReady();
  }

  private async start(): Promise<void> {
    await this.mainRan.promise;
    if (this.ending) return;
    await startBrowser(this.getPath('userData'), commandLine.switches.get('remote-debugging-port'), () => {
      if (!this.ending) process.exit(1);
    });
    this.started = true;
    keepPicture(commandLine.switches.get('standin-picture'));
    // Before whenReady resolves: Playwright's loader counts on that order.
    this.emit('ready', event({}), {});
  }

  private willQuit(): void {
    const last = event({});
    this.emit('will-quit', last);
    if (last.defaultPrevented) {
      this.quitting = false;
      return;
    }
    this.ending = true;
    this.emit('quit', event({}), 0);
    void endBrowser().then(() => process.exit(0));
  }
}

const real = new App();
export const app = loud('app', real);
export const startWhenMainRan = (): void => { real.mainHasRun(); };
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => { real.quit(); });
