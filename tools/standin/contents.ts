/** A page's contents: its session with Chromium, its messages, its navigation and its requests. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type Electron from 'electron';
import { chromium, schemes } from './browser.ts';
import { windowOfBlankPage } from './addresses.ts';
import type { CdpEvent, Params, Returned } from './cdp.ts';
import { event, loud } from './loud.ts';
import { answerInvoke } from './ipcMain.ts';
import { themeFeature } from './nativeTheme.ts';
import { BINDING, mainWorldSource, preloadSource, PRELOAD_WORLD, RECEIVE, SYNCHRONOUS, type FromPage, type ToPage } from './page/worlds.ts';
import { makeWire } from './page/wire.ts';
import { defaultSession, isCancelled, settlePermissions } from './session.ts';
import type { Protocol } from 'cdp-protocol';

type Represented = Pick<Electron.WebContents, 'id' | 'session' | 'mainFrame' | 'send' | 'isDestroyed' | 'loadURL' | 'getURL' | 'close' | 'setWindowOpenHandler'>;
type Commands = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;

const wire = makeWire();

/** The frame of a page, the same object as long as the page is. */
interface Frame {
  url: string;
  readonly parent: null;
}

export class Contents extends EventEmitter implements Omit<Represented, 'mainFrame' | 'session'> {
  readonly id: number;
  readonly mainFrame: Frame = loud('WebFrameMain', { url: '', parent: null });
  readonly session = defaultSession;
  /** What the application holds: the same contents, loud about what they lack. */
  readonly face: Contents;
  private readonly preload: string | undefined;
  private readonly ready = Promise.withResolvers<undefined>();
  private cdpSession = '';
  private target = '';
  /** The isolated world in which the preload runs; messages sent before it is there wait. */
  private world: number | null = null;
  private readonly unsent: ToPage[] = [];
  private isOurs = false;
  private gone = false;

  constructor(id: number, preferences: Electron.WebPreferences) {
    super();
    this.id = id;
    this.preload = preferences.preload;
    this.face = loud('webContents', this);
  }

