import type { LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';

/**
 * Throws CONFLICT where the commit of a locked task is only on a machine that was revoked, so that nobody could check or
 * merge it. `travels`: the commit may be read elsewhere where the project has others check it.
 */
export async function refuseStranded(
  tx: Tx,
  { id, ref }: LockedTask,
  { travels }: { travels: boolean },
): Promise<void> {
  const { pinnedRunnerId, project } = await tx.task.findUniqueOrThrow({
    where: { id },
    select: { pinnedRunnerId: true, project: { select: { verifyBy: true } } },
  });
  if (!pinnedRunnerId || (travels && project.verifyBy === 'another_runner')) return;
  const gone = await tx.runner.findFirst({
    where: { id: pinnedRunnerId, status: 'REVOKED' },
    select: { name: true },
  });
  if (gone)
    throw new AppError(
      'CONFLICT',
      `The commit of ${ref} is only on ${gone.name}, which was revoked. Send it back, to have the work done again elsewhere.`,
    );
}
