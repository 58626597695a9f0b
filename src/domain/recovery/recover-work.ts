import type { BodyOf } from '@/contract/endpoint';
import type { recoverWork as endpoint, KeptWork } from '@/contract/recovery';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { listKeptWork } from './list-kept-work';

interface Wish {
  workspaceId: string;
  userId: string;
  task: { id: string; ref: string };
}

/**
 * Asks the runner that keeps the work of an attempt to make a branch of it. Repeatable while it has not answered.
 * Throws NOT_FOUND where no runner keeps any. Ids of the task are database uuids.
 */
export async function recoverWork(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, task }: Wish,
  { attempt, runnerId }: BodyOf<typeof endpoint>,
): Promise<KeptWork[]> {
  const kept = await tx.recovery.findFirst({
    where: { taskId: task.id, attempt, ...(runnerId ? { runnerId: fromWireId('runner', runnerId) } : {}) },
    orderBy: { keptAt: 'desc' },
  });
  if (!kept)
    throw new AppError('NOT_FOUND', `No runner keeps unfinished work of attempt ${attempt} of ${task.ref}.`);
  if (kept.state !== 'requested') {
    await tx.recovery.update({
      where: { id: kept.id },
      data: { state: 'requested', branch: null, note: null, requestedBy: userId },
    });
    appendEvent(runs, {
      workspaceId,
      type: 'task.recovery_requested',
      actor: `person:${userId}`,
      taskId: task.id,
      runnerId: kept.runnerId,
      payload: { attempt },
    });
    runs.wakes.add(topic.errands(kept.runnerId));
  }
  return listKeptWork(tx, task.id);
}
