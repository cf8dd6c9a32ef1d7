/** One run of the command line: global options, the store it works on, how it answers. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { CallName, Failure, OutputOf, RequestOf } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { serve, type Engine } from '../engine/engine.ts';
import type { EngineDeps } from '../engine/handling.ts';
import { openStore, type Credential, type Store, type StoreDeps } from '../store/store.ts';
import { createOutput, EXIT, type Output } from './output.ts';
import { readSecret } from './prompt.ts';

export interface Globals {
  readonly store?: string;
  readonly json?: boolean;
  readonly as?: string;
  readonly passphraseFile?: string;
  readonly recoveryKeyFile?: string;
}

/** What every command gets. */
export interface Session {
  readonly output: Output;
  readonly globals: Globals;
  readonly deps: StoreDeps & EngineDeps;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Asks for the passphrase (or takes the recovery key). Null after having said why there is none. */
  readonly credential: () => Promise<Credential | null>;
}

export function createSession(command: Command, deps: Session['deps'], env: NodeJS.ProcessEnv, signal: AbortSignal): Session {
  const globals = command.optsWithGlobals<Globals>();
  const output = createOutput(globals.json === true, process.stdout, process.stderr);
  const credential = async (): Promise<Credential | null> => {
    const byKey = globals.recoveryKeyFile !== undefined || (env.BITIM_RECOVERY_KEY !== undefined && env.BITIM_PASSPHRASE === undefined && globals.passphraseFile === undefined);
    const secret = await readSecret(byKey
      ? { file: globals.recoveryKeyFile, env: env.BITIM_RECOVERY_KEY, question: 'Recovery key: ', hint: 'No recovery key was given.' }
      : { file: globals.passphraseFile, env: env.BITIM_PASSPHRASE, question: 'Passphrase: ', hint: 'No passphrase was given. Set BITIM_PASSPHRASE or use --passphrase-file.' });
    if (!secret.ok) {
      refuse(output, secret.error);
      return null;
    }
    return byKey ? { recoveryKey: secret.value } : { passphrase: secret.value };
  };
  return { output, globals, deps, env, signal, credential };
}

export function refuse(output: Output, error: Failure): void {
  output.failure(error);
  process.exitCode = EXIT.refused;
}

/** The folder of the store, from --store or BITIM_STORE. Null after having said that it is missing. */
export function storeFolder(session: Session): string | null {
  const folder = session.globals.store ?? session.env.BITIM_STORE;
  if (folder !== undefined && folder !== '') return folder;
  session.output.failure({ type: 'Usage', message: 'No store was named. Use --store DIR.' });
  process.exitCode = EXIT.usage;
  return null;
}

/** Opens the store, does one thing with its engine, and closes it. */
export async function withEngine(session: Session, work: (engine: Engine, store: Store) => Promise<void>): Promise<void> {
  const folder = storeFolder(session);
  if (folder === null) return;
  const credential = await session.credential();
  if (credential === null) return;
  const store = await openStore(folder, credential, { ...session.deps, progress: contextOf(session).progress });
  if (!store.ok) {
    refuse(session.output, store.error);
    return;
  }
  for (const notice of store.value.notices) session.output.note(notice);
  const engine = serve(store.value, session.deps);
  try {
    await work(engine, store.value);
  } finally {
    await engine.close();
  }
}

/** Runs one call of the contract and prints its answer. */
export async function answer<N extends CallName>(session: Session, name: N, request: RequestOf<N>, show: (output: OutputOf<N>) => unknown = (output) => output): Promise<void> {
  await withEngine(session, async (engine) => {
    const given = await engine.call(name, request, contextOf(session));
    report(session, given, show);
  });
}

export const contextOf = (session: Session) => ({
  author: session.globals.as ?? session.env.BITIM_AS ?? userInfo().username,
  signal: session.signal,
  progress: (step: { readonly what: string; readonly done: number; readonly total: number }) => {
    if (!session.output.json && process.stderr.isTTY) process.stderr.write(`\r${step.what}: ${String(step.done)}${step.total > 0 ? ` of ${String(step.total)}` : ''}   `);
  },
});

export function report<T>(session: Session, given: Result<T, Failure>, show: (value: T) => unknown = (value) => value): void {
  if (given.ok) session.output.result(show(given.value));
  else refuse(session.output, given.error);
}
