import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { GUARD_PROJECTS, HOLD_LOCKS, LIVE_LOCKS } from './hold-locks.sql';
import { grantLocks, type LiveLock, type LockVerdict, type LockWish } from './lock-state';

/**
 * Locks all paths of a wish or none, for each wish in order, inside the open transaction; a task without a
 * hold gets one. Never waits for a holder: who is refused learns who holds what.
 */
export async function holdLocks(runs: Runs, workspaceId: string, wishes: LockWish[]): Promise<LockVerdict[]> {
  const projects = [...new Set(wishes.map((wish) => wish.projectId))];
  await runs.query(GUARD_PROJECTS, [workspaceId, projects]);
  const live = (await runs.query(LIVE_LOCKS, [workspaceId, projects])).map(toLive);
  const { verdicts, made } = grantLocks(live, wishes);
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

const toLive = (row: {
  project_id: string;
  task_id: string;
  kind: LiveLock['kind'];
  pattern: string;
  match_key: string;
  number: number;
  title: string;
}): LiveLock => ({
  projectId: row.project_id,
  taskId: row.task_id,
  kind: row.kind,
  pattern: row.pattern,
  matchKey: row.match_key,
  taskRef: `TASK-${row.number}`,
  taskTitle: row.title,
});
