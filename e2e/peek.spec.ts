import { expect, test } from './support/fixtures';

test('a task is looked at beside the list by the space bar, the list stays usable, and the address keeps it', async ({
  page,
  shop,
}) => {
  await page.goto(`/tasks?project=${shop.project.id}`);
  const beside = (ref: string) => page.getByRole('region', { name: `${ref} beside the list` });
  const row = (ref: string) => page.locator(`tr a[href="/tasks/${ref}"]`);
  const { review, done } = shop.tasks;
  // Loaded behind the page.
  await page.locator('[data-peek-keys]').waitFor({ state: 'attached' });
  await row(review).focus();
  await page.keyboard.press('Space');
  await expect(beside(review).getByRole('heading', { level: 2 })).toContainText(review);
  await expect(beside(review).getByLabel('Why')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`peek=${review}`));
  await expect(row(review)).toHaveAttribute('aria-current', 'true');

  // Whoever walks on sees the next one; a click does the same, and its page is not opened.
  await row(done).focus();
  await expect(beside(done)).toBeVisible();
  await expect(beside(review)).toBeHidden();
  await row(review).click();
  await expect(beside(review)).toBeVisible();
  await beside(review).getByRole('tab', { name: 'Log' }).click();
  await expect(beside(review).getByRole('log')).toBeVisible();
  await page.reload();
  await expect(beside(review).getByRole('log')).toBeVisible();

  await row(review).focus();
  await page.keyboard.press('Escape');
  await expect(beside(review)).toBeHidden();
  await expect(row(review)).toBeFocused();
  await expect(page).not.toHaveURL(/peek=|tab=/);
  await page.goBack();
  await expect(beside(review)).toBeVisible();
  await row(review).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/tasks/${review}$`));
});

test('a task is shown beside the list by a button of its row, and closed again', async ({ page, shop }) => {
  await page.goto(`/tasks?project=${shop.project.id}&view=table`);
  const { review } = shop.tasks;
  await page.getByRole('row', { name: new RegExp(`Pick ${review}\\s`) }).hover();
  await page.getByRole('button', { name: `Show ${review} beside the list` }).click();
  const beside = page.getByRole('region', { name: `${review} beside the list` });
  await expect(beside).toBeVisible();
  await beside.getByRole('button', { name: 'Close' }).click();
  await expect(beside).toBeHidden();
  await page.goto('/tasks?peek=TASK-999999');
  await expect(page.getByText('The task could not be read')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tasks');
});
