/**
 * The only user of ipcMain: one channel. A message is taken from the main frame of the application's own page alone, is of limited size, names a
 * call of the contract, has that call's shape, and names no file that a person did not choose; then it is handed on.
 */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { CHANNEL, type WindowEvent } from '../../shared/channel.ts';
import type { Failure, InvalidInput } from '../../shared/contract.ts';
import { callNumber } from '../../shared/desktop.ts';
import { isOwnAddress } from '../../shared/origin.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { windowContract, type DesktopHandlers, type EngineCall, type WindowCall } from '../../shared/windowContract.ts';
import type { EngineClient } from '../engine/client.ts';
import { pathsIn } from './paths.ts';
import { tooLarge } from './size.ts';

/** The paths that a person chose in a dialog, or dropped. */
export interface ChosenPaths {
  readonly add: (path: string) => void;
  readonly has: (path: string) => boolean;
}

export interface RouterDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly desktop: DesktopHandlers;
  readonly chosen: ChosenPaths;
  readonly newId: () => string;
  /** Writes down a bug, for the report id that the window is given. */
  readonly report: (failure: { readonly reportId: string; readonly call: string; readonly cause: unknown }) => void;
}

/** What a message is. The page's own calls have the first form, whatever they hold; only the preload writes the second. */
const posted = z.union([
  z.strictObject({ name: z.string().max(100), request: z.unknown(), id: callNumber }),
  z.strictObject({ chosen: z.string().max(4096) }),
]);

export function startRouter(ipcMain: Pick<IpcMain, 'handle'>, deps: RouterDeps): void {
  /** Calls under way, by window and number. */
  const running = new Map<string, AbortController>();

  const cancel = (key: string): { readonly cancelled: boolean } => {
    const stop = running.get(key);
    stop?.abort();
    return { cancelled: stop !== undefined };
  };

  const onEngine = async (name: EngineCall, input: unknown, request: unknown, id: number, sender: WebContents): Promise<Result<unknown, Failure>> => {
    const stranger = pathsIn(name, input).find((path) => !deps.chosen.has(path));
    if (stranger !== undefined) return err({ type: 'PathNotChosen', message: `Nothing was done: ${stranger} was not chosen by a person in this session. Choose it in the dialog.` });
    const key = keyOf(sender, id);
    const stop = new AbortController();
    running.set(key, stop);
    try {
      return await deps.engine.call(name, request as never, { signal: stop.signal, progress: (step) => { send(sender, { type: 'progress', call: id, step }); } });
    } finally {
      running.delete(key);
    }
  };

  const perform = async (name: WindowCall, request: unknown, id: number, sender: WebContents): Promise<Result<unknown, Failure>> => {
    const input = windowContract[name].input.safeParse(request);
    if (!input.success) return err(invalidInput(name, input.error));
    if (!isDesktopCall(name)) return onEngine(name, input.data, request, id, sender);
    if (name === 'desktop.cancel') return ok(cancel(keyOf(sender, (input.data as { readonly call: number }).call)));
    return ok(await deps.desktop[name](input.data as never));
  };

  const take = async (event: IpcMainInvokeEvent, message: unknown): Promise<Result<unknown, Failure>> => {
    if (!isOwnPage(event)) return err({ type: 'CallRefused', message: 'Nothing was done: the call did not come from the application itself.' });
    const excess = tooLarge(message);
    if (excess !== null) return err({ type: 'CallRefused', message: `Nothing was done: the message is too large; ${excess}.` });
    const read = posted.safeParse(message);
    if (!read.success) return err({ type: 'CallRefused', message: 'Nothing was done: the message has not the agreed form.' });
    if ('chosen' in read.data) {
      deps.chosen.add(read.data.chosen);
      return ok(null);
    }
    const { name, request, id } = read.data;
    if (!isWindowCall(name)) return err({ type: 'CallUnknown', message: `Nothing was done: there is no call "${name}".` });
    try {
      return await perform(name, request, id, event.sender);
    } catch (cause) {
      const reportId = deps.newId();
      deps.report({ reportId, call: name, cause });
      return err({ type: 'Unexpected', message: `${name} failed unexpectedly (report ${reportId}). What was committed before is kept.`, reportId });
    }
  };

  ipcMain.handle(CHANNEL, take);
}

/** Tells a window; one that is gone hears nothing. */
export function send(contents: WebContents, event: WindowEvent): void {
  if (!contents.isDestroyed()) contents.send(CHANNEL, event);
}

/** The main frame, at an address of ours: a frame that is gone, a missing address and about:blank are not. */
function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const { senderFrame, sender } = event;
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.parent === null && isOwnAddress(senderFrame.url);
}

const isWindowCall = (name: string): name is WindowCall => Object.hasOwn(windowContract, name);
const isDesktopCall = (name: WindowCall): name is Exclude<WindowCall, EngineCall> => name.startsWith('desktop.');
const keyOf = (sender: WebContents, id: number): string => `${sender.id}:${id}`;

function invalidInput(name: string, error: z.ZodError): InvalidInput {
  const problems = error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
  return { type: 'InvalidInput', message: `${name} was not done: ${problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')}. Nothing was changed.`, problems };
}
