import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/**
 * What keeps somebody from using the page as it stands, by WCAG 2.2 AA: each barrier with the elements and what
 * would mend it.
 */
export async function findBarriers(
  page: Page,
  colorScheme: 'light' | 'dark',
): Promise<{ theme: string; id: string; where: string[] }[]> {
  await page.emulateMedia({ colorScheme });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => ({
    theme: colorScheme,
    id,
    where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
  }));
}
