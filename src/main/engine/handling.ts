/** What a handler of a call is, and what it is given. */
import type { CallName, Failure, InputOf, OutputOf } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { StartReader } from '../extract/readInProcess.ts';

/** Who calls, and how a long job speaks back. */
export interface CallContext {
  /** The person or post that the entries name as author. */
  readonly author: string;
  readonly signal: AbortSignal;
  readonly progress: (step: Progress) => void;
}

export interface Progress {
  readonly what: string;
  readonly done: number;
  /** 0 where it cannot be known beforehand. */
  readonly total: number;
}

/** What the engine needs from its composition root. */
export interface EngineDeps {
  readonly now: () => number;
  readonly wallClock: () => string;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
  /** Starts a process that reads a file. Where it is missing, no file is read: they stay due. */
  readonly startReader?: StartReader;
  /** How many of them at a time; 2 if it is not said. */
  readonly readersAtATime?: number;
  /** Writes down what went wrong inside, for the report id that the caller is given. */
  readonly report: (failure: { readonly reportId: string; readonly call: string; readonly cause: unknown }) => void;
}

/** What the engine gives to jobs that run beside other calls. */
export interface Turns {
  /** Runs work between other calls that write, never within one of them. */
  readonly inTurn: <T>(work: () => T | Promise<T>) => Promise<T>;
  /** Aborted when the store is about to be closed. */
  readonly closing: AbortSignal;
}

export type Handlers = {
  readonly [N in CallName]: (input: InputOf<N>, context: CallContext) => Result<OutputOf<N>, Failure> | Promise<Result<OutputOf<N>, Failure>>;
};

/** Lets other work of the thread go on between two slices of a long job. */
export const yieldTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
