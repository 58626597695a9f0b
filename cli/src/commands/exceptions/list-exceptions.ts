import { listExceptions } from '@/contract/exception';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import type { ExceptionFilters } from '../exceptions';
import { readAgentId, readTaskRef } from '../read-ref';
import { saySlice } from '../say-slice';

/** Prints what needs a person. */
export async function listOpenExceptions(options: ExceptionFilters): Promise<void> {
  const query = {
    status: options.status === 'all' ? undefined : options.status.toLowerCase(),
    type: options.type?.toUpperCase(),
    severity: options.severity?.toLowerCase(),
    taskId: options.task && readTaskRef(options.task),
    agentId: options.agent && readAgentId(options.agent),
    limit: options.limit,
    offset: options.offset,
  };
  const { items, pagination } = await openDashboard(options).list(listExceptions, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0)
    return print(options.status === 'open,acknowledged' ? 'Nothing needs you.' : 'There is none.');
  printTable(
    ['EXCEPTION', 'TASK', 'TYPE', 'SEVERITY', 'STATUS', 'AGE', 'TITLE'],
    items.map(({ ref, taskRef, type, severity, status, createdAt, title }) => [
      ref,
      taskRef,
      type,
      severity,
      status,
      sayAge(createdAt),
      title,
    ]),
  );
  saySlice(items.length, pagination);
}
