/** Calls of pages, answered by the application's handlers. */
import type Electron from 'electron';
import { loud } from './loud.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...given: unknown[]) => unknown;
const handlers = new Map<string, Handler>();

const represented: Pick<Electron.IpcMain, 'handle'> = {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
};
export const ipcMain = loud('ipcMain', represented);

export async function answerInvoke(channel: string, from: { readonly sender: unknown; readonly senderFrame: unknown }, given: readonly unknown[]): Promise<{ readonly value: unknown } | { readonly threw: string }> {
  const handler = handlers.get(channel);
  if (handler === undefined) return { threw: `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'` };
  try {
    return { value: await handler(loud('IpcMainInvokeEvent', from) as unknown as Electron.IpcMainInvokeEvent, ...given) };
  } catch (cause) {
    return { threw: `Error invoking remote method '${channel}': ${String(cause)}` };
  }
}
