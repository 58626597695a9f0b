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
  const wanted = wishes.flatMap(({ projectId, taskId, paths }) =>
    paths.map((path) => ({ ...canonicalPattern(path), projectId, taskId })),
  );
  // Sent at once, answered in turn: the locks are read when no other claim of these projects can add one.
  const [, near] = await Promise.all([
    runs.query(GUARD_PROJECTS, [workspaceId, projects]),
    locksNear(runs, workspaceId, wanted),
  ]);
  const { verdicts, made } = grantLocks(near, wishes);
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
