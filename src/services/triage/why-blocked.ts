import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
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

async function locks({ task, runs, workspaceId }: Scene): Promise<Hold[]> {
  if (!task.reason?.startsWith('lock:')) return [];
  const where = { workspaceId, projectId: task.projectId, exceptTaskId: task.id };
  // What its commit changes need not be among the files it was thought to concern.
  const paths = new Set([...task.filesHint, task.reason.slice('lock:'.length)]);
  const conflicts = await findConflicts(runs, where, [...paths].map(canonicalPattern));
  return conflicts.map(({ path, taskRef: holder, taskTitle, pattern }) => ({
    code: 'lock',
    sentence: `It waits for the lock on ${pattern}${pattern === path ? '' : ` (it needs ${path})`}, held by ${holder}, ${taskTitle}`,
    link: `/tasks/${holder}`,
  }));
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
