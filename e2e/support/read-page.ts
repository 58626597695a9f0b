import type { Page } from '@playwright/test';

export interface FoundLink {
  /** As it stands in the page. */
  href: string;
  words: string;
  rel: string;
}
/** What a page shows, as a visitor who follows links sees it. */
export interface ReadPage {
  links: FoundLink[];
  headings: string[];
  /** What is said in the place of what failed. */
  failures: string[];
  ids: string[];
}

/** Reads what stands in the window, or, where HTML is given, what a browser would make of it without its scripts. */
export const readPage = (page: Page, html?: string): Promise<ReadPage> => page.evaluate(read, html);

function read(html?: string): ReadPage {
  const shown = html === undefined ? document : new DOMParser().parseFromString(html, 'text/html');
  const found = <T extends Element>(wanted: string) => [...shown.querySelectorAll<T>(wanted)];
  const wordsOf = (node: Element) => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  return {
    links: found<HTMLAnchorElement>('a[href]').map((link) => ({
      href: link.getAttribute('href') ?? '',
      words: (link.getAttribute('aria-label') ?? wordsOf(link)).slice(0, 60),
      rel: link.rel,
    })),
    headings: found('h1').map(wordsOf),
    failures: found('[role="alert"]')
      .filter((alert) => alert.matches('.bg-tint-danger') && wordsOf(alert) !== '')
      .map(wordsOf),
    ids: found('[id]').map(({ id }) => id),
  };
}
