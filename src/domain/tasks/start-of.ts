import type { TaskDraft } from '@/contract/task';
import { PRIORITY_STEP_MS } from '@/lib/priority-step';
import { dependencyOn } from './dependency-on';
import { gathers } from './task-type';

/** Where a task stands at first; `open` is the ref of one that it waits for. `now` is the clock of the database. */
export function startOf(
  { draft, type, priority }: Pick<TaskDraft, 'draft' | 'type' | 'priority'>,
  open: string | null,
  now: Date,
) {
  const waits = { ready: null, queuedAt: null, claimKey: null };
  if (draft) return { status: 'DRAFT', reason: null, ...waits } as const;
  if (gathers(type)) return { status: 'BLOCKED', reason: 'subtasks', ...waits } as const;
  if (open) return { status: 'BLOCKED', reason: dependencyOn(open), ...waits } as const;
  const claimKey = new Date(now.getTime() + priority * PRIORITY_STEP_MS);
  return { status: 'QUEUED', reason: null, ready: 'work', queuedAt: now, claimKey } as const;
}
