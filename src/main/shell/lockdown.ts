/** What no page may do: leave, open windows, embed, ask for permissions or devices, reach a network. */
import type { Session, WebContents } from 'electron';
import { isOwnAddress } from '../../shared/origin.ts';

/** To be called before the first page is loaded. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => { callback(false); });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.webRequest.onBeforeRequest((details, callback) => { callback({ cancel: !isOwnAddress(details.url) }); });
}

/** To be called for every page's contents when they are made. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => { event.preventDefault(); });
  contents.on('will-redirect', (event) => { event.preventDefault(); });
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
}
