import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { callFrom, chooses, expect, launchArguments, openSample, surroundings, test } from './window.ts';
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

test('nothing of a register is found on the disk in plain, neither of what was shown nor of what was opened', async ({ desk }) => {
  const { page, app, folder } = desk;
  await openSample(desk);
  const { value: { items } } = (await callFrom(page, 'record.list', { kind: 'agreement' })) as { readonly value: { readonly items: readonly { readonly id: string }[] } };
  const canaries = ['Kanareyka-sarlavha', 'kanareyka-hujjat'] as const;
  await callFrom(page, 'record.set', { id: items[0]!.id, fields: { registerNo: canaries[0] } });
  await expect(page.getByRole('gridcell', { name: canaries[0] })).toBeVisible();
  const scan = join(folder, 'scan.txt');
  writeFileSync(scan, `${canaries[1]}\n`.repeat(10_000));
  await chooses(desk, scan);
  await callFrom(page, 'desktop.chooseFiles', { purpose: 'scan' });
  const attached = (await callFrom(page, 'documents.attach', { id: items[0]!.id, files: [scan] })) as { readonly value: { readonly attached: readonly { readonly sha256: string }[] } };
  const read = await page.evaluate(async (address) => (await fetch(address)).text(), `document/${attached.value.attached[0]!.sha256}`);
  expect(read).toContain(canaries[1]);
  await app.close();

  const files = ['user', 'data', 'state'].flatMap((top) => readdirSync(join(folder, top), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, top, name))).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  expect(files.length).toBeGreaterThan(10);
  const encodings = ['utf8', 'utf16le'] as const;
  expect(files.filter((path) => {
    const bytes = readFileSync(path);
    return canaries.some((canary) => encodings.some((encoding) => bytes.includes(Buffer.from(canary, encoding))));
  })).toEqual([]);
});
