import type { Runs } from '@/lib/pool';
import { WAITERS_FOR_PATHS, WAITERS_OF_PROJECTS } from './find-waiters.sql';
import { type Lockable, overlaps } from './overlap';
import { upwardsOf, waitedFor } from './wait-key';

/** A path of a project that nobody holds any more. Ids are database uuids. */
export interface Freed extends Lockable {
  projectId: string;
}

/** The tasks that wait for something these paths kept from them, the first ones of many; database uuids, each once. */
export async function findWaiters(runs: Runs, workspaceId: string, freed: Freed[]): Promise<string[]> {
  const found = await Promise.all(freed.map((path) => waitersFor(runs, workspaceId, path)));
  return [...new Set(found.flat())];
}

async function waitersFor(runs: Runs, workspaceId: string, path: Freed): Promise<string[]> {
  const where = [workspaceId, path.projectId];
  const upwards = upwardsOf(path.matchKey);
  const rows =
    path.kind === 'glob'
      ? await runs.each(WAITERS_OF_PROJECTS, where)
      : await runs.each(WAITERS_FOR_PATHS, [...where, upwards.join('\n'), upwards[0]]);
  return rows.filter(({ wait_key }) => overlaps(path, waitedFor(wait_key))).map(({ id }) => id);
}
