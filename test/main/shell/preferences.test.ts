import { expect, it } from 'vitest';
import { webPreferences } from '../../../src/main/shell/preferences.ts';

const written = {
  preload: '/p.cjs', sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false, webSecurity: true,
  allowRunningInsecureContent: false, experimentalFeatures: false, enableBlinkFeatures: '', disableBlinkFeatures: '', plugins: false, webgl: false, javascript: true,
  images: true, navigateOnDragDrop: false, safeDialogs: true, disableDialogs: true, autoplayPolicy: 'user-gesture-required', spellcheck: false, devTools: false, additionalArguments: [],
};

it('a page may do what is written here and nothing else; DevTools only where the program is not packaged', () => {
  expect(webPreferences('/p.cjs', true)).toEqual(written);
  expect(webPreferences('/p.cjs', false)).toEqual({ ...written, devTools: true });
});
