import { getHookHistory } from '@/contract/hook';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';

/** Characters of what was told that a line has room for. */
const LONGEST = 70;

/** Prints what hooks have told of a node. */
export async function showHistory(nodeId: string, options: DashboardOptions): Promise<void> {
  const data = await openDashboard(options).call(getHookHistory, { params: { nodeId } });
  if (options.json) return printJson({ data });
  if (data.length === 0) return print('No hook has told of it.');
  printTable(
    ['AGE', 'HOOK', 'STATUS', 'BY', 'WHAT'],
    data.map(({ createdAt, kind, status, source, payload }) => [
      sayAge(createdAt),
      kind,
      status ?? '',
      source,
      JSON.stringify(payload.files ?? payload.error ?? payload.message ?? payload.name ?? payload).slice(
        0,
        LONGEST,
      ),
    ]),
  );
}
