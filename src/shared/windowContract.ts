/** Every call that a window may make, with its types on both sides. */
import type { z } from 'zod';
import { contract, type Cancelled, type Failure, type InvalidInput, type Unexpected } from './contract.ts';
import { desktopContract } from './desktop.ts';
import { sessionContract, type EngineStopped } from './session.ts';
import type { Result } from './result.ts';

/** What the engine answers: over an open store, or around it. */
export const engineContract = { ...contract, ...sessionContract } as const;
export const windowContract = { ...engineContract, ...desktopContract } as const;

type WindowContract = typeof windowContract;
export type WindowCall = keyof WindowContract;
export type EngineCall = keyof typeof engineContract;
export type SessionCall = keyof typeof sessionContract;
export type DesktopCall = keyof typeof desktopContract;

export type WindowRequest<N extends WindowCall> = z.input<WindowContract[N]['input']>;
export type WindowInput<N extends WindowCall> = z.output<WindowContract[N]['input']>;
type Declared<N extends WindowCall> = NonNullable<WindowContract[N]['answer']>;
export type WindowOutput<N extends WindowCall> = Extract<Declared<N>, { readonly ok: true }>['value'];
export type WindowError<N extends WindowCall> =
  | Extract<Declared<N>, { readonly ok: false }>['error'] | InvalidInput | Cancelled | Unexpected | EngineStopped
  | Failure<'NoStore' | 'CallUnknown' | 'CallRefused' | 'PathNotChosen'>;
export type WindowAnswer<N extends WindowCall> = Result<WindowOutput<N>, WindowError<N>>;

/** What the window's process answers by itself. Stopping a call is the router's own. */
export type DesktopHandlers = { readonly [N in Exclude<DesktopCall, 'desktop.cancel'>]: (input: WindowInput<N>) => Promise<WindowOutput<N>> };
