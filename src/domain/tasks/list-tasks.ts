import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { Task } from '@/contract/task';
import type { listTasks as endpoint } from '@/contract/task-calls';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { badCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { byRef } from '@/lib/refs';
import { COUNT_TASKS, listTaskIds } from './list-tasks.sql';
import { tasksToWire, WITH_CONTEXT } from './to-wire';

type Query = QueryOf<typeof endpoint>;

/** Tasks of the workspace (a database uuid) that match; newest change first unless told otherwise. */
export async function listTasks(tx: Tx, runs: Runs, workspaceId: string, query: Query): Promise<Page<Task>> {
  const filter = filterOf(workspaceId, query);
  const sort = query.sort ?? 'updated';
  const order = query.order ?? (sort === 'priority' ? 'asc' : 'desc');
  const [afterAt, afterId] = placeOf(query.cursor, `${sort}.${order}`);
  const [{ n }] = (await runs.query(COUNT_TASKS, filter)) as [{ n: number }];
  const found = await runs.query<{ id: string; at: string }>(listTaskIds(sort, order), [
    ...filter,
    afterAt,
    afterId,
    query.limit + 1,
    skipOf(query),
  ]);
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

function filterOf(workspaceId: string, query: Query): unknown[] {
  const parent = query.parent && query.parent !== 'none' ? byRef('task', query.parent) : null;
  return [
    workspaceId,
    query.status ?? null,
    query.projectId ? fromWireId('proj', query.projectId) : null,
    query.riskLevel ?? null,
    query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null,
    query.type ?? null,
    query.label ?? null,
    query.role ?? null,
    query.priority ?? null,
    query.parent === 'none',
    parent && 'id' in parent ? parent.id : null,
    parent && 'number' in parent ? parent.number : null,
  ];
}

function placeOf(cursor: string | undefined, order: string): [at: string | null, id: string | null] {
  if (cursor === undefined) return [null, null];
  const [, of, at, id] =
    Buffer.from(cursor, 'base64url')
      .toString()
      .match(/^([a-z.]+)~(\d{1,16})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? [];
  if (of !== order || !at || !id) throw badCursor();
  return [at, id];
}
