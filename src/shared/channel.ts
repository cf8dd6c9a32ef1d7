/** Between a window and its process: the one channel, the events a window hears, the three functions a page is given. */
import type { SessionStatus } from './session.ts';

/** A step of a call that takes long; `total` is 0 where it cannot be known beforehand. */
export interface ProgressStep {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** What the engine tells of itself. */
export type EngineEvent =
  /** The store was opened, made or locked. */
  | { readonly type: 'session'; readonly status: SessionStatus }
  /** The register changed: what was read before may be old. */
  | { readonly type: 'changed' }
  /** The engine ended unexpectedly. It was started anew (and is locked), unless `restarted` is false. */
  | { readonly type: 'stopped'; readonly restarted: boolean; readonly message: string };

export type WindowEvent = EngineEvent | { readonly type: 'progress'; readonly call: number; readonly step: ProgressStep };

/** What the preload gives the page. `call` answers a Result; `id` is a number by which the page can stop the call and knows its progress. */
export interface Bridge {
  readonly call: (name: string, request: unknown, id: number) => Promise<unknown>;
  /** @returns unsubscribe. */
  readonly subscribe: (listener: (event: WindowEvent) => void) => () => void;
  /** The path of a file that a person dropped or pasted; from now on calls may name it. '' if it does not come from a disk. */
  readonly pathOf: (file: unknown) => Promise<string>;
}

/** The one channel, both ways. */
export const CHANNEL = 'bitim';
/** What goes to the process: a call of the page, or (never from the page itself) a path that a person chose. */
export type Posted = { readonly name: string; readonly request: unknown; readonly id: number } | { readonly chosen: string };
