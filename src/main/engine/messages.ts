/** What passes between the window's process and the engine's thread. Everything survives structured cloning. */
import type { Failure } from '../../shared/contract.ts';
import type { EngineEvent, ProgressStep } from '../../shared/channel.ts';
import type { Result } from '../../shared/result.ts';

/** Numbers are drawn by the sender and come back with the answer. */
export type ToEngine =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly request: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'open-document'; readonly id: number; readonly sha256: string }
  | { readonly type: 'read-document'; readonly id: number; readonly document: number; readonly offset: number; readonly length: number }
  | { readonly type: 'close-document'; readonly document: number }
  | { readonly type: 'close'; readonly id: number };

export type FromEngine =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Result<unknown, Failure> }
  | { readonly type: 'progress'; readonly id: number; readonly step: ProgressStep }
  | { readonly type: 'event'; readonly event: EngineEvent };

/** Answer to `open-document`. */
export interface DocumentOpened {
  readonly document: number;
  readonly bytes: number;
  readonly mediaType: string | null;
}

/** What the thread is given at its start. */
export interface EngineStart {
  readonly store: string;
  readonly sample: string;
  readonly stateFolder: string;
  /** Memory of the key derivation for a new store in MiB; the default's if null. */
  readonly kdfMemoryMiB: number | null;
}
