import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import type { Shop } from '../../support/seed-shop';

const pathsOf = ({ project, tasks, runId }: Shop) => [
  '/',
  '/exceptions',
  `/tasks?project=${project.id}`,
  `/tasks?project=${project.id}&view=board`,
  `/tasks/${tasks.running}?tab=log`,
  `/flows/runs/${runId}?view=graph`,
  '/connect',
];

/** The names of what moves on the page now. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((one) => (one instanceof CSSAnimation ? one.animationName : one.id || 'transition')),
  );

test('who asks for no motion sees none, and the others see what works', async ({ page, shop }) => {
  for (const path of pathsOf(shop)) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => moving(page), path).toEqual([]);
  }
  await page.goto(`/tasks/${shop.tasks.running}`);
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(() => moving(page)).toContain('turn');
});

test('under forced colours every control keeps its edge, and what is chosen is marked', async ({
  page,
  shop,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const path of [...pathsOf(shop), '/tasks/new', '/settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { bare, unmarked, marked } = await page.evaluate(() => {
      const seen = (nodes: NodeListOf<HTMLElement>) => [...nodes].filter((node) => node.checkVisibility());
      const has = (style: CSSStyleDeclaration, line: 'border' | 'outline') =>
        line === 'border'
          ? style.borderBottomStyle !== 'none' && Number.parseFloat(style.borderBottomWidth) >= 1
          : style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
      const name = (node: HTMLElement) =>
        `${node.tagName} ${node.innerText || node.getAttribute('aria-label')}`;
      const controls = seen(
        document.querySelectorAll(
          '.forced-border, select, textarea, input:not([type="checkbox"], [type="radio"], [type="file"], [type="range"])',
        ),
      );
      const chosen = seen(
        document.querySelectorAll(
          'button[aria-pressed="true"], a[aria-current="page"], [role="tab"][aria-selected="true"]',
        ),
      );
      const shown = (node: HTMLElement) =>
        has(getComputedStyle(node), 'border') || has(getComputedStyle(node), 'outline');
      return {
        bare: controls.filter((node) => !has(getComputedStyle(node), 'border')).map(name),
        unmarked: chosen.filter((node) => !shown(node)).map(name),
        marked: chosen.length,
      };
    });
    expect(bare, path).toEqual([]);
    expect(unmarked, path).toEqual([]);
    expect(marked, path).toBeGreaterThan(0);
  }
});

test('every row of the list tells its status by a shape and a word', async ({ page, shop }) => {
  await page.goto(`/tasks?project=${shop.project.id}`);
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
  await expect(rows.first()).toBeVisible();
  for (const row of await rows.all()) {
    const status = row.locator('span[title]:has(> svg)').filter({ hasText: /\w/ }).first();
    await expect(status).toBeVisible();
    expect(await status.locator('svg').innerHTML()).toMatch(/<(path|circle|rect)/);
  }
});
