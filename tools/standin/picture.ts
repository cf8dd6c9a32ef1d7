/** Where nobody sees the window, a picture of it is kept. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BrowserWindow } from './window.ts';

const EVERY_MS = 2000;

/** @param path of a PNG file; nothing is kept without it. */
export function keepPicture(path: string | undefined): void {
  if (path === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  setInterval(() => {
    // A window that closes meanwhile has no picture.
    void BrowserWindow.getAllWindows()[0]?.screenshot().then((png) => { writeFileSync(path, png); }, () => undefined);
  }, EVERY_MS).unref();
}
