import { listRules } from '@/contract/rule';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import { readWhole } from '../read-amount';
import type { RuleFilters } from '../rules';

/** Characters of what a rule is about that a line has room for. */
const LONGEST = 60;

/** Prints the answers that were made rules. */
export async function listAllRules(options: RuleFilters): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const limit = readWhole(options.limit, '--limit');
  const { items, pagination } = await dashboard.list(listRules, { query: { projectId, limit } });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0) return print('No answer was made a rule.');
  printTable(
    ['RULE', 'PROJECT', 'TOOL', 'ABOUT', 'ANSWER', 'BY', 'AGE', 'USED'],
    items.map((rule) => [
      rule.id,
      rule.projectName,
      rule.tool,
      `${rule.input.slice(0, LONGEST)}${rule.prefix || rule.input.length > LONGEST ? ' …' : ''}`,
      rule.option ?? rule.text ?? '',
      rule.createdBy ?? '',
      sayAge(rule.createdAt),
      String(rule.used),
    ]),
  );
}
