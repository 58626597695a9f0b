import type { Runs } from '@/lib/pool';
import { turnsOf, waitingFirst } from './find-turns';
import { WAITERS_FOR_PATHS, WAITERS_OF_PROJECTS } from './find-waiters.sql';
import { wantedBy } from './give-way';
import { firstServed, type LockWish } from './lock-state';
import { locksNear } from './locks-near';
import { type Lockable, overlaps } from './overlap';
import { upwardsOf, waitedFor } from './wait-key';
import { wishOf } from './wish-of';

/** A path of a project that nobody holds any more. Ids are database uuids. */
export interface Freed extends Lockable {
  projectId: string;
}
interface Waiter {
  id: string;
  projectId: string;
  paths: string[];
  reads: string[];
  place: number;
}

/**
 * The tasks that waited for something these paths kept from them and can have all they want now, in claim order: of
 * many that want one file only the first, so that the others need not be set aside again. Database uuids.
 */
export async function findWaiters(runs: Runs, workspaceId: string, freed: Freed[]): Promise<string[]> {
  const found = (await Promise.all(freed.map((path) => waitersFor(runs, workspaceId, path)))).flat();
  const waiters = [...new Map(found.map((one) => [one.id, one])).values()].sort(
    (a, b) => a.place - b.place || (a.id < b.id ? -1 : 1),
  );
  if (waiters.length === 0) return [];
  const wishes = waiters.map(({ id, ...wish }) => ({ taskId: id, ...wish }));
  return findFirstServed(runs, workspaceId, wishes);
}

/** Which of those that wait could all have what they want at once, and pass nobody whose turn it is: their task ids. */
export async function findFirstServed(
  reads: Pick<Runs, 'query'>,
  workspaceId: string,
  wishes: LockWish[],
): Promise<string[]> {
  const projectIds = [...new Set(wishes.map(({ projectId }) => projectId))];
  const [near, waiting] = await Promise.all([
    locksNear(reads, workspaceId, wishes.flatMap(wantedBy)),
    waitingFirst(reads, workspaceId, projectIds),
  ]);
  const { waiters, live } = await turnsOf(reads, workspaceId, waiting, wishes);
  return firstServed([...near, ...live], wishes, waiters);
}

async function waitersFor(runs: Runs, workspaceId: string, path: Freed): Promise<Waiter[]> {
  const where = [workspaceId, path.projectId];
  const upwards = upwardsOf(path.matchKey);
  const rows =
    path.kind === 'glob'
      ? await runs.each(WAITERS_OF_PROJECTS, where)
      : await runs.each(WAITERS_FOR_PATHS, [...where, upwards.join('\n'), upwards[0]]);
  return rows
    .filter(({ wait_key }) => overlaps(path, waitedFor(wait_key)))
    .map(({ id, place, wait_key, files_hint, reads_hint }) => ({
      ...wishOf({ filesHint: files_hint, readsHint: reads_hint }, wait_key),
      id,
      place,
      projectId: path.projectId,
    }));
}
