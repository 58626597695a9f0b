import { listFlows } from '@/contract/flow-calls';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import type { FlowFilters } from '../flows';
import { readWhole } from '../read-amount';

/** Prints the flows, last saved first. */
export async function listAllFlows(options: FlowFilters): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const limit = readWhole(options.limit, '--limit');
  const { items, pagination } = await dashboard.list(listFlows, { query: { projectId, limit } });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0)
    return print('There are no flows. Import one: agent-orchestrator flows import flow.json');
  printTable(
    ['FLOW', 'PROJECT', 'NODES', 'EDGES', 'FAULTS', 'VERSION', 'SAVED', 'NAME'],
    items.map((flow) => [
      flow.ref,
      flow.projectName,
      String(flow.nodes),
      String(flow.edges),
      String(flow.errors),
      String(flow.version),
      sayAge(flow.updatedAt),
      flow.name,
    ]),
  );
}
