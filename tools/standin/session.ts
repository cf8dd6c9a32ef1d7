/** The one session: what pages may ask for, and which requests leave. */
import type Electron from 'electron';
import { chromium, handlers, isRunning, schemes } from './browser.ts';
import { loud } from './loud.ts';

type Represented = Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setDisplayMediaRequestHandler'>;
type BeforeRequest = Parameters<Electron.WebRequest['onBeforeRequest']>[0];

let mayRequest: Parameters<Represented['setPermissionRequestHandler']>[0] = null;
let beforeRequest: ((details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void) | null = null;

const webRequest = loud('webRequest', {
  onBeforeRequest: (listener: unknown) => {
    if (typeof listener !== 'function') throw new Error('stand-in: webRequest.onBeforeRequest with a filter is not represented.');
    beforeRequest = listener as unknown as NonNullable<typeof beforeRequest>;
  },
} satisfies { readonly onBeforeRequest: (listener: BeforeRequest) => void });

export const defaultSession = loud('session.defaultSession', {
  setPermissionRequestHandler: (handler) => { mayRequest = handler; },
  // Chromium asks us nothing at these moments; requests are settled beforehand, devices and screens it does not offer without a prompt.
  setPermissionCheckHandler: () => undefined,
  setDevicePermissionHandler: () => undefined,
  setDisplayMediaRequestHandler: () => undefined,
  webRequest,
} satisfies Represented & { readonly webRequest: object });

export const session = loud('session', { defaultSession });

export function isCancelled(request: { readonly url: string; readonly method: string }): Promise<boolean> {
  const ask = beforeRequest;
  if (ask === null) return Promise.resolve(false);
  return new Promise((resolve) => { ask(request as Electron.OnBeforeRequestListenerDetails, ({ cancel }) => { resolve(cancel === true); }); });
}

/** Chromium's name of a permission, and Electron's. */
const PERMISSIONS = [['notifications', 'notifications'], ['geolocation', 'geolocation'], ['camera', 'media'], ['microphone', 'media'], ['midi', 'midi'], ['clipboard-read', 'clipboard-read'], ['window-management', 'window-management'], ['local-fonts', 'local-fonts']] as const;

/** Electron asks the application at the moment of a request; here every permission is settled before the first page. */
export async function settlePermissions(contents: unknown): Promise<void> {
  for (const [name, asked] of PERMISSIONS) {
    const granted = await new Promise<boolean>((resolve) => {
      if (mayRequest === null) resolve(true);
      else mayRequest(contents as Electron.WebContents, asked, resolve, { requestingUrl: '', isMainFrame: true });
    });
    await chromium().cdp.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied' });
  }
}

export const protocol = loud('protocol', {
  registerSchemesAsPrivileged: (custom) => {
    if (isRunning()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of custom) schemes.add(scheme);
  },
  handle: (scheme, handler) => {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>);
