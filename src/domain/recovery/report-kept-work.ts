import type { BodyOf } from '@/contract/endpoint';
import type { reportKeptWork as endpoint } from '@/contract/recovery';
import { appendEvent } from '@/domain/events/append-event';
import { fromWireId, newId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { FORGET_KEPT, NOTE_KEPT } from './kept-work.sql';

/** Notes which unfinished work a runner keeps. Safe to repeat; tasks that are not its workspace's are left out. */
export async function reportKeptWork(
  { workspaceId, runnerId }: { workspaceId: string; runnerId: string },
  { whole, kept }: BodyOf<typeof endpoint>,
): Promise<{ known: number }> {
  return inEngine(async (runs) => {
    const taskIds = kept.map(({ taskId }) => fromWireId('task', taskId));
    const attempts = kept.map(({ attempt }) => attempt);
    if (whole) await runs.query(FORGET_KEPT, [workspaceId, runnerId, taskIds, attempts]);
    const news = await runs.query(NOTE_KEPT, [
      workspaceId,
      runnerId,
      taskIds,
      attempts,
      kept.map(({ commitSha }) => commitSha),
      kept.map(({ files }) => files),
      kept.map(({ keptAt }) => keptAt),
      kept.map(() => newId()),
    ]);
    for (const { task_id: taskId, attempt, files } of news)
      appendEvent(runs, {
        workspaceId,
        type: 'task.work_kept',
        actor: `runner:${runnerId}`,
        taskId,
        runnerId,
        payload: { attempt, files },
      });
    return { known: kept.length };
  });
}
