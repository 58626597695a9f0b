import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { findTurns } from '@/domain/locks/find-turns';
import { claimPlace } from '@/lib/claim-place';
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
  if (!task.reason?.startsWith('lock:')) return [];
  const where = { workspaceId, projectId: task.projectId, exceptTaskId: task.id };
  // What its commit changes need not be among the files it was thought to concern.
  const paths = new Set([...task.filesHint, task.reason.slice('lock:'.length)]);
  const conflicts = await findConflicts(runs, where, [...paths].map(canonicalPattern));
  const behind = conflicts.length > 0 ? undefined : await isBehind(scene, [...paths]);
  if (behind) return [behind];
  return conflicts.map(({ path, taskRef: holder, taskTitle, pattern }) => ({
    code: 'lock',
    sentence: `It waits for the lock on ${pattern}${pattern === path ? '' : ` (it needs ${path})`}, held by ${holder}, ${taskTitle}`,
    link: `/tasks/${holder}`,
  }));
}

/** Nobody holds what it wants, but one that waits longer for it has been passed often enough. */
async function isBehind({ task, runs, workspaceId }: Scene, paths: string[]): Promise<Hold | undefined> {
  const reads = await readAsEngine(runs, workspaceId);
  const wish = { taskId: task.id, projectId: task.projectId, paths, place: claimPlace(task) };
  const first = (await findTurns(reads, workspaceId, [wish])).get(task.id);
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
