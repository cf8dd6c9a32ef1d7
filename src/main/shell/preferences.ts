/** What a page of this application may do. Every line that bears on safety is written out, also where it is Electron's default. */
import type { WebPreferences } from 'electron';

export const webPreferences = (preload: string, isPackaged: boolean) => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  disableBlinkFeatures: '',
  plugins: false,
  webgl: false,
  javascript: true,
  images: true,
  navigateOnDragDrop: false,
  safeDialogs: true,
  disableDialogs: true,
  autoplayPolicy: 'user-gesture-required',
  spellcheck: false,
  devTools: !isPackaged,
  additionalArguments: [],
} as const satisfies WebPreferences);
