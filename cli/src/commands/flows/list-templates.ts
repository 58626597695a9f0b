import { listFlowTemplates } from '@/contract/flow-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';

/** Prints the flows to begin with; with --json their whole documents. */
export async function listTemplates(options: DashboardOptions): Promise<void> {
  const templates = await openDashboard(options).call(listFlowTemplates);
  if (options.json) return printJson({ data: templates });
  printTable(
    ['TEMPLATE', 'NODES', 'ABOUT'],
    templates.map(({ key, description, document }) => [key, String(document.nodes.length), description]),
  );
}
