import { openLog, type Action, type Appended, type Log, type LogDeps } from '../../src/main/changes/log.ts';
import type { Projector } from '../../src/main/changes/apply.ts';
import type { WritableDB } from '../../src/main/db/open.ts';
import { rngOf } from './rng.ts';

/** 2026-03-01T04:12:33Z, the first moment of every test. */
export const START_MS: number = Date.UTC(2026, 2, 1, 4, 12, 33);

/** Log ids for tests: `logId('uz-bu', 1)`. */
export const logId = (office: string, life: number): string => `${office}.${String.fromCharCode(97 + (life % 26)).repeat(16)}`;

/** Everything a log needs, repeatable: a clock that moves by `step` ms at each look, ids and salts from a seed. */
export function testLogDeps(db: WritableDB, options: { readonly log?: string; readonly seed?: string; readonly projectors?: readonly Projector[]; readonly step?: number } = {}): LogDeps {
  const rng = rngOf(options.seed ?? 'log');
  let now = START_MS;
  return {
    db,
    projectors: options.projectors ?? [],
    logId: () => options.log ?? logId('uz-bu', 0),
    now: () => (now += options.step ?? 1),
    wallClock: () => '2026-03-01T09:12:33+05:00',
    newId: rng.id,
    random: rng.bytes,
  };
}

export const openTestLog = (db: WritableDB, options: Parameters<typeof testLogDeps>[1] = {}): Log => openLog(testLogDeps(db, options));

/** Appends and expects it to be accepted. */
export function appended(log: Log, action: Omit<Action, 'author'> & { readonly author?: string }): Appended {
  const done = log.append({ author: 'Head of office', ...action });
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}
