import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { Task } from '@/contract/task';
import type { listTasks as endpoint } from '@/contract/task-calls';
import type { Hidden, Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { badCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { byRef } from '@/lib/refs';
import { countTasks, listTaskIds, type TaskFilter } from './list-tasks.sql';
import { tasksToWire, WITH_CONTEXT } from './to-wire';

type Query = QueryOf<typeof endpoint>;

/** Tasks of the workspace that match for a person (database uuids), but for those of hidden projects; newest change first unless told otherwise. */
export async function listTasks(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  query: Query,
  hidden: Hidden = [],
): Promise<Page<Task>> {
  const filter = { ...filterOf(query, userId), ...(hidden.length > 0 ? { hidden } : {}) };
  const sort = query.sort ?? 'updated';
  const order = query.order ?? (sort === 'priority' ? 'asc' : 'desc');
  const after = placeOf(query.cursor, `${sort}.${order}`);
  const reads = await readAsEngine(runs, workspaceId);
  const count = countTasks(workspaceId, filter, COUNT_MOST);
  const [{ n }] = (await reads.query(count.statement, count.values)) as [{ n: number }];
  const place = { sort, order, after, limit: query.limit + 1, offset: skipOf(query), few: n < COUNT_MOST };
  const asked = listTaskIds(workspaceId, filter, place);
  const found = await reads.query<{ id: string; at: string }>(asked.statement, asked.values);
  const rows = await tx.task.findMany({
    where: { id: { in: found.map((row) => row.id) } },
    include: WITH_CONTEXT,
  });
  const tasks = await tasksToWire(tx, rows);
  const byId = new Map(rows.map((row, i) => [row.id, tasks[i]!]));
  const present = found.flatMap(({ id, at }) => (byId.has(id) ? [{ at, id, task: byId.get(id)! }] : []));
  return pageOf(
    query,
    n,
    present,
    ({ task }) => task,
    ({ at, id }) => Buffer.from(`${sort}.${order}~${at}~${id}`).toString('base64url'),
  );
}

function assigneeOf({ assignee }: Query, userId: string): string | undefined {
  if (assignee === undefined || assignee === 'none') return undefined;
  return assignee === 'me' ? userId : fromWireId('user', assignee);
}

function filterOf(query: Query, userId: string): TaskFilter {
  const parent = query.parent && query.parent !== 'none' ? byRef('task', query.parent) : null;
  return {
    statuses: query.status,
    projectId: query.projectId && fromWireId('proj', query.projectId),
    risks: query.riskLevel,
    pattern: query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : undefined,
    types: query.type,
    labels: query.label,
    roles: query.role,
    priorities: query.priority,
    withoutParent: query.parent === 'none',
    archived: query.archived === 'all' ? undefined : query.archived === 'true',
    withoutAssignee: query.assignee === 'none',
    assigneeId: assigneeOf(query, userId),
    parentId: parent && 'id' in parent ? parent.id : undefined,
    parentNumber: parent && 'number' in parent ? parent.number : undefined,
  };
}

function placeOf(cursor: string | undefined, order: string): [at: string, id: string] | null {
  if (cursor === undefined) return null;
  const [, of, at, id] =
    Buffer.from(cursor, 'base64url')
      .toString()
      .match(/^([a-z.]+)~(\d{1,16})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? [];
  if (of !== order || !at || !id) throw badCursor();
  return [at, id];
}
