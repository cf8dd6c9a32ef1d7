/** An office for tests: a real store in a folder of its own, served by the real engine in this process. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { CallName, OutputOf, RequestOf } from '../../src/shared/contract.ts';
import { serve, type Answer, type CallContext, type Engine } from '../../src/main/engine/engine.ts';
import { projectors } from '../../src/main/engine/projectors.ts';
import { createStore, openStore, type Store, type StoreDeps } from '../../src/main/store/store.ts';
import { tempFolder } from './temp.ts';

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

export interface OfficeOptions {
  readonly folder?: string;
  readonly stateFolder?: string;
  readonly clock?: TestClock;
}

/** Dependencies as the command line has them; with a clock of its own where a test needs one. */
export function storeDeps(options: OfficeOptions = {}): StoreDeps & { readonly report: (failure: { readonly cause: unknown }) => void } {
  const now = (): number => options.clock?.ms ?? Date.now();
  return {
    now,
    wallClock: () => `${new Date(now()).toISOString().slice(0, 19)}Z`,
    newId: () => v7(),
    random: randomBytes,
    projectors,
    stateFolder: options.stateFolder ?? tempFolder(),
    report: ({ cause }) => { throw cause; },
  };
}

export async function newOffice(id: string, options: OfficeOptions = {}): Promise<Office> {
  const folder = options.folder ?? join(tempFolder(), id);
  const deps = storeDeps(options);
  const made = await createStore(folder, TEST_PASSPHRASE, { office: id, name: `Office ${id}`, country: 'UZ', region: null }, TEST_KDF, deps);
  if (!made.ok) throw new Error(made.error.message);
  return officeOf(id, folder, made.value.store, deps, options);
}

/** Opens a store that is there. */
export async function openOffice(id: string, folder: string, options: OfficeOptions = {}): Promise<Office> {
  const deps = storeDeps(options);
  return officeOf(id, folder, await openOrThrow(folder, deps), deps, options);
}

async function openOrThrow(folder: string, deps: StoreDeps): Promise<Store> {
  const opened = await openStore(folder, { passphrase: TEST_PASSPHRASE }, deps);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

export const testContext = (): CallContext => ({ author: 'Head of department', signal: new AbortController().signal, progress: () => undefined });

function officeOf(id: string, folder: string, first: Store, deps: ReturnType<typeof storeDeps>, options: OfficeOptions): Office {
  let store = first;
  let engine: Engine = serve(store, deps);
  const attempt: Office['try'] = (name, request) => engine.call(name, request, testContext());
  return {
    id,
    folder,
    clock: options.clock ?? null,
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
      store = await openOrThrow(folder, deps);
      engine = serve(store, deps);
    },
  };
}
