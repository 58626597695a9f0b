import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

/** Holds the first change that is sent there until it is let through, or lost as by a connection that breaks. */
async function hold(page: Page, path: string) {
  let decide = (_fate: 'through' | 'lost') => {};
  const decided = new Promise<'through' | 'lost'>((resolve) => {
    decide = resolve;
  });
  let held = false;
  await page.route(path, async (route) => {
    if (held || route.request().method() === 'GET') return route.fallback();
    held = true;
    return (await decided) === 'lost' ? route.abort('connectionreset') : route.fallback();
  });
  return (fate: 'through' | 'lost') => decide(fate);
}

test('what can be undone is shown at once, and taken back with a way to try again where it is lost', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await seedTask(url, projectId, 'Watch me', { draft: true });
  await page.goto(`/tasks/${ref}`);
  const follow = page.getByRole('button', { name: 'Follow this task' });
  await expect(follow).toBeEnabled();
  const before = (await follow.getAttribute('aria-pressed')) === 'true';
  const held = await hold(page, '**/watch');
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', String(!before));
  held('lost');
  await expect(follow).toHaveAttribute('aria-pressed', String(before));
  await page.getByText('Nothing was changed').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(follow).toHaveAttribute('aria-pressed', String(!before));
  await page.reload();
  await expect(follow).toHaveAttribute('aria-pressed', String(!before));
});

test('a card stands in its new column before the server has answered', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const { ref } = await seedTask(url, projectId, 'Carry me at once', {
    draft: true,
    runnerLabels: ['nowhere'],
  });
  await page.goto(`/tasks?project=${projectId}&view=board`);
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}, `) });
  const carry = async () => {
    await page.getByRole('listitem').filter({ hasText: 'Carry me at once' }).hover();
    await page.mouse.down();
    const { x, y } = (await column('Queued').boundingBox())!;
    await page.mouse.move(x + 40, y + 60, { steps: 8 });
    await page.mouse.up();
  };
  await expect(column('Not queued')).toContainText('Carry me at once');
  const lost = await hold(page, `**/api/tasks/${ref}`);
  await carry();
  await expect(column('Queued')).toContainText('Carry me at once');
  lost('lost');
  await expect(column('Not queued')).toContainText('Carry me at once');
  await expect(page.getByText(`${ref} was not moved`)).toBeVisible();
  const held = await hold(page, `**/api/tasks/${ref}`);
  await carry();
  await expect(column('Queued')).toContainText('Carry me at once');
  held('through');
  await expect(page.getByText(`${ref} moved to “Queued”`)).toBeVisible();
});
