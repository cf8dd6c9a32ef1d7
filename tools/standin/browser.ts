/** The one Chromium of this process, the windows in it, and the addresses that lead to the application. */
import { join } from 'node:path';
import { blankPage, createSchemes, windowOfBlankPage } from './addresses.ts';
import type { CdpEvent } from './cdp.ts';
import { startChromium, type Chromium } from './chromium.ts';
import { startOrigin, type Handler } from './origin.ts';

export const schemes = createSchemes();
export const handlers = new Map<string, Handler>();

/** Something that waits for its page in Chromium. */
export interface PageOwner {
  readonly number: number;
  readonly attached: (session: string, target: string) => void;
  readonly detached: () => void;
}

const expected = new Map<number, PageOwner>();
const owners = new Map<string, PageOwner>();
let running: Chromium | null = null;

export function chromium(): Chromium {
  if (running === null) throw new Error('stand-in: Chromium runs from the ready event on.');
  return running;
}
export const isRunning = (): boolean => running !== null;
export const ownerOf = (target: string): PageOwner | undefined => owners.get(target);

/** @param ended is called if Chromium ends by itself. */
export async function startBrowser(userData: string, debuggingPort: string | undefined, ended: () => void): Promise<void> {
  const loopbackPort = await startOrigin(schemes, (scheme) => handlers.get(scheme));
  running = await startChromium({ profile: join(userData, 'standin-profile'), loopbackPort, debuggingPort });
  running.cdp.process.once('exit', ended);
  running.cdp.listen(null, onTarget);
  await running.cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

export function openPage(owner: PageOwner, bounds: { readonly width: number; readonly height: number }): void {
  expected.set(owner.number, owner);
  const url = blankPage(owner.number);
  const { cdp, isHeadless, openAppWindow } = chromium();
  if (isHeadless) void cdp.send('Target.createTarget', { url, newWindow: true, ...bounds });
  else openAppWindow(url);
}

export async function endBrowser(): Promise<void> {
  if (running === null) return;
  const { process } = running.cdp;
  const gone = new Promise<void>((resolve) => { process.once('exit', () => { resolve(); }); });
  const tooLate = setTimeout(() => process.kill('SIGKILL'), 3000);
  await running.cdp.send('Browser.close', {}).catch(() => undefined);
  await gone;
  clearTimeout(tooLate);
}

function onTarget({ method, params }: CdpEvent): void {
  if (method === 'Target.detachedFromTarget') owners.get(params.targetId ?? '')?.detached();
  if (method !== 'Target.attachedToTarget') return;
  const { sessionId, targetInfo } = params;
  const number = targetInfo.type === 'page' ? windowOfBlankPage(targetInfo.url) : null;
  const owner = expected.get(number ?? -1);
  if (number === null || owner === undefined) {
    void dismiss(sessionId, targetInfo.type === 'page' ? targetInfo.targetId : null);
    return;
  }
  expected.delete(number);
  owners.set(targetInfo.targetId, owner);
  owner.attached(sessionId, targetInfo.targetId);
}

/** A page that no window asked for is closed; workers and the like run on without us. */
async function dismiss(session: string, page: string | null): Promise<void> {
  const { cdp } = chromium();
  try {
    await cdp.send('Runtime.runIfWaitingForDebugger', {}, session);
    if (page === null) await cdp.send('Target.detachFromTarget', { sessionId: session });
    else await cdp.send('Target.closeTarget', { targetId: page });
  } catch {
    // It was gone before.
  }
}
