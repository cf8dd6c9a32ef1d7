import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, it } from 'vitest';
import { lockContents, lockSession } from '../../../src/main/shell/lockdown.ts';

/** Notes every handler that is set. */
function recorder(): { readonly set: Record<string, unknown>; readonly session: Session } {
  const set: Record<string, unknown> = {};
  const noting = (name: string) => (handler: unknown): void => { set[name] = handler; };
  const session = {
    ...Object.fromEntries(['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'].map((name) => [name, noting(name)])),
    webRequest: { onBeforeRequest: noting('onBeforeRequest') },
  };
  return { set, session: session as unknown as Session };
}

it('a session denies permissions, asked for and looked up, devices and screens, and cancels every request but to our own address', () => {
  const { set, session } = recorder();
  lockSession(session);
  const answers: unknown[] = [];
  const answer = (given: unknown): void => { answers.push(given); };
  (set.setPermissionRequestHandler as (...given: unknown[]) => void)(null, 'media', answer);
  expect(answers).toEqual([false]);
  expect([(set.setPermissionCheckHandler as () => unknown)(), (set.setDevicePermissionHandler as () => unknown)(), set.setDisplayMediaRequestHandler]).toEqual([false, false, null]);
  const requested = (url: string): unknown => {
    const got: unknown[] = [];
    (set.onBeforeRequest as (details: object, callback: (given: unknown) => void) => void)({ url }, (given) => { got.push(given); });
    return got[0];
  };
  expect(['app://bitim/index.html', 'app://bitim/document/0', 'app://other/', 'app://bitim.example/', 'https://example.org/', 'http://localhost/', 'file:///etc/passwd', 'data:text/html,x', 'blob:app://bitim/1', 'ws://bitim/', ''].filter((url) => (requested(url) as { readonly cancel: boolean }).cancel))
    .toEqual(['app://other/', 'app://bitim.example/', 'https://example.org/', 'http://localhost/', 'file:///etc/passwd', 'data:text/html,x', 'blob:app://bitim/1', 'ws://bitim/', '']);
});

it('contents deny new windows, and stop every navigation, redirect and embedded view', () => {
  let denied: unknown = null;
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: (handler: () => unknown) => { denied = handler(); } });
  lockContents(contents as unknown as WebContents);
  expect(denied).toEqual({ action: 'deny' });
  const stopped: string[] = [];
  for (const name of contents.eventNames()) contents.emit(name, { preventDefault: () => { stopped.push(String(name)); } });
  expect(stopped.sort()).toEqual(['will-attach-webview', 'will-frame-navigate', 'will-redirect']);
});
