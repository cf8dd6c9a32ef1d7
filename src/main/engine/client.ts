/**
 * The window's end of the thread border: one client of one engine. Calls go out with a number and are answered once. If the thread ends
 * unexpectedly, what was outstanding is answered with a sentence, the window is told, and the engine is started anew, locked. Nothing is
 * lost by that: every action is a transaction, and what was answered as done is committed.
 */
import type { EngineEvent, ProgressStep } from '../../shared/channel.ts';
import type { Failure } from '../../shared/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { EngineCall, WindowAnswer, WindowRequest } from '../../shared/windowContract.ts';
import type { DocumentOpened, FromEngine, ToEngine } from './messages.ts';

/** A running thread, as node:worker_threads has it. */
export interface EngineThread {
  readonly postMessage: (message: ToEngine) => void;
  readonly on: {
    (event: 'message', listener: (message: FromEngine) => void): unknown;
    (event: 'error', listener: (cause: unknown) => void): unknown;
    (event: 'exit', listener: (code: number) => void): unknown;
  };
  readonly terminate: () => Promise<number>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (step: ProgressStep) => void;
}

/** A document that a viewer reads; to be closed. */
export interface OpenedDocument {
  readonly bytes: number;
  readonly mediaType: string | null;
  readonly read: (offset: number, length: number) => Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
  readonly close: () => void;
}

export interface EngineClient {
  readonly call: <N extends EngineCall>(name: N, request: WindowRequest<N>, options?: CallOptions) => Promise<WindowAnswer<N>>;
  readonly openDocument: (sha256: string) => Promise<Result<OpenedDocument, Failure>>;
  /** @returns unsubscribe. */
  readonly subscribe: (listener: (event: EngineEvent) => void) => () => void;
  /** Closes the store and ends the thread. Calls made afterwards are refused. */
  readonly close: () => Promise<void>;
}

export interface ClientDeps {
  readonly start: () => EngineThread;
  /** Writes down why the engine ended. */
  readonly report: (cause: unknown) => void;
}

/** An engine that ends so often before it is ready is not started again. */
const ATTEMPTS = 3;

interface Waiting {
  readonly answered: (answer: Result<unknown, Failure>) => void;
  readonly progress: ((step: ProgressStep) => void) | undefined;
}

export function startEngineClient(deps: ClientDeps): EngineClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: EngineEvent) => void>();
  let last = 0;
  let failedStarts = 0;
  let closed = false;
  let thread: EngineThread | null = null;

  const tell = (event: EngineEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const take = (message: FromEngine): void => {
    switch (message.type) {
      case 'ready':
        failedStarts = 0;
        return;
      case 'answer':
        waiting.get(message.id)?.answered(message.answer);
        waiting.delete(message.id);
        return;
      case 'progress':
        waiting.get(message.id)?.progress?.(message.step);
        return;
      case 'event':
        tell(message.event);
    }
  };

  const begin = (): void => {
    const started = deps.start();
    thread = started;
    started.on('message', take);
    started.on('error', deps.report);
    started.on('exit', (code) => { if (thread === started) ended(code); });
  };

  const ended = (code: number): void => {
    thread = null;
    const outstanding = [...waiting.values()];
    waiting.clear();
    for (const { answered } of outstanding) answered(err({ type: 'EngineStopped', message: 'This was not finished: the engine stopped unexpectedly. What was saved before is kept; unlock the register and look whether it was done.' }));
    if (closed) return;
    deps.report(new Error(`The engine ended with code ${code}.`));
    failedStarts += 1;
    const restarted = failedStarts < ATTEMPTS;
    if (restarted) begin();
    tell({ type: 'stopped', restarted, message: restarted
      ? 'The engine stopped unexpectedly and was started again. The register is locked; nothing that was saved is lost.'
      : `The engine could not be started: it ended ${ATTEMPTS} times. Nothing that was saved is lost. Close the program and start it again; if that does not help, restore the latest backup.` });
  };

  /** @param message is given the number of this request. */
  const ask = (message: (id: number) => ToEngine, options: CallOptions = {}): Promise<Result<unknown, Failure>> => {
    const running = thread;
    if (running === null || closed) return Promise.resolve(err({ type: 'EngineStopped', message: 'Nothing was done: the engine is not running. Start the program again.' }));
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      const stop = (): void => running.postMessage({ type: 'cancel', id });
      options.signal?.addEventListener('abort', stop);
      waiting.set(id, {
        progress: options.progress,
        answered: (answer) => {
          options.signal?.removeEventListener('abort', stop);
          resolve(answer);
        },
      });
      running.postMessage(message(id));
      if (options.signal?.aborted === true) stop();
    });
  };

  const openDocument = async (sha256: string): Promise<Result<OpenedDocument, Failure>> => {
    const opened = (await ask((id) => ({ type: 'open-document', id, sha256 }))) as Result<DocumentOpened, Failure>;
    if (!opened.ok) return opened;
    const { document, bytes, mediaType } = opened.value;
    return ok({
      bytes,
      mediaType,
      read: (offset, length) => ask((id) => ({ type: 'read-document', id, document, offset, length })) as Promise<Result<Uint8Array<ArrayBuffer>, Failure>>,
      close: () => thread?.postMessage({ type: 'close-document', document }),
    });
  };

  const end = async (): Promise<void> => {
    const running = thread;
    if (running === null) return;
    await ask((id) => ({ type: 'close', id }));
    await running.terminate();
  };
  let ending: Promise<void> | null = null;
  const close = (): Promise<void> => {
    ending ??= end();
    closed = true;
    return ending;
  };

  begin();
  return {
    call: (name, request, options) => ask((id) => ({ type: 'call', id, name, request }), options) as never,
    openDocument,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    close,
  };
}
