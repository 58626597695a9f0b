import { findMisfits } from '../../support/find-misfits';
import { expect, test } from '../../support/fixtures';
import { SHOP_PAGES } from '../../support/shop-pages';

for (const [name, pathOf] of Object.entries(SHOP_PAGES))
  test(`${name} can be read with text of twice its size, and at four times the size in a window of 1280 pixels`, async ({
    page,
    shop,
  }) => {
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.goto(pathOf(shop));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const settings = await page.context().newCDPSession(page);
    // The size that somebody sets in the browser: words, and the widths at which the page is laid out otherwise, follow it.
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await expect.poll(() => findMisfits(page), { message: 'text at 200 %', timeout: 5000 }).toEqual([]);
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    // 400 % of 1280 x 1024 leaves so many pixels of CSS.
    await page.setViewportSize({ width: 320, height: 256 });
    await expect.poll(() => findMisfits(page), { message: 'zoom of 400 %', timeout: 5000 }).toEqual([]);
  });
