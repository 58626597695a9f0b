import AxeBuilder from '@axe-core/playwright';
import { type Page, test } from '@playwright/test';
import { LOOK, type Look } from '../../scripts/test/list-looks';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/**
 * What keeps somebody from using the page as it stands, by WCAG 2.2 AA: each barrier with the elements and what
 * would mend it. The first theme is asked for everything, a second one for its colours: nothing else differs.
 */
export async function findBarriers(
  page: Page,
  themes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<{ theme: string; id: string; where: string[] }[]> {
  const found = [];
  for (const [nth, theme] of themes.entries()) {
    await page.emulateMedia({ colorScheme: theme });
    const asked = new AxeBuilder({ page });
    const { violations } = await (nth === 0
      ? asked.withTags(TAGS)
      : asked.withRules('color-contrast')
    ).analyze();
    const { pathname, search } = new URL(page.url());
    const look: Look = {
      path: pathname + search,
      width: page.viewportSize()?.width ?? 0,
      theme,
      violations: violations.length,
    };
    test.info().annotations.push({ type: LOOK, description: JSON.stringify(look) });
    found.push(
      ...violations.map(({ id, nodes }) => ({
        theme,
        id,
        where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
      })),
    );
  }
  return found;
}
