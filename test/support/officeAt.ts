/** An office: a real store in a folder, served by the real engine in this process. For tests and for measuring. */
import { randomBytes } from 'node:crypto';
import type { CallName, OutputOf, RequestOf } from '../../src/shared/contract.ts';
import { serve, type Answer, type Engine } from '../../src/main/engine/engine.ts';
import type { CallContext } from '../../src/main/engine/handling.ts';
import type { StartReader } from '../../src/main/extract/readInProcess.ts';
import { risingIds } from '../../src/main/engine/ids.ts';
import { PROJECTION_VERSION, projectors } from '../../src/main/engine/projectors.ts';
import { createStore, openStore, type Store, type StoreDeps } from '../../src/main/store/store.ts';

export const TEST_PASSPHRASE = 'seven green bridges';
/** The floor, so that tests do not spend their time in the key derivation. */
export const TEST_KDF = { memoryMiB: 19, passes: 2, lanes: 1 };

export interface TestClock {
  /** Milliseconds since 1970. */
  ms: number;
}

export interface Office {
  readonly id: string;
  readonly folder: string;
  readonly clock: TestClock | null;
  readonly store: () => Store;
  /** Calls the engine and expects it to succeed. */
  readonly do: <N extends CallName>(name: N, request: RequestOf<N>) => Promise<OutputOf<N>>;
  /** Calls the engine; for what is refused. */
  readonly try: <N extends CallName>(name: N, request: RequestOf<N>) => Promise<Answer<N>>;
  readonly close: () => Promise<void>;
  readonly reopen: () => Promise<void>;
}

export interface Place {
  readonly folder: string;
  readonly stateFolder: string;
  readonly clock?: TestClock;
  /** Without it, no file is read. */
  readonly startReader?: StartReader;
  readonly readersAtATime?: number;
}

/** Dependencies as the command line has them; with a clock of its own where a test needs one. */
export function storeDepsAt(place: Omit<Place, 'folder'>): StoreDeps & { readonly report: (failure: { readonly cause: unknown }) => void; readonly startReader?: StartReader; readonly readersAtATime?: number } {
  const now = (): number => place.clock?.ms ?? Date.now();
  return {
    now,
    wallClock: () => `${new Date(now()).toISOString().slice(0, 19)}Z`,
    newId: risingIds(now, randomBytes),
    random: randomBytes,
    projectors,
    projectionVersion: PROJECTION_VERSION,
    stateFolder: place.stateFolder,
    ...(place.startReader === undefined ? {} : { startReader: place.startReader, readersAtATime: place.readersAtATime ?? 2 }),
    report: ({ cause }) => { throw cause; },
  };
}

export async function newOfficeAt(id: string, place: Place): Promise<Office> {
  const deps = storeDepsAt(place);
  const made = await createStore(place.folder, TEST_PASSPHRASE, { office: id, name: `Office ${id}`, country: 'UZ', region: null }, TEST_KDF, deps);
  if (!made.ok) throw new Error(made.error.message);
  return officeOf(id, place, made.value.store, deps);
}

/** Opens a store that is there. */
export async function openOfficeAt(id: string, place: Place): Promise<Office> {
  const deps = storeDepsAt(place);
  return officeOf(id, place, await openOrThrow(place.folder, deps), deps);
}

async function openOrThrow(folder: string, deps: StoreDeps): Promise<Store> {
  const opened = await openStore(folder, { passphrase: TEST_PASSPHRASE }, deps);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

export const testContext = (): CallContext => ({ author: 'Head of department', signal: new AbortController().signal, progress: () => undefined });

function officeOf(id: string, place: Place, first: Store, deps: ReturnType<typeof storeDepsAt>): Office {
  let store = first;
  let engine: Engine = serve(store, deps);
  const attempt: Office['try'] = (name, request) => engine.call(name, request, testContext());
  return {
    id,
    folder: place.folder,
    clock: place.clock ?? null,
    store: () => store,
    try: attempt,
    do: async (name, request) => {
      const answer = await attempt(name, request);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      return answer.value;
    },
    close: () => engine.close(),
    reopen: async () => {
      await engine.close();
      store = await openOrThrow(place.folder, deps);
      engine = serve(store, deps);
    },
  };
}
