import type { HeldBy } from '@/contract/attempt';
import type { Runs } from '@/lib/pool';
import type { CanonicalPattern } from './canonical-path';
import { LOCKS_OF_OTHERS } from './find-conflicts.sql';
import { overlaps } from './overlap';

/** Where to look, as database uuids. Locks of the excepted task are no conflict. */
export interface Where {
  workspaceId: string;
  projectId: string;
  exceptTaskId?: string | null;
}

/** Which of the patterns another task's file lock stands in the way of: the first holder of each, in their order. */
export async function findConflicts(
  runs: Pick<Runs, 'query'>,
  where: Where,
  patterns: CanonicalPattern[],
): Promise<HeldBy[]> {
  if (patterns.length === 0) return [];
  const rows = await runs.query(LOCKS_OF_OTHERS, [
    where.workspaceId,
    where.projectId,
    where.exceptTaskId ?? null,
  ]);
  const held = rows.map((row) => ({
    kind: row.kind,
    matchKey: row.match_key,
    row,
  }));
  return patterns.flatMap((wanted) => {
    const conflict = held.find((lock) => overlaps(lock, wanted));
    if (!conflict) return [];
    const { number, title, pattern } = conflict.row;
    return [
      {
        path: wanted.pattern,
        taskRef: `TASK-${number}`,
        taskTitle: title,
        pattern,
      },
    ];
  });
}
