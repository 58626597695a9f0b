import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { canonicalPattern } from './canonical-path';
import { GUARD_PROJECTS, HOLD_LOCKS } from './hold-locks.sql';
import { grantLocks, type LockVerdict, type LockWish } from './lock-state';
import { locksNear } from './locks-near';

/**
 * Locks all paths of a wish or none, for each wish in order, inside the open transaction; a task without a
 * hold gets one. Never waits for a holder: who is refused learns who holds what.
 */
export async function holdLocks(runs: Runs, workspaceId: string, wishes: LockWish[]): Promise<LockVerdict[]> {
  const projects = [...new Set(wishes.map((wish) => wish.projectId))];
  await runs.query(GUARD_PROJECTS, [workspaceId, projects]);
  const wanted = wishes.flatMap(({ projectId, taskId, paths }) =>
    paths.map((path) => ({ ...canonicalPattern(path), projectId, taskId })),
  );
  const { verdicts, made } = grantLocks(await locksNear(runs, workspaceId, wanted), wishes);
  if (made.length > 0) {
    const columns = [
      made.map(() => newId()),
      made.map((l) => l.projectId),
      made.map((l) => l.taskId),
      made.map((l) => l.kind),
      made.map((l) => l.pattern),
      made.map((l) => l.matchKey),
    ];
    await runs.query(HOLD_LOCKS, [workspaceId, ...columns]);
  }
  return verdicts;
}
