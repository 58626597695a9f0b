import { findBarriers } from '../support/find-barriers';
import { expect, test } from '../support/fixtures';

/** A button of a page and the dialog that it opens. */
const DIALOGS = [
  ['review', 'Approve commit'],
  ['review', 'Request changes'],
  ['review', 'Edit'],
  ['queued', 'Cancel task'],
  ['draft', 'Delete task'],
  ['cancelled', 'Do it again'],
] as const;

for (const [which, button] of DIALOGS) {
  test(`“${button}” opens a dialog that can be used by everyone, and gives the focus back`, async ({
    page,
    shop,
  }) => {
    await page.goto(`/tasks/${shop.tasks[which]}`);
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByRole('dialog').getByText('…', { exact: true })).toHaveCount(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: button })).toBeFocused();
  });
}

for (const [button, dialog] of [
  [/^Notifications/, 'Notifications'],
  ['Search and commands', 'Search and commands'],
] as const) {
  test(`“${dialog}” of the header can be used by everyone, and gives the focus back`, async ({
    page,
    shop: _,
  }) => {
    await page.goto('/locks');
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await expect(
      page
        .getByRole('dialog')
        .getByRole(dialog === 'Notifications' ? 'link' : 'option')
        .first(),
    ).toBeVisible();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: button })).toBeFocused();
  });
}
