import type { HeldBy } from '@/contract/attempt';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { WAITING_FIRST } from './find-turns.sql';
import { passedBy, Turns, type Waiter, wantedBy } from './give-way';
import type { LiveLock, LockWish } from './lock-state';
import { locksNear } from './locks-near';
import { NearLocks } from './near-locks';
import { wishOf } from './wish-of';

type Reads = Pick<Runs, 'query'>;

/** The first tasks that wait for file locks in these projects. Database uuids. */
export async function waitingFirst(
  reads: Reads,
  workspaceId: string,
  projectIds: string[],
): Promise<Waiter[]> {
  const rows = await reads.query(WAITING_FIRST, [workspaceId, projectIds]);
  return rows.map((row) => ({
    taskId: row.id,
    projectId: row.project_id,
    ...wishOf({ filesHint: row.files_hint, readsHint: row.reads_hint }, row.path),
    place: row.place,
    passes: row.passes,
    taskRef: taskRef(row.number),
    taskTitle: row.title,
  }));
}

/** Of those that wait, whom a wish could pass, with every lock that stands in their way. */
export async function turnsOf(
  reads: Reads,
  workspaceId: string,
  waiting: Waiter[],
  wishes: LockWish[],
): Promise<{ waiters: Waiter[]; live: LiveLock[] }> {
  const waiters = [...new Set(wishes.flatMap((wish) => passedBy(waiting, wish).map(({ waiter }) => waiter)))];
  return { waiters, live: await locksNear(reads, workspaceId, waiters.flatMap(wantedBy), true) };
}

/** Behind whom each wish waits that nobody's lock stands in the way of, by its task. */
export async function findTurns(
  reads: Reads,
  workspaceId: string,
  wishes: LockWish[],
): Promise<Map<string, HeldBy>> {
  const projectIds = [...new Set(wishes.map(({ projectId }) => projectId))];
  const waiting = await waitingFirst(reads, workspaceId, projectIds);
  const { waiters, live } = await turnsOf(reads, workspaceId, waiting, wishes);
  const near = NearLocks.of(live);
  const behind = wishes.map((wish) => [wish.taskId, new Turns(near, waiters).take(wish)] as const);
  return new Map(behind.flatMap(([taskId, first]) => (first ? [[taskId, first] as const] : [])));
}
