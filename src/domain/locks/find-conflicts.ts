import type { HeldBy } from '@/contract/attempt';
import { engine } from '@/lib/pool';
import type { CanonicalPattern } from './canonical-path';
import { conflicts } from './lock-state';
import { locksNear } from './locks-near';
import { NearLocks } from './near-locks';

/** Where to look, as database uuids. Locks of the excepted task are no conflict. */
export interface Where {
  workspaceId: string;
  projectId: string;
  exceptTaskId?: string | null;
}

/** Which of the patterns another task's file lock stands in the way of: a holder of each, in their order. */
export async function findConflicts(
  { workspaceId, projectId, exceptTaskId = null }: Where,
  patterns: CanonicalPattern[],
): Promise<HeldBy[]> {
  const wanted = patterns.map((pattern) => ({ ...pattern, projectId, taskId: exceptTaskId }));
  // As the engine: row-level security would keep the planner from the index.
  const near = NearLocks.of(await locksNear(engine, workspaceId, wanted));
  return conflicts(near, wanted);
}
