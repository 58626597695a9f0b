import type { Runs } from '@/lib/pool';
import { anchorOf, anchorsAbove, beyondAnchor } from './anchor';
import type { LiveLock, Wanted } from './lock-state';
import { LOCKS_NEAR } from './locks-near.sql';

/**
 * The locks that matter to what is wanted: those of other tasks that could stand in the way, and what a task wants
 * and has already. The other locks of a project are not read. `all`: every one that stands in the way, where any would do.
 */
export async function locksNear(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  wanted: Wanted[],
  all = false,
): Promise<LiveLock[]> {
  if (wanted.length === 0) return [];
  const anchors = wanted.map(anchorOf);
  const above = wanted.flatMap((one, i) => anchorsAbove(anchors[i]!).map((anchor) => ({ one, anchor })));
  const rows = await runs.query(LOCKS_NEAR, [
    workspaceId,
    wanted.map(({ projectId }) => projectId),
    wanted.map(({ taskId }) => taskId),
    anchors,
    anchors.map(beyondAnchor),
    wanted.map(({ kind }) => all || kind === 'glob'),
    wanted.map(({ matchKey }) => matchKey),
    wanted.map(({ shared }) => shared ?? false),
    above.map(({ one }) => one.projectId),
    above.map(({ one }) => one.taskId),
    above.map(({ anchor }) => anchor),
  ]);
  return rows.map((row) => ({
    projectId: row.project_id,
    taskId: row.task_id,
    kind: row.kind,
    matchKey: row.match_key,
    pattern: row.pattern,
    shared: row.shared,
    taskRef: `TASK-${row.number}`,
    taskTitle: row.title,
    rests: row.rests,
  }));
}
