import { getApprovals } from '@/contract/review';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Prints who must approve the commit of a task, and whether you may. */
export async function showApprovals(given: string, options: DashboardOptions): Promise<void> {
  const params = { id: readTaskRef(given) };
  const approvals = await openDashboard(options).call(getApprovals, { params });
  if (options.json) return printJson({ data: approvals });
  const { headSha, given: have, needed, sentence, refusal } = approvals;
  print(`${have} of ${needed} for ${headSha?.slice(0, 12) ?? 'no commit yet'}. ${sentence}`);
  if (refusal) print(`Yours would not count. ${refusal}`);
}
