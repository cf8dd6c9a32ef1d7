/** The window. */
import { BrowserWindow } from 'electron';
import { START_PAGE } from '../../shared/origin.ts';
import { webPreferences } from './preferences.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  /** The colour behind the page until it is painted. */
  readonly dark: boolean;
}

/** Opens the window, shown once it has something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Bitim',
    width: 1366,
    height: 768,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: options.dark ? '#191D21' : '#FFFFFF',
    webPreferences: webPreferences(options.preload, options.isPackaged),
  });
  window.once('ready-to-show', () => { window.show(); });
  void window.loadURL(START_PAGE);
  return window;
}
