import { listFlowVersions } from '@/contract/flow-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';

/** Prints the versions of a flow, newest first, a hundred at most. */
export async function listVersions(ref: string, options: DashboardOptions): Promise<void> {
  const ask = { params: { id: ref }, query: { limit: 100 } };
  const { items, pagination } = await openDashboard(options).list(listFlowVersions, ask);
  if (options.json) return printJson({ data: items, pagination });
  printTable(
    ['VERSION', 'NODES', 'EDGES', 'FAULTS', 'BY', 'AGE', 'NOTE'],
    items.map(({ version, nodes, edges, errors, createdBy, createdAt, note }) => [
      String(version),
      String(nodes),
      String(edges),
      String(errors),
      createdBy ?? '',
      sayAge(createdAt),
      note,
    ]),
  );
}
