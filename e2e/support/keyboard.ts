import { expect, type Locator, type Page } from '@playwright/test';

const STOPS = 150;

/** Notes every event of a pointer, so that a test can say at its end that there was none. */
export async function notePointer(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const kept = 'pointer events of this tab';
    for (const type of ['pointerdown', 'pointermove', 'mousedown', 'touchstart', 'wheel'])
      addEventListener(
        type,
        (event) => sessionStorage.setItem(kept, `${sessionStorage.getItem(kept) ?? ''}${event.type} `),
        true,
      );
  });
  return () =>
    page.evaluate(() =>
      (sessionStorage.getItem('pointer events of this tab') ?? '').split(' ').filter(Boolean),
    );
}

/**
 * Goes on with Tab until the element has the focus. Each stop on the way must be seen: it has an outline of its own, lies in
 * the window, and nothing lies over it.
 */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  await expect(element).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
    // The window follows the focus in its next frame.
    const stopped = { message: `stop ${stop + 1} on the way to ${element}`, timeout: 3000 };
    await expect.poll(() => page.evaluate(whatHidesTheFocus), stopped).toBeNull();
  }
  throw new Error(`${STOPS} steps of Tab did not come to ${element}`);
}

/** In the browser: why the focus cannot be seen, or null. */
function whatHidesTheFocus(): string | null {
  const node = document.activeElement;
  // At the end of the page the browser's own bar has the focus.
  if (!(node instanceof HTMLElement) || node === document.body) return null;
  // The frame of a dialog hands the focus on.
  if (node.hasAttribute('data-base-ui-focus-guard')) return null;
  const name = `${node.tagName.toLowerCase()} “${(node.getAttribute('aria-label') ?? node.innerText).slice(0, 60)}”`;
  const drawn = [getComputedStyle(node), getComputedStyle(node, '::after')];
  if (!drawn.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px'))
    return `${name} has no outline`;
  const { left, right, top, bottom, width, height } = node.getBoundingClientRect();
  if (width < 1 || height < 1) return `${name} has no size`;
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth)
    return `${name} lies outside of the window`;
  const within = (low: number, high: number, end: number) => (Math.max(low, 0) + Math.min(high, end)) / 2;
  const above = document.elementFromPoint(within(left, right, innerWidth), within(top, bottom, innerHeight));
  const free =
    above && (node.contains(above) || above.contains(node) || above.closest('label')?.contains(node));
  return free ? null : `${name} lies under ${above?.tagName} ${above?.className}`;
}
