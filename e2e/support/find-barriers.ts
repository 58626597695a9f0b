import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules whose verdict the colours of a theme can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What keeps somebody from using the page as it stands, by WCAG 2.2 AA: each barrier with the elements and what
 * would mend it. In dark, beside all other tests, the rules that colours cannot change are not asked again.
 */
export async function findBarriers(
  page: Page,
  colorScheme: 'light' | 'dark',
): Promise<{ theme: string; id: string; where: string[] }[]> {
  await page.emulateMedia({ colorScheme });
  const axe = new AxeBuilder({ page });
  const all = colorScheme === 'light' || process.env.A11Y_SHORT !== '1';
  const { violations } = await (all ? axe.withTags(TAGS) : axe.withRules(OF_COLOURS)).analyze();
  return violations.map(({ id, nodes }) => ({
    theme: colorScheme,
    id,
    where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
  }));
}
