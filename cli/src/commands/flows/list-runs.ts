import { listFlowRuns } from '@/contract/flow-run';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import type { RunFilters } from '../flow-runs';
import { readWhole } from '../read-amount';
import { sayCounts } from './run-flow';

/** Prints the runs of flows, newest first. */
export async function listRuns(options: RunFilters): Promise<void> {
  const query = { flowId: options.flow, limit: readWhole(options.limit, '--limit') };
  const { items, pagination } = await openDashboard(options).list(listFlowRuns, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0)
    return print('No flow has been run. Run one: agent-orchestrator flows run flow.json');
  printTable(
    ['RUN', 'STATUS', 'BEGUN', 'STEPS', 'NAME'],
    items.map((run) => [run.id, run.status, sayAge(run.createdAt), sayCounts(run), run.name]),
  );
}
