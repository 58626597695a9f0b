import type { HeldBy } from '@/contract/attempt';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { type CanonicalPattern, canonicalPattern } from './canonical-path';
import { GUARD_PROJECTS, HOLD_LOCKS, LIVE_LOCKS } from './hold-locks.sql';
import { overlaps } from './overlap';

/** A task that wants paths of its project. Ids are database uuids. */
export interface LockWish {
  taskId: string;
  projectId: string;
  paths: string[];
}
export interface LockVerdict {
  taskId: string;
  granted: boolean;
  /** Patterns that it did not hold before. */
  fresh: string[];
  heldBy: HeldBy[];
}
interface Live extends Pick<CanonicalPattern, 'kind' | 'matchKey'> {
  projectId: string;
  taskId: string;
  pattern: string;
  taskRef: string;
  taskTitle: string;
}

/**
 * Locks all paths of a wish or none, for each wish in order, inside the open transaction; a task without a
 * hold gets one. Never waits for a holder: who is refused learns who holds what.
 */
export async function holdLocks(runs: Runs, workspaceId: string, wishes: LockWish[]): Promise<LockVerdict[]> {
  const projects = [...new Set(wishes.map((wish) => wish.projectId))];
  await runs.query(GUARD_PROJECTS, [workspaceId, projects]);
  const live = (await runs.query(LIVE_LOCKS, [workspaceId, projects])).map(toLive);
  const granted: (CanonicalPattern & LockWish)[] = [];
  const verdicts = wishes.map((wish): LockVerdict => {
    const patterns = wish.paths.map(canonicalPattern);
    const heldBy = conflicts(live, wish, patterns);
    if (heldBy.length > 0) return { taskId: wish.taskId, granted: false, fresh: [], heldBy };
    const fresh = patterns.filter(({ matchKey }) => !isHeld(live, wish, matchKey));
    for (const pattern of fresh) {
      granted.push({ ...pattern, ...wish });
      live.push({
        ...pattern,
        projectId: wish.projectId,
        taskId: wish.taskId,
        taskRef: 'another task',
        taskTitle: 'claimed in the same moment',
      });
    }
    return { taskId: wish.taskId, granted: true, fresh: fresh.map(({ pattern }) => pattern), heldBy: [] };
  });
  if (granted.length > 0) {
    const columns = [
      granted.map(() => newId()),
      granted.map((l) => l.projectId),
      granted.map((l) => l.taskId),
      granted.map((l) => l.kind),
      granted.map((l) => l.pattern),
      granted.map((l) => l.matchKey),
    ];
    await runs.query(HOLD_LOCKS, [workspaceId, ...columns]);
  }
  return verdicts;
}

const toLive = (row: {
  project_id: string;
  task_id: string;
  kind: Live['kind'];
  pattern: string;
  match_key: string;
  number: number;
  title: string;
}): Live => ({
  projectId: row.project_id,
  taskId: row.task_id,
  kind: row.kind,
  pattern: row.pattern,
  matchKey: row.match_key,
  taskRef: `TASK-${row.number}`,
  taskTitle: row.title,
});

const isHeld = (live: Live[], { projectId, taskId }: LockWish, matchKey: string): boolean =>
  live.some((lock) => lock.projectId === projectId && lock.taskId === taskId && lock.matchKey === matchKey);

function conflicts(live: Live[], wish: LockWish, patterns: CanonicalPattern[]): HeldBy[] {
  return patterns.flatMap((pattern) => {
    const holder = live.find(
      (lock) => lock.projectId === wish.projectId && lock.taskId !== wish.taskId && overlaps(lock, pattern),
    );
    return holder
      ? [
          {
            path: pattern.pattern,
            taskRef: holder.taskRef,
            taskTitle: holder.taskTitle,
            pattern: holder.pattern,
          },
        ]
      : [];
  });
}
