/** The desktop's composition root: engine, router, window. Nobody imports it. */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { app, BrowserWindow, ipcMain, Menu, nativeTheme, protocol, session } from 'electron';
import { startEngineClient, type EngineThread } from './engine/client.ts';
import type { EngineStart } from './engine/messages.ts';
import { placesOf } from './engine/places.ts';
import { send, startRouter } from './ipc/router.ts';
import { desktopHandlers } from './shell/desktopCalls.ts';
import { lockContents, lockSession } from './shell/lockdown.ts';
import { answerRequest, privilegedScheme } from './shell/protocol.ts';
import { settingsFile } from './shell/settings.ts';
import { openWindow } from './shell/window.ts';
import { SCHEME } from '../shared/origin.ts';

const say = (what: string, cause: unknown): void => { process.stderr.write(`${what}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`); };

protocol.registerSchemesAsPrivileged([privilegedScheme]);
app.enableSandbox();
app.on('web-contents-created', (_event, contents) => { lockContents(contents); });
app.on('window-all-closed', () => { app.quit(); });

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const { state, store, sample } = placesOf(process.platform, process.env, homedir());
  const memory = Number(process.env.BITIM_KDF_MEMORY ?? '');
  const workerData: EngineStart = { store, sample, stateFolder: state, kdfMemoryMiB: !app.isPackaged && memory > 0 ? memory : null };
  const engine = startEngineClient({
    start: (): EngineThread => new Worker(new URL('./engine.js', import.meta.url), { workerData }),
    report: (cause) => { say('engine', cause); },
  });
  const settings = settingsFile(join(app.getPath('userData'), 'settings.json'));
  const chosen = new Set<string>();

  nativeTheme.themeSource = settings.read().theme;
  Menu.setApplicationMenu(null);
  lockSession(session.defaultSession);
  protocol.handle(SCHEME, answerRequest({ folder: join(import.meta.dirname, '../renderer'), openDocument: engine.openDocument }));

  const window = openWindow({ preload: join(import.meta.dirname, '../preload/index.cjs'), isPackaged: app.isPackaged, dark: nativeTheme.shouldUseDarkColors });
  startRouter(ipcMain, {
    engine,
    desktop: desktopHandlers({ settings, window: () => window, chosen: (path) => { chosen.add(path); } }),
    chosen,
    newId: randomUUID,
    report: ({ reportId, call, cause }) => { say(`report ${reportId}: ${call}`, cause); },
  });
  engine.subscribe((event) => {
    for (const open of BrowserWindow.getAllWindows()) send(open.webContents, event);
  });

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}
