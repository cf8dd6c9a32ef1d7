import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, keepPicture, openDesk, PASSPHRASE, POST, test } from './window.ts';

const languages = { 'uz-Latn': 'Oʻzbekcha', 'uz-Cyrl': 'Ўзбекча', ru: 'Русский', en: 'English' } as const;

/** The screen in every language and in both colours: no fault of accessibility, nothing wider than the window; a picture each. Ends in English, light. */
async function lookAt(page: Page, screen: string): Promise<void> {
  const theme = page.locator('.foot-button');
  for (const colours of ['light', 'dark']) {
    await theme.click();
    for (const [language, name] of Object.entries(languages)) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await keepPicture(page, `${screen}-${language}-${colours}`);
      expect(await tooWide(page), `${screen} in ${language}`).toEqual([]);
    }
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), `${screen}, ${colours}`).toEqual([]);
  }
  await theme.click();
}

/** Texts that are cut off, but for cells and lines that say so with an ellipsis. */
const tooWide = (page: Page): Promise<readonly string[]> => page.evaluate(() =>
  [...document.querySelectorAll('button, label, p, h1, h2, li, th, span')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && getComputedStyle(element).textOverflow !== 'ellipsis')
    .map((element) => element.outerHTML.slice(0, 120)));

test('an office sets up its register, unlocks it and locks it, in four languages, light and dark', async ({ desk }) => {
  const { page, complaints } = desk;
  await lookAt(page, '1-start');
  await page.getByRole('button', { name: 'Set up the register' }).click();
  await page.getByLabel('Name of the office').fill('Buxoro viloyati hokimligi');
  await page.getByLabel('Short name').fill('uz bu');
  await page.getByLabel('Your post').fill(POST);
  await expect(page.getByText('Use a–z, 0–9 and single hyphens, at most 32 characters.')).toBeVisible();
  await lookAt(page, '2-office');
  await page.getByLabel('Short name').fill('uz-bu');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await expect(page.getByText('Too short: at least 8 characters, found 5.')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The passphrase once more').fill('something else');
  await page.getByLabel('Passphrase', { exact: true }).focus();
  await expect(page.getByText('The two do not agree.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the register' })).toBeDisabled();
  await lookAt(page, '3-passphrase');
  await page.getByLabel('The passphrase once more').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Make the register' }).click();

  await page.getByRole('heading', { name: 'Write down the recovery key' }).waitFor();
  const groups = await page.locator('.groups li').evaluateAll((items) => items.map((item) => item.lastChild?.textContent ?? ''));
  expect(groups).toHaveLength(14);
  await page.getByLabel('Group 3').fill('0000');
  await expect(page.getByText('Group 3 does not agree.')).toBeVisible();
  await lookAt(page, '4-recovery');
  await page.getByLabel('Group 3').fill(groups[2]!.toLowerCase());
  await page.getByLabel('Group 11').fill(groups[10]!);
  await page.getByRole('button', { name: 'Open the register' }).click();
  await expect(page.getByText('No agreements are registered yet.')).toBeVisible();
  await lookAt(page, '5-empty');

  await page.keyboard.press('Control+KeyL');
  await expect(page.getByLabel('Your post')).toHaveValue(POST);
  await page.getByLabel('Passphrase', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('the passphrase is wrong')).toBeVisible();
  await lookAt(page, '6-unlock');
  await page.getByRole('button', { name: 'Use the recovery key' }).click();
  await page.getByLabel('Recovery key').fill(groups.join(' '));
  await page.keyboard.press('Enter');
  await expect(page.getByText('No agreements are registered yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByText('Buxoro viloyati hokimligi')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('anybody looks around in the sample, which leaves the office without a register', async ({ desk }) => {
  const { page, complaints } = desk;
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(page.getByRole('row')).toHaveCount(23);
  await expect(page.getByRole('row', { name: '041-05/23' })).toContainText('Suspended');
  await lookAt(page, '7-agreements');
  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(page.getByRole('button', { name: 'Set up the register' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('language and colours are as they were left when the window opens again', async ({ desk }) => {
  const { page, app, folder } = desk;
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.getByRole('button', { name: 'Цвета' }).click();
  await page.getByRole('button', { name: 'Цвета' }).click();
  await expect(page.getByRole('button', { name: 'Цвета: Тёмные' })).toBeVisible();
  await app.close();
  const again = await openDesk(folder);
  await expect(again.page.getByRole('button', { name: 'Цвета: Тёмные' })).toBeVisible();
  expect(await again.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await again.app.close();
});
