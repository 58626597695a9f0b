import { releaseHold } from '@/domain/holds/release-hold';
import { FIND_DEPENDENTS, LOCK_DEPENDENTS } from '@/domain/tasks/find-dependents.sql';
import { type Move, type Moved, moveTask } from '@/domain/tasks/move-task';
import { TERMINAL } from '@/domain/tasks/task-state';
import type { Runs } from '@/lib/pool';

/**
 * Moves a task and settles what that means for others, all in the open transaction: a task that ends or goes
 * back to the queue frees its file locks, whoever waited for them is queued again, and dependents of an ended
 * task are queued or skipped. Answers null where the task stands elsewhere by now.
 */
export async function advanceTask(runs: Runs, move: Move): Promise<Moved | null> {
  const moved = await moveTask(runs, move);
  if (!moved) return null;
  const ended = TERMINAL.has(move.to);
  if (ended || move.to === 'QUEUED') await freeLocks(runs, move);
  if (ended) await settleDependents(runs, move);
  return moved;
}

async function freeLocks(runs: Runs, { workspaceId, taskId }: Move): Promise<void> {
  for (const waiter of await releaseHold(runs, workspaceId, taskId)) {
    if (waiter !== taskId)
      await moveTask(runs, {
        workspaceId,
        taskId: waiter,
        from: ['BLOCKED'],
        to: 'QUEUED',
        actor: 'system',
      });
  }
}

async function settleDependents(runs: Runs, { workspaceId, taskId }: Move): Promise<void> {
  const waiting = await runs.query(LOCK_DEPENDENTS, [workspaceId, taskId]);
  if (waiting.length === 0) return;
  for (const { task_id: dependent, open, wrong } of await runs.query(FIND_DEPENDENTS, [
    workspaceId,
    taskId,
  ])) {
    if (wrong > 0) {
      await advanceTask(runs, {
        workspaceId,
        taskId: dependent,
        from: ['BLOCKED', 'QUEUED'],
        to: 'SKIPPED',
        reason: 'dependency_failed',
        actor: 'system',
      });
    } else if (open === 0) {
      await moveTask(runs, {
        workspaceId,
        taskId: dependent,
        from: ['BLOCKED'],
        to: 'QUEUED',
        actor: 'system',
      });
    }
  }
}
