import { taskRef } from '@/lib/refs';
import { dependencyOn } from './dependency-on';

/** How the sub-tasks of a task stand, and what it depends on itself; numbers of tasks, the lowest of each kind. */
export interface SubTaskCounts {
  open: number;
  done: number;
  failed: number | null;
  dropped: number | null;
  needed: number | null;
  wrong: boolean;
}

export type GatheringStep = { to: 'BLOCKED' | 'SKIPPED'; reason: string } | { to: 'COMPLETED' };

/** Where a task that gathers sub-tasks stands by how these stand. Pure. */
export function gatheringStep({ open, done, failed, dropped, needed, wrong }: SubTaskCounts): GatheringStep {
  const without = failed ?? (done === 0 ? dropped : null);
  if (open > 0) return { to: 'BLOCKED', reason: 'subtasks' };
  if (without !== null) return { to: 'BLOCKED', reason: `subtask_failed:${taskRef(without)}` };
  if (done === 0) return { to: 'BLOCKED', reason: 'subtasks' };
  if (wrong) return { to: 'SKIPPED', reason: 'dependency_failed' };
  if (needed !== null) return { to: 'BLOCKED', reason: dependencyOn(taskRef(needed)) };
  return { to: 'COMPLETED' };
}
