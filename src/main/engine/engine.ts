/**
 * The engine: holds the open store and answers the contract. It knows nothing of windows, threads or the command line.
 * Calls that write run one after another; reads run at once, on a connection of their own; long jobs run beside them and take a turn for each
 * of their writes.
 */
import { contract, type CallName, type Cancelled, type ErrorOf, type Failure, type InvalidInput, type OutputOf, type RequestOf, type Unexpected } from '../../shared/contract.ts';
import { err, type Result } from '../../shared/result.ts';
import type { Store } from '../store/store.ts';
import { BESIDE, handlersFor, READS } from './handlers.ts';
import { yieldTurn, type CallContext, type EngineDeps } from './handling.ts';

export type Answer<N extends CallName> = Result<OutputOf<N>, ErrorOf<N> | InvalidInput | Cancelled | Unexpected | Failure<'NoStore'>>;

export interface Engine {
  readonly call: <N extends CallName>(name: N, request: RequestOf<N>, context: CallContext) => Promise<Answer<N>>;
  readonly close: () => Promise<void>;
}

/** Serves the contract over an open store. `close` waits for the call under way, and stops jobs that can go on another time. */
export function serve(store: Store, deps: EngineDeps): Engine {
  let queue: Promise<unknown> = Promise.resolve();
  let open = true;
  let tending = false;
  const closing = new AbortController();
  const jobs = new Set<Promise<unknown>>();

  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.then(settle, settle);
    return turn;
  };
  const handlers = handlersFor(store, deps, { inTurn, closing: closing.signal });

  const run = async <N extends CallName>(name: N, request: RequestOf<N>, context: CallContext): Promise<Answer<N>> => {
    if (!open) return err({ type: 'NoStore', message: 'Nothing was done: the store is closed.' });
    const input = contract[name].input.safeParse(request);
    if (!input.success) return err(invalidInput(name, input.error.issues));
    try {
      const handler = handlers[name] as (input: unknown, context: CallContext) => Promise<Answer<N>> | Answer<N>;
      return await handler(input.data, context);
    } catch (cause) {
      const reportId = reported(name, cause);
      return err({ type: 'Unexpected', message: `${name} failed unexpectedly (report ${reportId}). What was committed before is kept.`, reportId });
    }
  };

  const reported = (call: string, cause: unknown): string => {
    const reportId = deps.newId();
    deps.report({ reportId, call, cause });
    return reportId;
  };

  /** After the answer and before the next call that writes: nobody waits for it. */
  const settle = async (): Promise<void> => {
    if (!open) return;
    try {
      await store.settle(yieldTurn);
    } catch (cause) {
      reported('settle', cause);
    }
  };

  /** What can wait, slice by slice between the calls that write. Closing does not wait for all of it. */
  const tend = async (): Promise<void> => {
    if (tending || !open || closing.signal.aborted || !store.hasToTend()) return;
    tending = true;
    try {
      for (let more = true; more;) more = await inTurn(() => !closing.signal.aborted && store.tend(yieldTurn));
    } catch (cause) {
      reported('tend', cause);
    } finally {
      tending = false;
    }
  };

  const beside = <T>(job: Promise<T>): Promise<T> => {
    const done = (): boolean => jobs.delete(job);
    jobs.add(job);
    void job.then(done, done);
    return job;
  };

  const call: Engine['call'] = (name, request, context) => {
    const job = READS.has(name) ? run(name, request, context) : BESIDE.has(name) ? beside(run(name, request, context)) : inTurn(() => run(name, request, context));
    const next = (): Promise<void> => beside(tend());
    void job.then(next, next);
    return job;
  };

  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(jobs);
    await queue;
    if (!open) return;
    open = false;
    store.close();
  };

  return { call, close };
}

function invalidInput(name: CallName, issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): InvalidInput {
  const problems = issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
  return { type: 'InvalidInput', message: `${name} was not done: ${problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')}. Nothing was changed.`, problems };
}