  async attach(session: string, target: string): Promise<void> {
    this.cdpSession = session;
    this.target = target;
    chromium().cdp.listen(session, (said) => { this.hear(said); });
    const secret = `standin${randomBytes(12).toString('hex')}`;
    const prepared = Promise.all([
      this.ask('Page.enable', {}),
      this.ask('Runtime.enable', {}),
      this.ask('DOM.enable', {}),
      this.ask('Debugger.enable', {}),
      this.ask('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD }),
      this.ask('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.ask('Page.setLifecycleEventsEnabled', { enabled: true }),
      this.ask('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(secret) }),
      ...(this.preload === undefined ? [] : [this.ask('Page.addScriptToEvaluateOnNewDocument', { worldName: PRELOAD_WORLD, source: preloadSource(secret, readFileSync(this.preload, 'utf8'), this.preload) })]),
    ]);
    // The page waits for this, and what was asked before is done before.
    void this.ask('Runtime.runIfWaitingForDebugger', {});
    await prepared;
    await this.showTheme();
    await settlePermissions(this.face);
    this.ready.resolve(undefined);
  }

  showTheme(): Promise<unknown> {
    return this.ask('Emulation.setEmulatedMedia', { features: themeFeature() });
  }

  async screenshot(): Promise<Buffer> {
    return Buffer.from((await this.ask('Page.captureScreenshot', { format: 'png' })).data, 'base64');
  }

  async loadURL(url: string): Promise<void> {
    await this.ready.promise;
    const loaded = new Promise<void>((resolve) => { this.once('did-finish-load', () => { resolve(); }); });
    this.isOurs = true;
    const { errorText } = await this.ask('Page.navigate', { url: schemes.toWeb(url) });
    this.isOurs = false;
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  send(channel: string, ...given: unknown[]): void {
    this.post({ type: 'message', channel, given });
  }

  isDestroyed(): boolean {
    return this.gone;
  }

  close(): void {
    void this.ready.promise.then(() => this.ask('Page.close', {})).catch(() => undefined);
  }

  /** Every window that a page asks for is denied here; a handler that allows one is not represented. */
  setWindowOpenHandler(handler: Parameters<Represented['setWindowOpenHandler']>[0]): void {
    const { action } = handler({ url: 'about:blank', frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'no-referrer' } });
    if (action !== 'deny') throw new Error('stand-in: a window that is allowed to open others is not represented.');
  }

  /** Called once, when the page is gone. */
  leave(): void {
    if (this.gone) return;
    this.gone = true;
    chromium().cdp.unlisten(this.cdpSession);
    this.emit('destroyed', event({}));
  }

  isTarget(target: string): boolean {
    return this.target === target;
  }

  private ask<M extends Commands>(method: M, params: Params<M>): Promise<Returned<M>> {
    return chromium().cdp.send(method, params, this.cdpSession);
  }

  private hear({ method, params }: CdpEvent): void {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { name, id, auxData } = params.context as typeof params.context & { readonly auxData: { readonly frameId: string } };
        if (name !== PRELOAD_WORLD || auxData.frameId !== this.target) return;
        this.world = id;
        for (const message of this.unsent.splice(0)) this.post(message);
        return;
      }
      case 'Runtime.executionContextsCleared':
        this.world = null;
        return;
      case 'Runtime.bindingCalled':
        void this.take(wire.decode(params.payload) as FromPage, params.executionContextId);
        return;
      case 'Debugger.paused':
        void this.answerPause(params);
        return;
      case 'Fetch.requestPaused':
        void this.admit(params);
        return;
      case 'Page.frameNavigated':
        if (params.frame.parentId !== undefined || windowOfBlankPage(params.frame.url) !== null) return;
        this.mainFrame.url = schemes.toApp(params.frame.url) + (params.frame.urlFragment ?? '');
        // Anew for each page: Playwright sets its own when it attaches, and the last one counts.
        void this.showTheme();
        return;
      case 'Page.navigatedWithinDocument':
        this.mainFrame.url = schemes.toApp(params.url);
        return;
      case 'Page.loadEventFired':
        if (this.mainFrame.url === '') return;
        void this.showTheme();
        this.emit('did-finish-load', event({}));
        return;
      case 'Page.lifecycleEvent':
        if (this.mainFrame.url !== '' && params.name === 'firstPaint') this.emit('first-paint');
        return;
      default:
    }
  }

  private async take(message: FromPage, world: number): Promise<void> {
    if (message.type === 'preload-error') {
      process.stderr.write(`Unable to load preload script: ${this.preload ?? ''}\n${message.message}\n`);
      return;
    }
    const answer = await answerInvoke(message.channel, { sender: this.face, senderFrame: this.mainFrame }, message.given);
    if (world === this.world) this.post({ type: 'reply', id: message.id, ...answer });
  }

  private post(message: ToPage): void {
    if (this.world === null) {
      this.unsent.push(message);
      return;
    }
    void this.ask('Runtime.callFunctionOn', { functionDeclaration: `function(text){${RECEIVE}(text)}`, arguments: [{ value: wire.encode(message) }], executionContextId: this.world, silent: true }).catch(() => undefined);
  }

  /** A page that leads a frame elsewhere by itself asks the application first; then every request goes past the session's listener. */
  private async admit({ requestId, request, resourceType, frameId, redirectedRequestId }: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const url = schemes.toApp(request.url);
    const refuse = (errorReason: Protocol.Network.ErrorReason): Promise<unknown> => this.ask('Fetch.failRequest', { requestId, errorReason }).catch(() => undefined);
    if (windowOfBlankPage(request.url) === null) {
      if (resourceType === 'Document' && !this.isOurs) {
        const asked = event({ url, isMainFrame: frameId === this.target, isSameDocument: false });
        this.emit(redirectedRequestId === undefined ? 'will-frame-navigate' : 'will-redirect', asked);
        if (asked.defaultPrevented) {
          await refuse('Aborted');
          return;
        }
      }
      if (await isCancelled({ url, method: request.method })) {
        await refuse('BlockedByClient');
        return;
      }
    }
    await this.ask('Fetch.continueRequest', { requestId }).catch(() => undefined);
  }

  /** The isolated world waits for the path of a file: only Chromium's own debugger sees which one it is. */
  private async answerPause({ callFrames: [frame] }: Protocol.Debugger.pausedPayload): Promise<void> {
    if (frame?.functionName === SYNCHRONOUS) {
      const inFrame = (expression: string) => this.ask('Debugger.evaluateOnCallFrame', { callFrameId: frame.callFrameId, expression });
      const { result: { objectId } } = await inFrame('_file');
      const { path } = await this.ask('DOM.getFileInfo', { objectId: objectId ?? '' });
      await inFrame(`answer=${JSON.stringify(path)}`);
    }
    await this.ask('Debugger.resume', {}).catch(() => undefined);
  }
}
