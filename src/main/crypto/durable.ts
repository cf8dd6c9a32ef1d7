import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Puts a finished, synced temporary file in its place so that after a crash the old or the new file is there, whole.
 * On Windows a virus scanner or an indexer may hold a file for a moment: EBUSY, EPERM and EACCES are tried again, for about two seconds.
 */
export function renameDurably(temporary: string, path: string): void {
  renameRetrying(temporary, path);
  syncFolder(dirname(path));
}

/** As `renameDurably`, leaving the sync of the folder to the caller. */
export function renameRetrying(temporary: string, path: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(temporary, path);
      break;
    } catch (error) {
      if (attempt >= 7 || !heldByAnother(error)) throw error;
      pause(2 ** attempt * 16);
    }
  }
}

/** Makes a closed file's contents durable. */
export function syncFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** As `syncFile` for many files, off this thread: only so many are open at a time. */
export async function syncFiles(paths: Iterable<string>): Promise<void> {
  const waiting = paths[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const handle = await open(next.value, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  };
  await Promise.all(Array.from({ length: SYNC_LANES }, lane));
}

const SYNC_LANES = 48;

/** Makes names in a folder durable. Windows cannot sync a folder and does not need to: there it does nothing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function heldByAnother(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EBUSY' || code === 'EPERM' || (code === 'EACCES' && process.platform === 'win32');
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
