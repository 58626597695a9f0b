import { getFlowRun, listFlowNodes } from '@/contract/flow-run';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { sayAge, sayMoney } from '../../terminal/quantities';
import { printJson } from '../../terminal/say';
import { printFacts, printTable } from '../../terminal/table';

/** Prints how a run stands: what it is, and its steps with their tasks. */
export async function showRun(id: string, options: DashboardOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const params = { id };
  const [run, { items }] = await Promise.all([
    dashboard.call(getFlowRun, { params }),
    dashboard.list(listFlowNodes, { params, query: { limit: 1000 } }),
  ]);
  if (options.json) return printJson({ data: { run, steps: items } });
  const spent = items.reduce((sum, { task }) => sum + (task?.spentMicros ?? 0), 0);
  printFacts([
    ['run', `${run.id}  ${run.name}`],
    ['status', run.status],
    ['begun', `${sayAge(run.createdAt)} ago`],
    ['cost', sayMoney(spent)],
    ['note', run.note ?? ''],
  ]);
  printTable(
    ['NODE', 'STATUS', 'TASK', 'TRY', 'COST', 'WHY', 'STEP'],
    items.map(({ id: step, nodeId, part, status, task, reason }) => [
      part ? `${nodeId} ${part}` : nodeId,
      status,
      task?.ref ?? '',
      task ? String(task.attempt) : '',
      task ? sayMoney(task.spentMicros) : '',
      reason ?? '',
      status === 'review' ? step : '',
    ]),
  );
}
