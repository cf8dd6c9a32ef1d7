import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, keepPicture, test } from './window.ts';

const faults = async (page: Page): Promise<readonly string[]> => (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);

test('every control is seen in light, dark and forced colours, and used by keyboard', async ({ desk: { page, complaints } }) => {
  await page.setViewportSize({ width: 1366, height: 1000 });
  await page.evaluate(() => { window.location.hash = '#gallery'; });
  await page.getByRole('heading', { name: 'Controls and states' }).waitFor();
  for (const [name, media] of Object.entries({ light: { colorScheme: 'light', forcedColors: 'none' }, dark: { colorScheme: 'dark', forcedColors: 'none' }, forced: { colorScheme: 'dark', forcedColors: 'active' } } as const)) {
    await page.emulateMedia(media);
    await keepPicture(page, `0-gallery-${name}`);
    expect(await faults(page), name).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });

  const choice = page.getByRole('button', { name: /Instrument/ }).first();
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('listbox')).toBeVisible();
  await keepPicture(page, '0-gallery-select');
  expect(await faults(page), 'select').toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(choice).toContainText('Протокол о намерениях');

  // A dialog keeps the focus, gives it back, and does nothing on Esc.
  const asking = page.getByRole('button', { name: 'Void letter' });
  await asking.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog', { name: 'Void letter 1 219-in/26?' })).toBeVisible();
  await expect(page.getByLabel('Reason')).toBeFocused();
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Void letter' })).toBeDisabled();
  await page.keyboard.type('Registered twice');
  await keepPicture(page, '0-gallery-dialog');
  expect(await faults(page), 'dialog').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(asking).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog')).toBeHidden();

  // What was done goes by itself; what failed stays until it is dismissed.
  await page.getByRole('button', { name: 'Register letter' }).click();
  await expect(page.getByText('Registered as')).toBeVisible();
  await keepPicture(page, '0-gallery-toasts');
  await expect(page.getByText('Registered as')).toBeHidden();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('The USB stick is full')).toBeHidden();
  expect(complaints).toEqual([]);
});
