import { TERMINAL } from '@/contract/terminal-status';
import { dependencyOn } from '@/domain/tasks/dependency-on';
import { FIND_DEPENDENTS, LOCK_DEPENDENTS } from '@/domain/tasks/find-dependents.sql';
import { gatheringStep, type SubTaskCounts } from '@/domain/tasks/gathering-state';
import { type Move, type Moved, moveTask } from '@/domain/tasks/move-task';
import { renameBlock } from '@/domain/tasks/rename-block';
import { COUNT_SUB_TASKS, LOCK_GATHERING } from '@/domain/tasks/sub-tasks.sql';
import { gathers } from '@/domain/tasks/task-type';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { advanceFlow } from './advance-flow';
import { freeLocks } from './free-locks';

/**
 * Moves a task and settles what that means for others, all in the open transaction: a task that ends or goes
 * back to the queue frees its file locks, whoever waited for them is queued again, and dependents of an ended
 * task are queued or skipped, its parent is done with its last sub-task, and the run of a flow that it
 * is a step of goes on. Answers null where the task stands
 * elsewhere by now.
 */
export async function advanceTask(runs: Runs, move: Move): Promise<Moved | null> {
  const moved = await moveTask(runs, move);
  if (!moved) return null;
  const ended = TERMINAL.has(move.to);
  // Asked at once, and settled one after the other.
  const [, waiting] = await Promise.all([
    ended || move.to === 'QUEUED' ? freeLocks(runs, move) : undefined,
    ended ? runs.each(LOCK_DEPENDENTS, [move.workspaceId, move.taskId]) : [],
  ]);
  if (waiting.length > 0) await settleDependents(runs, move);
  if (ended && moved.flowRunId) await advanceFlow(runs, move.workspaceId, moved.flowRunId, moved.id);
  if (ended && moved.parentId) await settleGathering(runs, move.workspaceId, moved.parentId);
  return moved;
}

/**
 * Puts a task that gathers sub-tasks where these have brought it: done, or blocked with what it waits for. Nothing
 * for one that does not wait. Database uuids.
 */
export async function settleGathering(runs: Runs, workspaceId: string, taskId: string): Promise<void> {
  const [waiting] = await runs.query(LOCK_GATHERING, [workspaceId, taskId]);
  if (!waiting) return;
  const [counts] = (await runs.query(COUNT_SUB_TASKS, [workspaceId, taskId])) as unknown as [SubTaskCounts];
  const step = gatheringStep(counts);
  if (step.to === 'BLOCKED') await renameBlock(runs, { workspaceId, taskId, reason: step.reason });
  else await advanceTask(runs, { workspaceId, taskId, from: ['BLOCKED'], actor: 'system', ...step });
}

async function settleDependents(runs: Runs, { workspaceId, taskId }: Move): Promise<void> {
  for (const dependent of await runs.each(FIND_DEPENDENTS, [workspaceId, taskId])) {
    const { task_id: id, type, open, wrong, reason, ended, youngest } = dependent;
    const move = { workspaceId, taskId: id, actor: 'system' };
    if (gathers(type)) await settleGathering(runs, workspaceId, id);
    else if (wrong > 0)
      await advanceTask(runs, {
        ...move,
        from: ['BLOCKED', 'QUEUED'],
        to: 'SKIPPED',
        reason: 'dependency_failed',
      });
    else if (open === 0) await moveTask(runs, { ...move, from: ['BLOCKED'], to: 'QUEUED' });
    // The youngest is likely to end last: of many needs that end in their order, few are ever named.
    else if (reason === dependencyOn(taskRef(ended)))
      await renameBlock(runs, { ...move, reason: dependencyOn(taskRef(youngest)) });
  }
}
