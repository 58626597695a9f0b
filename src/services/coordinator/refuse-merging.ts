import type { MergeHold } from '@/domain/tasks/cancel-state';
import { illegalMove, type LockedTask } from '@/domain/tasks/lock-task';
import type { AppError } from '@/lib/errors';

const WHY: Record<MergeHold, string> = {
  merging:
    'its commit is being merged, which cannot be stopped half way: wait until the merge has ended, or revoke its machine.',
  unsure:
    'an agent began to merge its commit, so the branch may have moved: wait until the machine that has the commit is back and merges it, or revoke that machine, which gives the task back to review.',
};

/** The refusal to call off a merge, with what is possible instead. */
export const stillMerging = (task: LockedTask, hold: MergeHold): AppError => illegalMove(task, WHY[hold]);
