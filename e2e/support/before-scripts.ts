import { expect, type Page } from '@playwright/test';

/** Opens an address whose scripts stay away, as on a slow line, lets `act` use the page, and lets them come. */
export async function beforeScripts(page: Page, address: string, act: () => Promise<void>): Promise<void> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.evaluate((to) => window.location.assign(to), address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await act();
  const alive = await page.evaluate(
    () =>
      [...document.querySelectorAll('button')].filter((button) =>
        Object.keys(button).some((key) => key.startsWith('__react')),
      ).length,
  );
  expect(alive, 'buttons that lived already').toBe(0);
  arrive();
}
