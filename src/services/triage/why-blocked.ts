import { conflictsOf } from '@/domain/locks/find-conflicts';
import { findTurns } from '@/domain/locks/find-turns';
import { pathOfReason } from '@/domain/locks/lock-reason';
import type { LockWish } from '@/domain/locks/lock-state';
import { wishOf } from '@/domain/locks/wish-of';
import { claimPlace } from '@/lib/claim-place';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';
import { STATUS_WORDS } from './say';
import type { Hold, Scene } from './scene';
import { whyGathering } from './why-gathering';

/** Every file lock, sub-task and dependency that stands in the way. */
export async function whyBlocked(scene: Scene): Promise<Hold[]> {
  const holds = [...(await locks(scene)), ...(await whyGathering(scene)), ...(await dependencies(scene))];
  if (holds.length > 0) return holds;
  const { reason } = scene.task;
  if (reason?.startsWith('budget'))
    return [
      { code: 'budget', sentence: 'Its budget is spent. Raise it to go on.', link: `/tasks/${scene.ref}` },
    ];
  return [
    {
      code: 'queue',
      sentence: 'What it waited for is gone; it goes back to the queue in a moment.',
      link: null,
    },
  ];
}

async function locks(scene: Scene): Promise<Hold[]> {
  const { task, runs, workspaceId } = scene;
  const path = pathOfReason(task.reason);
  if (path === null) return [];
  // What its commit changes need not be among the files it was thought to concern.
  const wish = {
    ...wishOf(task, path),
    taskId: task.id,
    projectId: task.projectId,
    place: claimPlace(task),
  };
  const reads = await readAsEngine(runs, workspaceId);
  const conflicts = await conflictsOf(reads, workspaceId, wish);
  const behind = conflicts.length > 0 ? undefined : await isBehind(reads, workspaceId, wish);
  if (behind) return [behind];
  return conflicts.map(({ path, taskRef: holder, taskTitle, pattern }) => ({
    code: 'lock',
    sentence: `It waits for the lock on ${pattern}${pattern === path ? '' : ` (it needs ${path})`}, held by ${holder}, ${taskTitle}`,
    link: `/tasks/${holder}`,
  }));
}

/** Nobody holds what it wants, but one that waits longer for it has been passed often enough. */
async function isBehind(
  reads: Pick<Runs, 'query'>,
  workspaceId: string,
  wish: LockWish,
): Promise<Hold | undefined> {
  const first = (await findTurns(reads, workspaceId, [wish])).get(wish.taskId);
  return (
    first && {
      code: 'lock',
      sentence: `It waits behind ${first.taskRef}, ${first.taskTitle}, which came before it and waits for ${first.pattern}.`,
      link: `/tasks/${first.taskRef}`,
    }
  );
}

async function dependencies({ tx, task }: Scene): Promise<Hold[]> {
  const needs = await tx.taskDependency.findMany({
    where: { taskId: task.id, needed: { status: { not: 'COMPLETED' } } },
    select: { needed: { select: { number: true, status: true } } },
    orderBy: { needed: { number: 'asc' } },
  });
  return needs.map(({ needed }) => ({
    code: 'dependency',
    sentence: `It depends on ${taskRef(needed.number)}, which ${STATUS_WORDS[needed.status]}.`,
    link: `/tasks/${taskRef(needed.number)}`,
  }));
}
