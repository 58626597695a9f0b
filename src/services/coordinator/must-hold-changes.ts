import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { type Committed, lockChanges } from './lock-changes';

/**
 * Locks what a commit changes for its task. Throws CONFLICT, with who holds it and `next`, the sentence that says what to do,
 * where another task holds any of it.
 */
export async function mustHoldChanges(runs: Runs, commit: Committed, next: string): Promise<void> {
  const [held] = await lockChanges(runs, commit);
  if (!held) return;
  throw new AppError(
    'CONFLICT',
    `This commit changes ${held.path}, which ${held.taskRef} “${held.taskTitle}” holds now. ${next}`,
    { details: { heldBy: held } },
  );
}
