import type { ReturnsOf } from '@/contract/endpoint';
import type { nextInQueue } from '@/contract/queue';
import { getTask } from '@/domain/tasks/get-task';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { NEXT_TASKS } from './queue-position.sql';
import { whyTask } from './why-task';

/** The tasks that start next if a runner fits each, in order, and what each waits for. Workspace: a database uuid. */
export async function nextTasks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  limit: number,
): Promise<ReturnsOf<typeof nextInQueue>> {
  const rows: { id: string }[] = await runs.query(NEXT_TASKS, [workspaceId, limit]);
  const next = [];
  for (const { id } of rows) {
    const task = await getTask(tx, toWireId('task', id));
    next.push({ task, why: (await whyTask(tx, runs, workspaceId, task.ref)).sentence });
  }
  return next;
}
