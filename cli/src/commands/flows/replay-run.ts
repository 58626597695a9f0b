import { replayFlow } from '@/contract/flow-run';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';

/** Runs the document of a run once more, with its inputs. */
export async function replayRun(id: string, options: DashboardOptions): Promise<void> {
  const run = await openDashboard(options).call(replayFlow, { params: { id }, body: {} });
  if (options.json) return printJson({ data: run });
  print(`${run.id}  ${run.name}. How it stands: flows steps ${run.id}`);
}
