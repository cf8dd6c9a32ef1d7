/** The growing delay after wrong passphrases. It survives restarts, because it is kept beside the header. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { delayAfter } from '../crypto/vault.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { writeDurably } from './folder.ts';

const shape = z.object({ failures: z.int().min(0), lastMs: z.int() });

export type AttemptError = { readonly type: 'TooManyAttempts'; readonly message: string; readonly waitMs: number };

/**
 * Counts an attempt *before* it is made, so that ending the process does not win one; `clearAttempts` after success.
 *
 * @returns `TooManyAttempts` with the time to wait in milliseconds.
 */
export function beginAttempt(path: string, nowMs: number): Result<{ readonly failures: number }, AttemptError> {
  const { failures, lastMs } = readAttempts(path);
  const waitMs = Math.min(delayAfter(failures), lastMs + delayAfter(failures) - nowMs);
  if (waitMs > 0) {
    return err({ type: 'TooManyAttempts', waitMs, message: `The store was not opened. After ${String(failures)} wrong passphrases the next attempt is possible in ${String(Math.ceil(waitMs / 1000))} s. Nothing was changed.` });
  }
  writeDurably(path, JSON.stringify({ failures: failures + 1, lastMs: nowMs }));
  return ok({ failures: failures + 1 });
}

export function clearAttempts(path: string): void {
  rmSync(path, { force: true });
}

function readAttempts(path: string): { readonly failures: number; readonly lastMs: number } {
  if (!existsSync(path)) return { failures: 0, lastMs: 0 };
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { failures: 0, lastMs: 0 };
  }
}
