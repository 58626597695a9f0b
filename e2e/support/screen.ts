import type { Page } from '@playwright/test';

/** What a screen shows, without what changes by itself: its headings, what is chosen on it, and the rows of its content. */
export const screenOf = (page: Page): Promise<string[]> => page.evaluate(screen);

function screen(): string[] {
  const seen = (wanted: string) =>
    [...document.querySelectorAll<HTMLElement>(wanted)].filter((one) => one.checkVisibility());
  const nameOf = (one: HTMLElement) =>
    (one.getAttribute('aria-label') ?? one.innerText).replaceAll(/\s+/g, ' ').trim();
  const fields = seen('#content :is(input, select, textarea)') as HTMLInputElement[];
  return [
    ...seen('h1, #content :is(h2, h3)').map((one) => `${one.tagName} ${nameOf(one)}`),
    ...seen(
      '#content :is([aria-selected="true"], [aria-pressed="true"], [aria-expanded="true"], [aria-current="true"])',
    ).map((one) => `chosen ${nameOf(one)}`),
    ...fields.map(
      (one) =>
        `${one.ariaLabel ?? one.labels?.[0]?.innerText ?? one.name}: ${one.type === 'checkbox' ? one.checked : one.value}`,
    ),
    ...seen('#content a[href]').map((one) => `to ${one.getAttribute('href')}`),
  ];
}
