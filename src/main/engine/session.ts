/** The engine before and around an open store: makes, opens and locks it, and answers the contract while it is open. Knows nothing of threads. */
import { existsSync } from 'node:fs';
import { contract, type CallName, type Failure } from '../../shared/contract.ts';
import type { EngineEvent } from '../../shared/channel.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SessionOpen, SessionStatus } from '../../shared/session.ts';
import { engineContract, type EngineCall, type SessionCall, type WindowAnswer, type WindowInput, type WindowRequest } from '../../shared/windowContract.ts';
import { OFFICE_ID } from '../changes/entry.ts';
import { openDocument, type DocumentReader } from '../documents/documentReader.ts';
import { storePaths } from '../store/folder.ts';
import { createStore, openStore, type Kdf, type Store, type StoreDeps } from '../store/store.ts';
import { serve, type Engine } from './engine.ts';
import { READS } from './handlers.ts';
import type { CallContext, EngineDeps } from './handling.ts';
import { openSample } from './openSample.ts';

/** Where this workstation keeps its register, and the sample beside it. */
export interface SessionPlaces {
  readonly store: string;
  readonly sample: string;
}

export interface SessionDeps extends StoreDeps, EngineDeps {
  readonly places: SessionPlaces;
  /** Cost of the key derivation for a new store. */
  readonly kdf: Kdf;
  readonly tell: (event: EngineEvent) => void;
}

export interface Session {
  readonly call: <N extends EngineCall>(name: N, request: WindowRequest<N>, context: Omit<CallContext, 'author'>) => Promise<WindowAnswer<N>>;
  /** A document of the open store, to be read in pieces. */
  readonly document: (sha256: string) => Result<DocumentReader, Failure<'NoStore' | 'DocumentMissing' | 'DocumentDamaged'>>;
  readonly close: () => Promise<void>;
}

interface OpenStore {
  readonly store: Store;
  readonly engine: Engine;
  readonly status: SessionOpen;
}

export function startSession(deps: SessionDeps): Session {
  let open: OpenStore | null = null;
  /** Making, opening and locking happen one after another. */
  let turn: Promise<unknown> = Promise.resolve();

  const status = (): SessionStatus => {
    if (open !== null) return open.status;
    return { state: existsSync(storePaths(deps.places.store).header) ? 'locked' : 'absent' };
  };

  const enter = (store: Store, author: string, sample: boolean): SessionOpen => {
    const { office, signed } = store.identity();
    const entered: SessionOpen = { state: 'open', sample, office, officeName: signed.certificate.name, author, notices: store.notices };
    open = { store, engine: serve(store, deps), status: entered };
    deps.tell({ type: 'session', status: entered });
    return entered;
  };

  const lock = async (): Promise<SessionStatus> => {
    const closing = open;
    if (closing !== null) {
      open = null;
      await closing.engine.close();
      deps.tell({ type: 'session', status: status() });
    }
    return status();
  };

  const onlyIfNoneIsOpen = (): Result<void, Failure<'StoreOpen'>> =>
    (open === null ? ok(undefined) : err({ type: 'StoreOpen', message: 'No store was opened: one is open already. Lock it first. Nothing was changed.' }));

  const handlers: { readonly [N in SessionCall]: (input: WindowInput<N>, context: Omit<CallContext, 'author'>) => Promise<Result<unknown, Failure>> } = {
    'session.status': async () => ok(status()),
    'session.lock': async () => ok(await lock()),
    'session.create': async ({ office, name, country, region, passphrase, author }) => {
      const free = onlyIfNoneIsOpen();
      if (!free.ok) return free;
      if (!OFFICE_ID.test(office)) return err({ type: 'OfficeIdUnusable', message: `No store was made: "${office}" is the name of a device on Windows. Choose another short name. Nothing was changed.` });
      const made = await createStore(deps.places.store, passphrase, { office, name: name.normalize('NFC'), country: country ?? null, region: region ?? null }, deps.kdf, deps);
      return made.ok ? ok({ session: enter(made.value.store, author, false), recoveryKey: made.value.recoveryKey }) : made;
    },
    'session.open': async ({ credential, author }) => {
      const free = onlyIfNoneIsOpen();
      if (!free.ok) return free;
      const opened = await openStore(deps.places.store, credential, deps);
      return opened.ok ? ok(enter(opened.value, author, false)) : opened;
    },
    'session.openSample': async ({ author }, context) => {
      const free = onlyIfNoneIsOpen();
      if (!free.ok) return free;
      const opened = await openSample(deps.places.sample, deps, { ...context, author });
      return opened.ok ? ok(enter(opened.value, author, true)) : opened;
    },
  };

  const answerSession = async (name: SessionCall, request: unknown, context: Omit<CallContext, 'author'>): Promise<Result<unknown, Failure>> => {
    const input = engineContract[name].input.safeParse(request);
    if (!input.success) return err({ type: 'InvalidInput', message: `${name} was not done: ${input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}. Nothing was changed.` });
    try {
      const handler = handlers[name] as (input: unknown, context: Omit<CallContext, 'author'>) => Promise<Result<unknown, Failure>>;
      return await handler(input.data, context);
    } catch (cause) {
      const reportId = deps.newId();
      deps.report({ reportId, call: name, cause });
      return err({ type: 'Unexpected', message: `${name} failed unexpectedly (report ${reportId}). What was committed before is kept.`, reportId });
    }
  };

  const answerContract = async (name: CallName, request: never, context: Omit<CallContext, 'author'>): Promise<Result<unknown, Failure>> => {
    if (open === null) return err({ type: 'NoStore', message: 'Nothing was done: the register is locked. Unlock it first.' });
    const answer = await open.engine.call(name, request, { ...context, author: open.status.author });
    if (answer.ok && !READS.has(name)) deps.tell({ type: 'changed' });
    return answer;
  };

  const call = (name: EngineCall, request: unknown, context: Omit<CallContext, 'author'>): Promise<Result<unknown, Failure>> => {
    if (isContractCall(name)) return answerContract(name, request as never, context);
    const answered = turn.then(() => answerSession(name, request, context));
    turn = answered;
    return answered;
  };

  return {
    call: call as Session['call'],
    document: (sha256) => (open === null ? err({ type: 'NoStore', message: 'The document was not opened: the register is locked.' }) : openDocument(open.store, sha256)),
    close: async () => {
      await turn;
      await lock();
    },
  };
}

const isContractCall = (name: EngineCall): name is CallName => Object.hasOwn(contract, name);
