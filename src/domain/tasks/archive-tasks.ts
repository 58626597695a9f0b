import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { archiveTasks as endpoint } from '@/contract/task-calls';
import { appendEvent } from '@/domain/events/append-event';
import type { Hidden, Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { ARCHIVE_TASKS } from './archive-tasks.sql';

/**
 * Keeps tasks that have ended out of the lists, or brings them back; the others are left as they are. Answers the refs of
 * those that were changed.
 */
export async function archiveTasks(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { refs, archived }: BodyOf<typeof endpoint>,
  hidden: Hidden,
): Promise<ReturnsOf<typeof endpoint>> {
  const named = await tx.task.findMany({
    where: { OR: refs.map((ref) => byRef('task', ref)) },
    select: { number: true },
  });
  const numbers = named.map(({ number }) => number);
  const rows = await runs.query<{ id: string; number: number; project_id: string }>(ARCHIVE_TASKS, [
    workspaceId,
    numbers,
    archived,
    hidden,
  ]);
  for (const { id, project_id } of rows)
    appendEvent(runs, {
      workspaceId,
      type: 'task.updated',
      actor: `person:${userId}`,
      projectId: project_id,
      taskId: id,
      payload: { fields: ['archived'], archived },
    });
  return { refs: rows.map(({ number }) => taskRef(number)) };
}
