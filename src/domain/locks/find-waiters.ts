import type { Runs } from '@/lib/pool';
import { canonicalPattern } from './canonical-path';
import { WAITERS_FOR_PATHS, WAITERS_OF_PROJECTS } from './find-waiters.sql';
import { firstServed } from './lock-state';
import { locksNear } from './locks-near';
import { type Lockable, overlaps } from './overlap';
import { upwardsOf, waitedFor } from './wait-key';

/** A path of a project that nobody holds any more. Ids are database uuids. */
export interface Freed extends Lockable {
  projectId: string;
}
interface Waiter {
  id: string;
  projectId: string;
  paths: string[];
  place: Date;
}

/**
 * The tasks that waited for something these paths kept from them and can have all they want now, in claim order: of
 * many that want one file only the first, so that the others need not be set aside again. Database uuids.
 */
export async function findWaiters(runs: Runs, workspaceId: string, freed: Freed[]): Promise<string[]> {
  const found = (await Promise.all(freed.map((path) => waitersFor(runs, workspaceId, path)))).flat();
  const waiters = [...new Map(found.map((one) => [one.id, one])).values()].sort(
    (a, b) => a.place.getTime() - b.place.getTime() || (a.id < b.id ? -1 : 1),
  );
  if (waiters.length === 0) return [];
  const wishes = waiters.map(({ id, projectId, paths }) => ({ taskId: id, projectId, paths }));
  const wanted = wishes.flatMap(({ paths, ...whose }) =>
    paths.map((path) => ({ ...canonicalPattern(path), ...whose })),
  );
  return firstServed(await locksNear(runs, workspaceId, wanted), wishes);
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
    .map(({ id, paths, place }) => ({ id, paths, place, projectId: path.projectId }));
}
