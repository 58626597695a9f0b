import { retryFlow } from '@/contract/flow-run';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { sayCounts } from './run-flow';

/** Lets a step of a run begin once more, with all that depends on it. */
export async function retryRun(id: string, nodeId: string, options: DashboardOptions): Promise<void> {
  const run = await openDashboard(options).call(retryFlow, { params: { id }, body: { nodeId } });
  if (options.json) return printJson({ data: run });
  print(`${run.name} is ${run.status}: ${sayCounts(run)}.`);
}
