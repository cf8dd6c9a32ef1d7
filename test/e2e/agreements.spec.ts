import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { callFrom, chooses, expect, keepPicture, openSample, test, type Desk } from './window.ts';

const languages = { 'uz-Latn': 'Oʻzbekcha', 'uz-Cyrl': 'Ўзбекча', ru: 'Русский', en: 'English' } as const;

const activeRow = (page: Page) => page.locator('[role=grid] [role=row].active');
const faults = async (page: Page): Promise<readonly string[]> => (await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);

/** The window's inside, as large as the picture is to be. */
async function resize({ page }: Desk, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.waitForFunction((wanted) => window.innerWidth === wanted, width);
}

test('the list of agreements is seen in four languages, light and dark, at three widths', async ({ desk }) => {
  const { page, complaints } = desk;
  await openSample(desk);
  const theme = page.locator('.foot-button');
  for (const colours of ['light', 'dark']) {
    await theme.click();
    for (const [language, name] of Object.entries(languages)) {
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await page.getByRole('grid').focus();
      await page.keyboard.press('Home');
      await expect(page.locator('.preview dl')).toBeVisible();
      await expect(page.locator('.grid-row.absent')).toHaveCount(0);
      await page.waitForTimeout(100);
      await keepPicture(page, `8-agreements-${language}-${colours}`);
      // A status is never cut off.
      expect(await page.locator('.grid .state span').evaluateAll((words) => words.filter((word) => word.scrollWidth > word.clientWidth).map((word) => word.textContent)), language).toEqual([]);
      expect(await faults(page), `${language}, ${colours}`).toEqual([]);
    }
  }
  await page.emulateMedia({ forcedColors: 'active' });
  await keepPicture(page, '8-agreements-forced');
  expect(await faults(page), 'forced colours').toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
  for (const [width, height] of [[1920, 1080], [1024, 700]] as const) {
    await resize(desk, width, height);
    await keepPicture(page, `8-agreements-${width}`);
  }
  expect(complaints).toEqual([]);
});

test('the list is used by keyboard alone', async ({ desk }) => {
  const { page, complaints } = desk;
  await openSample(desk);
  await page.keyboard.press('/');
  await page.keyboard.type('minsk');
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await expect(activeRow(page)).toContainText('Minsk');
  await expect(page.locator('mark').first()).toHaveText(/minsk/i);

  // Esc in the field empties it.
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row')).toHaveCount(23);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '23');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '3');
  await page.keyboard.press('x');
  await expect(page.getByText('1 marked')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('1 marked')).toBeHidden();

  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('f');
  await expect(page.getByRole('menu')).toBeVisible();
  await keepPicture(page, '9-filters');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type('susp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row', { name: '041-05/23' })).toContainText('Suspended');
  expect(await faults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('heads sort, widen and hide columns', async ({ desk }) => {
  const { page } = desk;
  await openSample(desk);
  await expect(page.getByRole('columnheader', { name: 'Signed' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Number' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.locator('[aria-rowindex="2"]')).toContainText('008-04/99');
  const width = async (): Promise<number> => (await page.getByRole('columnheader', { name: 'Number' }).boundingBox())!.width;
  const before = await width();
  await page.keyboard.press('Alt+ArrowRight');
  expect(await width()).toBe(before + 16);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Status' }).click();
  await expect(page.getByRole('columnheader', { name: 'Status' })).toBeHidden();
});

test('below 1280 the preview lies over the list and leaves it as it was', async ({ desk }) => {
  const { page } = desk;
  await openSample(desk);
  await resize(desk, 1100, 700);
  await page.getByRole('grid').focus();
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary')).toBeFocused();
  await keepPicture(page, '9-preview-over');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await expect(page.getByRole('grid')).toBeFocused();
});

test('a million rows are walked from end to end', async ({ desk: { page } }) => {
  await page.evaluate(() => { window.location.hash = '#gallery/grid/1000000'; });
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('End');
  await expect(activeRow(page)).toHaveAttribute('aria-rowindex', '1000001');
  await page.keyboard.press('ArrowUp');
  await expect(activeRow(page)).toContainText('999999-05/26');
  await grid.evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
  await expect.poll(async () => Math.abs(Number(await page.locator('.grid-block [role=row]').first().getAttribute('aria-rowindex')) - 500_000)).toBeLessThan(100);
  await page.keyboard.press('Home');
  await expect(activeRow(page)).toContainText('1-05/26');
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
});

test('a list longer than is counted is fetched as it is walked, to its end and back', async ({ desk }) => {
  const { page, folder, complaints } = desk;
  await openSample(desk);
  const [table, map] = [join(folder, 'long.csv'), join(folder, 'long.json')];
  writeFileSync(table, `no,title\n${Array.from({ length: 1_300 }, (_, at) => `L-${String(at + 1).padStart(4, '0')},Long list ${String(at + 1)}`).join('\n')}\n`);
  writeFileSync(map, JSON.stringify({ format: 'bitim-mapping/1', kind: 'agreement', source: 'long', key: ['no'], csv: { delimiter: ',' }, values: { registerNo: { column: 'no' } }, titles: [{ template: '{title}', language: 'en', script: 'Latn' }] }));
  for (const file of [table, map]) {
    await chooses(desk, file);
    await callFrom(page, 'desktop.chooseFiles', { purpose: 'table' });
  }
  expect(await callFrom(page, 'tables.import', { file: table, kind: 'agreement', map })).toMatchObject({ ok: true, value: { imported: 1_300 } });
  await expect(page.getByText('more than 1 000 agreements')).toBeVisible();
  await page.getByRole('button', { name: 'Number' }).click();
  await expect(page.locator('[aria-rowindex="2"]')).toContainText('008-04/99');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '-1');
  await grid.focus();
  await page.keyboard.press('End');
  await expect(activeRow(page)).toContainText('L-1300');
  await expect(grid).toHaveAttribute('aria-rowcount', '1323');
  await page.keyboard.press('PageUp');
  await expect(page.locator('.grid-row.absent')).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(activeRow(page)).toContainText('008-04/99');
  expect(complaints).toEqual([]);
});
