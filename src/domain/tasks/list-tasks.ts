import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listTasks as endpoint, Task } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { badCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { COUNT_TASKS, LIST_TASK_IDS } from './list-tasks.sql';
import { taskToWire, WITH_CONTEXT } from './to-wire';

/** Tasks of the workspace (a database uuid) that match, newest change first. */
export async function listTasks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<Task>> {
  const filter = [
    workspaceId,
    query.status ?? null,
    query.projectId ? fromWireId('proj', query.projectId) : null,
    query.riskLevel ?? null,
    query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null,
  ];
  const [afterAt, afterId] = placeOf(query.cursor);
  const [{ n }] = (await runs.query(COUNT_TASKS, filter)) as [{ n: number }];
  const found = await runs.query<{ id: string; at: string }>(LIST_TASK_IDS, [
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
  const byId = new Map(rows.map((row) => [row.id, row]));
  const present = found.flatMap(({ id, at }) => (byId.has(id) ? [{ at, row: byId.get(id)! }] : []));
  return pageOf(
    query,
    n,
    present,
    ({ row }) => taskToWire(row),
    ({ at, row }) => Buffer.from(`${at}~${row.id}`).toString('base64url'),
  );
}

function placeOf(cursor: string | undefined): [at: string | null, id: string | null] {
  if (cursor === undefined) return [null, null];
  const [, at, id] =
    Buffer.from(cursor, 'base64url')
      .toString()
      .match(/^(\d{1,16})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? [];
  if (!at || !id) throw badCursor();
  return [at, id];
}
