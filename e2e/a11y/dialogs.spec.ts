import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/fixtures';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A button of a page and the dialog that it opens. */
const DIALOGS = [
  ['review', 'Approve commit'],
  ['review', 'Request changes'],
  ['review', 'Edit'],
  ['queued', 'Cancel task'],
  ['draft', 'Delete task'],
  ['cancelled', 'Do it again'],
] as const;

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });
    for (const [which, button] of DIALOGS) {
      test(`“${button}” opens a dialog that can be used by everyone, and gives the focus back`, async ({
        page,
        shop,
      }) => {
        await page.goto(`/tasks/${shop.tasks[which]}`);
        await page.getByRole('button', { name: button }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expect(page.getByRole('dialog').getByText('…', { exact: true })).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual(
          [],
        );
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(page.getByRole('button', { name: button })).toBeFocused();
      });
    }
  });
}
