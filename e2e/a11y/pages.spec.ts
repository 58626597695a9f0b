import { findBarriers } from '../support/find-barriers';
import { expect, test } from '../support/fixtures';
import { SHOP_PAGES } from '../support/shop-pages';

const WIDTHS = [1280, 390] as const;

const THEMES = ['light', 'dark'] as const;
const isShort = process.env.A11Y_SHORT === '1';

/** Beside all other tests each page is looked at in one width and one theme, by turns; by itself this suite tries all. */
const isTried = (page: number, width: number) => !isShort || WIDTHS[page % WIDTHS.length] === width;
const themesOf = (page: number) =>
  isShort ? [THEMES[Math.floor(page / WIDTHS.length) % THEMES.length]!] : THEMES;

for (const width of WIDTHS) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 844 } });
    const tried = Object.entries(SHOP_PAGES)
      .map(([name, pathOf], page) => ({ name, pathOf, page }))
      .filter(({ page }) => isTried(page, width));
    for (const { name, pathOf, page: nth } of tried) {
      test(`${name} can be used by everyone, ${themesOf(nth).join(' and ')}`, async ({ page, shop }) => {
        await page.goto(pathOf(shop));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (name.startsWith('run of a flow'))
          await expect(
            page.getByRole('button', { name: 'Approve Agree on the release' }).first(),
          ).toBeVisible();
        if (name.includes('log'))
          await expect(page.getByRole('log').getByText('Half cents slip through')).toBeVisible();
        expect(await findBarriers(page, themesOf(nth))).toEqual([]);
      });
    }
  });
}
