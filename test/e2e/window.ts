/** A window on a register of its own, and what tests do with it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

export const project = resolve(import.meta.dirname, '../..');
const PICTURES = join(project, 'test-results/window');

export const PASSPHRASE = 'seven green bridges over water';
export const POST = 'Head of department';

export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** What the page wrote on its console that is no information. */
  readonly complaints: readonly string[];
}

export interface Place {
  readonly folder: string;
}

/** What the process needs to keep to itself: its user data, registers, state; and the floor of the key derivation. */
export const surroundings = (folder: string): Record<string, string> => ({
  ...(process.env as Record<string, string>), BITIM_DATA_DIR: join(folder, 'data'), BITIM_STATE_DIR: join(folder, 'state'), BITIM_KDF_MEMORY: '19', LANG: 'en_US.UTF-8',
});
export const launchArguments = (folder: string): string[] => [project, `--user-data-dir=${join(folder, 'user')}`];

export async function openDesk(folder: string): Promise<Desk> {
  const app = await _electron.launch({ args: launchArguments(folder), cwd: folder, env: surroundings(folder), colorScheme: null });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(String(error)); });
  await page.locator('#root > *').first().waitFor();
  return { app, page, folder, complaints };
}

/** A desk for each test, closed and removed after it. */
export const test = base.extend<{ readonly desk: Desk }>({
  desk: async ({ playwright: _playwright }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'bitim-window-'));
    const desk = await openDesk(folder);
    await use(desk);
    await desk.app.close();
    rmSync(folder, { recursive: true, force: true });
  },
});
export { expect } from '@playwright/test';

export async function openSample({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByRole('grid').waitFor();
}

/** Calls the contract as the page does. @returns the answer, a Result. */
export const callFrom = (page: Page, name: string, request: unknown, id = 1_000_000): Promise<unknown> =>
  page.evaluate(([callName, given, number]) => (window as unknown as { readonly bitim: { readonly call: (...all: unknown[]) => Promise<unknown> } }).bitim.call(callName, given, number), [name, request, id] as const);

export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled', caret: 'initial' });
}

/** A person who chooses this in the next dialogs. */
export const chooses = ({ app }: Desk, file: string): Promise<void> => app.evaluate(({ dialog }, path) => {
  dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: [path] }));
  dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: path }));
}, file);
