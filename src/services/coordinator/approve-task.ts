import type { Task } from '@/contract/task';
import { readApprovals } from '@/domain/approvals/read-approvals';
import { appendEvent } from '@/domain/events/append-event';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import type { Decision } from './cancel-task';
import { mustHoldChanges } from './must-hold-changes';
import { refuseStranded } from './refuse-stranded';

/**
 * Approves the commit that was seen, and offers its merge to a runner once as many have as its risk asks for. Throws
 * STALE_COMMIT, ILLEGAL_TRANSITION, FORBIDDEN where its risk asks for somebody else, or CONFLICT where another task holds what
 * it changes, or nobody could merge it; repeatable.
 */
export async function approveTask(tx: Tx, runs: Runs, decision: Decision, headSha: string): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  const approved = task.approvedSha === headSha && (task.status === 'MERGING' || task.status === 'COMPLETED');
  if (!approved) {
    if (task.status !== 'IN_REVIEW') throw illegalMove(task, 'only a task in review can be approved.');
    if (task.headSha !== headSha) {
      throw new AppError(
        'STALE_COMMIT',
        `${task.ref} is about ${task.headSha?.slice(0, 12) ?? 'no commit'} now, not ${headSha.slice(0, 12)}. Look at the new changes and approve those.`,
        { details: { headSha: task.headSha } },
      );
    }
    await refuseStranded(tx, task, { travels: false });
    await mustHoldChanges(
      runs,
      { workspaceId, projectId: task.projectId, taskId: task.id, headSha },
      'Approve it when that one is merged or has ended, or release its file lock.',
    );
    if (!(await isEnough(tx, runs, { workspaceId, userId, taskId: task.id, headSha })))
      return getTask(tx, decision.ref);
    await tx.task.update({ where: { id: task.id }, data: { approvedBy: userId, approvedSha: headSha } });
    await closeExceptions(runs, {
      workspaceId,
      userId,
      taskId: task.id,
      status: 'resolved',
      option: 'approve',
      text: null,
    });
    await advanceTask(runs, {
      workspaceId,
      taskId: task.id,
      from: ['IN_REVIEW'],
      to: 'MERGING',
      reason: 'approved',
      ready: 'merge',
      actor: `person:${userId}`,
      payload: { headSha },
    });
  }
  return getTask(tx, decision.ref);
}

/** Writes an approval down, and says whether the commit has as many as it needs. */
async function isEnough(
  tx: Tx,
  runs: Runs,
  one: { workspaceId: string; userId: string; taskId: string; headSha: string },
): Promise<boolean> {
  const { workspaceId, userId, taskId, headSha } = one;
  const refusal = (await readApprovals(tx, one)).refusal(userId);
  if (refusal) throw new AppError('FORBIDDEN', refusal);
  const { count } = await tx.approval.createMany({ data: [one], skipDuplicates: true });
  const { enough, given, needed } = await readApprovals(tx, one);
  if (!enough && count > 0)
    appendEvent(runs, {
      workspaceId,
      type: 'task.approved',
      actor: `person:${userId}`,
      taskId,
      payload: { headSha, given, needed },
    });
  return enough;
}
