/** Windows. */
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { chromium, isRunning, openPage, ownerOf } from './browser.ts';
import { Contents } from './contents.ts';
import { event, loud } from './loud.ts';
import { onThemeChange } from './nativeTheme.ts';

type Represented = Pick<Electron.BrowserWindow, 'id' | 'loadURL' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'close' | 'isDestroyed'>;

const windows: BrowserWindow[] = [];
let last = 0;

/** What the application is told of windows. */
export const windowEvents = new EventEmitter();

export class BrowserWindow extends EventEmitter implements Represented {
  readonly id: number;
  readonly webContents: Contents;
  private readonly contents: Contents;
  private readonly face: BrowserWindow;
  private readonly size: { readonly width: number; readonly height: number };
  private chromiumWindow: number | null = null;
  private minimized = false;
  private closed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!isRunning()) throw new Error('Cannot create BrowserWindow before app is ready');
    last += 1;
    this.id = last;
    this.size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.contents = new Contents(this.id, options.webPreferences ?? {});
    this.webContents = this.contents.face;
    this.face = loud('BrowserWindow', this);
    this.contents.once('first-paint', () => this.emit('ready-to-show', event({})));
    windows.push(this);
    openPage({ number: this.id, attached: (session, target) => { void this.attached(session, target); }, detached: () => { this.left(); } }, this.size);
    windowEvents.emit('contents', this.contents.face);
    return this.face;
  }

  static getAllWindows(): BrowserWindow[] {
    return windows.map((window) => window.face);
  }

  /** For Playwright. */
  static fromWebContents(contents: Contents | undefined): BrowserWindow | null {
    return windows.find((window) => window.webContents === contents)?.face ?? null;
  }

  /** In place of the page's number in Chromium, by which Playwright knows it. */
  static contentsOfTarget(target: string): Contents | undefined {
    const owner = ownerOf(target);
    return windows.find((window) => window.id === owner?.number)?.webContents;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  /** A page is visible from its beginning. */
  show(): void {
    this.emit('show', event({}));
  }

  focus(): void {
    this.emit('focus', event({}));
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
    if (this.chromiumWindow !== null) void chromium().cdp.send('Browser.setWindowBounds', { windowId: this.chromiumWindow, bounds: { windowState: 'normal' } });
  }

  close(): void {
    const asked = event({});
    this.emit('close', asked);
    if (asked.defaultPrevented) throw new Error('stand-in: a window that refuses to close is not represented.');
    this.contents.close();
  }

  isDestroyed(): boolean {
    return this.closed;
  }

  screenshot(): Promise<Buffer> {
    return this.contents.screenshot();
  }

  private async attached(session: string, target: string): Promise<void> {
    const { cdp } = chromium();
    const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId: target });
    this.chromiumWindow = windowId;
    await cdp.send('Browser.setContentsSize', { windowId, ...this.size });
    onThemeChange(() => { if (!this.closed) void this.contents.showTheme(); });
    await this.contents.attach(session, target);
  }

  private left(): void {
    if (this.closed) return;
    this.closed = true;
    this.contents.leave();
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed', event({}));
    if (windows.length === 0) windowEvents.emit('none-left');
  }
}

export const webContents = loud('webContents', { fromDevToolsTargetId: (target: string): Contents | undefined => BrowserWindow.contentsOfTarget(target) });
