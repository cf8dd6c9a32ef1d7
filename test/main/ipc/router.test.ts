import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startRouter, type RouterDeps } from '../../../src/main/ipc/router.ts';
import { callsWithPaths } from '../../../src/main/ipc/paths.ts';
import { contract } from '../../../src/shared/contract.ts';
import { ok } from '../../../src/shared/result.ts';

type Take = (event: unknown, message: unknown) => Promise<unknown>;

/** A router with an engine that notes what reaches it and answers when it is told to. */
function router(desktop: Partial<RouterDeps['desktop']> = {}) {
  const reached: { readonly name: string; readonly signal: AbortSignal | undefined; readonly progress: ((step: object) => void) | undefined }[] = [];
  const answers: ((answer: unknown) => void)[] = [];
  const chosen = new Set<string>();
  const reports: unknown[] = [];
  let take: Take = () => Promise.reject(new Error('No handler was set.'));
  startRouter({ handle: (_channel, handler) => { take = handler as Take; } }, {
    engine: { call: ((name: string, _request: unknown, options: { readonly signal?: AbortSignal; readonly progress?: (step: object) => void }) => {
      reached.push({ name, signal: options.signal, progress: options.progress });
      return new Promise((resolve) => { answers.push(resolve); });
    }) as never },
    desktop: desktop as RouterDeps['desktop'],
    chosen,
    newId: () => 'report-1',
    report: (failure) => { reports.push(failure); },
  });
  return { reached, answers, chosen, reports, take: (event: unknown, message: unknown) => take(event, message) };
}

function page(url: string | undefined, change: object = {}) {
  const sent: unknown[] = [];
  const mainFrame = { url, parent: null };
  const sender = { id: 7, mainFrame, isDestroyed: () => false, send: (_channel: string, event: unknown) => { sent.push(event); } };
  return { event: { sender, senderFrame: mainFrame, ...change }, sent };
}
const OWN = 'app://bitim/index.html';
const status = { name: 'session.status', request: {}, id: 1 };

describe('the router', () => {
  it('takes calls from the main frame of our own page alone', async () => {
    const strangers = [undefined, '', 'about:blank', 'https://bitim/', 'app://bitim.example/', 'app://other/', 'file:///index.html', 'data:text/html,x', ' app://bitim/'].map((url) => page(url).event);
    const frames = [page(OWN, { senderFrame: null }).event, page(OWN, { senderFrame: { url: OWN, parent: {} } }).event, page(OWN, { senderFrame: { url: OWN, parent: null } }).event];
    const { take, reached } = router();
    for (const event of [...strangers, ...frames]) expect(await take(event, status)).toMatchObject({ ok: false, error: { type: 'CallRefused' } });
    expect(reached).toEqual([]);
    void take(page(OWN).event, status);
    expect(reached).toMatchObject([{ name: 'session.status' }]);
  });

  it('takes messages of the agreed form, calls that exist, and input of their shape', async () => {
    const { take, reached } = router();
    const { event } = page(OWN);
    const types = await Promise.all([
      null, 'session.status', [], {}, { ...status, id: 0 }, { ...status, more: 1 }, { chosen: 5 }, { ...status, name: 'toString' }, { ...status, name: '__proto__' }, { ...status, name: 'constructor' },
      { ...status, request: { more: 1 } }, { ...status, request: new Map() }, { ...status, request: { a: 'x'.repeat(4_000_001) } },
    ].map(async (message) => ((await take(event, message)) as { readonly error: { readonly type: string } }).error.type));
    expect(types).toEqual(['CallRefused', 'CallRefused', 'CallRefused', 'CallRefused', 'CallRefused', 'CallRefused', 'CallRefused', 'CallUnknown', 'CallUnknown', 'CallUnknown', 'InvalidInput', 'CallRefused', 'CallRefused']);
    expect(reached).toEqual([]);
  });

  it('hands on a call that names a file only if a person chose it', async () => {
    const { take, reached, answers } = router();
    const { event } = page(OWN);
    const inspect = { name: 'bundles.inspect', request: { file: '/somewhere/a.zip' }, id: 2 };
    expect(await take(event, inspect)).toMatchObject({ error: { type: 'PathNotChosen' } });
    expect(await take(event, { chosen: '/somewhere/a.zip' })).toEqual(ok(null));
    const answer = take(event, inspect);
    answers[0]?.(ok('seen'));
    expect([await answer, reached.map(({ name }) => name)]).toEqual([ok('seen'), ['bundles.inspect']]);
  });

  it('knows every call whose input names a file or folder', () => {
    // A path is the only text of the contract that may have 4,096 characters, alone, left out, or in a list.
    const bare = (field: z.ZodType): z.ZodType => (field instanceof z.ZodOptional || field instanceof z.ZodDefault ? bare(field.unwrap() as z.ZodType) : field instanceof z.ZodArray ? bare(field.element as z.ZodType) : field);
    const takesPath = ([, field]: readonly [string, z.ZodType]): boolean => {
      const inner = bare(field);
      return inner instanceof z.ZodString && inner.maxLength === 4096;
    };
    const naming = Object.entries(contract).map(([name, { input }]) => [name, Object.entries(input.shape).filter(takesPath).map(([key]) => key).sort()] as const).filter(([, fields]) => fields.length > 0);
    expect(new Map(callsWithPaths.map(([name, fields]) => [name, [...fields].sort()]))).toEqual(new Map(naming));
  });

  it('tells the window of progress, and stops a call for the window that made it', async () => {
    const { take, reached } = router();
    const { event, sent } = page(OWN);
    void take(event, { name: 'store.verify', request: {}, id: 3 });
    reached[0]?.progress?.({ what: 'checking', done: 1, total: 2 });
    expect(sent).toEqual([{ type: 'progress', call: 3, step: { what: 'checking', done: 1, total: 2 } }]);
    const other = { sender: { ...event.sender, id: 8 }, senderFrame: event.senderFrame };
    expect(await take(other, { name: 'desktop.cancel', request: { call: 3 }, id: 4 })).toEqual(ok({ cancelled: false }));
    expect(reached[0]?.signal?.aborted).toBe(false);
    expect(await take(event, { name: 'desktop.cancel', request: { call: 3 }, id: 5 })).toEqual(ok({ cancelled: true }));
    expect(reached[0]?.signal?.aborted).toBe(true);
  });

  it('answers a bug with a report id and writes it down', async () => {
    const { take, reports } = router({ 'desktop.settings': () => Promise.reject(new Error('disk')) });
    expect(await take(page(OWN).event, { name: 'desktop.settings', request: {}, id: 6 })).toMatchObject({ error: { type: 'Unexpected', reportId: 'report-1' } });
    expect(reports).toMatchObject([{ reportId: 'report-1', call: 'desktop.settings' }]);
  });
});
