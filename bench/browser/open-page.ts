import path from 'node:path';
import type { Browser, Page } from 'playwright';

declare global {
  interface Window {
    /** What a page saw of itself: milliseconds, layout shift as browsers score it, and the durations of inputs. */
    seen: { lcp: number; cls: number; inputs: number[] };
    beginFrames(): void;
    /** Frames a second since then. */
    endFrames(): number;
  }
}

/** A page in a context of its own, on a processor that is `slowdown` times as slow, that watches itself. */
export async function openPage(browser: Browser, slowdown = 1): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.addInitScript({ path: path.resolve('bench/browser/watch-page.js') });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}
