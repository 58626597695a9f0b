import { removeRule } from '@/contract/rule';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';

/** Removes one rule. */
export async function removeOneRule(id: string, options: DashboardOptions): Promise<void> {
  const removed = await openDashboard(options).call(removeRule, { params: { id } });
  if (options.json) return printJson({ data: removed });
  print(`${removed.id} is removed: the next same question comes to a person again.`);
}
