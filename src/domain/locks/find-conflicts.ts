import type { HeldBy } from '@/contract/attempt';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import type { CanonicalPattern } from './canonical-path';
import { wantedBy } from './give-way';
import { conflicts, type LockWish } from './lock-state';
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
  runs: Pick<Runs, 'query'>,
  { workspaceId, projectId, exceptTaskId = null }: Where,
  patterns: (CanonicalPattern & { shared?: boolean })[],
): Promise<HeldBy[]> {
  const wanted = patterns.map((pattern) => ({ ...pattern, projectId, taskId: exceptTaskId }));
  const reads = await readAsEngine(runs, workspaceId);
  return conflicts(NearLocks.of(await locksNear(reads, workspaceId, wanted)), wanted);
}

/** The same for all that a task wants; `reads` sees the workspace. */
export async function conflictsOf(
  reads: Pick<Runs, 'query'>,
  workspaceId: string,
  wish: LockWish,
): Promise<HeldBy[]> {
  const wanted = wantedBy(wish);
  return conflicts(NearLocks.of(await locksNear(reads, workspaceId, wanted)), wanted);
}
