import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { callFrom, expect, launchArguments, openSample, surroundings, test } from './window.ts';
import { socketsOf } from './sockets.ts';

test('no socket leads anywhere but from the window to its own process', async ({ desk }) => {
  await openSample(desk);
  const sockets = socketsOf(desk.app.process().pid ?? 0);
  expect(sockets.length).toBeGreaterThan(0);
  expect(sockets.filter(({ address }) => address !== '127.0.0.1')).toEqual([]);
});

test('an engine that ends unexpectedly is started again, locked, and the window says so', async ({ desk }) => {
  const { page, app } = desk;
  await openSample(desk);
  const { value: before } = (await callFrom(page, 'record.list', { kind: 'agreement' })) as { readonly value: { readonly total: number } };
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const usual = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')!;
    const ending = function ending(this: InstanceType<typeof Worker>, message: unknown): void {
      Object.defineProperty(Worker.prototype, 'postMessage', usual);
      this.postMessage(message);
      void this.terminate();
    };
    Object.defineProperty(Worker.prototype, 'postMessage', { ...usual, value: ending });
  });
  expect(await callFrom(page, 'store.rebuild', {})).toMatchObject({ ok: false, error: { type: 'EngineStopped' } });
  await expect(page.getByText('The engine stopped unexpectedly and was started again.')).toBeVisible();
  await openSample(desk);
  expect(await callFrom(page, 'record.list', { kind: 'agreement' })).toMatchObject({ value: { total: before.total } });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('The engine stopped unexpectedly')).toBeHidden();
});

test('a second start ends at once and leaves the first window as it is', async ({ desk }) => {
  const electron = createRequire(import.meta.url)('electron') as unknown as string;
  const second = spawnSync(electron, launchArguments(desk.folder), { env: surroundings(desk.folder), encoding: 'utf8', timeout: 30_000 });
  expect(second.status, second.stderr).toBe(0);
  await expect(desk.page.getByRole('button', { name: 'Set up the register' })).toBeVisible();
});
