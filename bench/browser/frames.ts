import type { Page } from 'playwright';

/** Frames a second that the page draws while `act` goes on. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => window.beginFrames());
  await act();
  return page.evaluate(() => window.endFrames());
}
