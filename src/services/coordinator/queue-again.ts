import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import type { LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import type { Decision } from './cancel-task';
import { holdBack } from './hold-back';

interface Again extends Omit<Decision, 'ref'> {
  task: LockedTask;
  guidance: string | null;
  option: string;
  /** The exception whose resolution this is: closed by its own verb. */
  exceptId?: string;
}

/** Back to the queue from NEEDS_HUMAN, IN_REVIEW or a merge that nobody has begun: a person's word gives the task all its attempts again. */
export async function queueAgain(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, task, guidance, option, exceptId }: Again,
): Promise<void> {
  const actor = `person:${userId}`;
  await tx.task.update({
    where: { id: task.id },
    data: {
      failures: 0,
      countedFrom: task.attempt,
      approvedBy: null,
      approvedSha: null,
      // Nobody signed what is said now.
      ...(guidance === null ? {} : { feedback: guidance, signature: null }),
    },
  });
  await closeExceptions(runs, {
    workspaceId,
    taskId: task.id,
    userId,
    status: 'resolved',
    option,
    text: guidance,
    exceptId,
  });
  await advanceTask(runs, {
    workspaceId,
    taskId: task.id,
    from: [task.status],
    via: task.status === 'MERGING' ? [{ to: 'IN_REVIEW', reason: 'merge_called_off', actor }] : undefined,
    to: 'QUEUED',
    reason: option,
    actor,
    payload: { guidance },
  });
  await holdBack(runs, { workspaceId, taskId: task.id });
}
