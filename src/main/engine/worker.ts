/** The engine's thread: a composition root. Opens a store when asked, serves the contract, tells what changed. Nobody imports it. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { defaultKdf } from '../store/store.ts';
import { risingIds } from './ids.ts';
import type { EngineStart, FromEngine, ToEngine } from './messages.ts';
import { answerMessages } from './port.ts';
import { PROJECTION_VERSION, projectors } from './projectors.ts';
import { startSession } from './session.ts';
import { wallClockOf } from './wallClock.ts';

if (parentPort === null) throw new Error('The engine runs as a thread of the desktop application; nothing else starts it.');
const port = parentPort;
const start = workerData as EngineStart;
const post = (message: FromEngine, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, transfer);

const session = startSession({
  now: () => Date.now(),
  wallClock: () => wallClockOf(new Date()),
  newId: risingIds(() => Date.now(), randomBytes),
  random: randomBytes,
  projectors,
  projectionVersion: PROJECTION_VERSION,
  stateFolder: start.stateFolder,
  places: { store: start.store, sample: start.sample },
  kdf: { ...defaultKdf, memoryMiB: start.kdfMemoryMiB ?? defaultKdf.memoryMiB },
  tell: (event) => post({ type: 'event', event }),
  report: ({ reportId, call, cause }) => process.stderr.write(`report ${reportId}: ${call}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`),
});
const answer = answerMessages(session, post);
port.on('message', (message: ToEngine) => { answer(message); });
post({ type: 'ready' });
