import type { TaskStatus } from '@/contract/task';
import { AppError, notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { FIND_CYCLE, LOCK_NEEDED } from './create-task.sql';

/** A task that another depends on. */
export interface Needed {
  id: string;
  ref: string;
  status: TaskStatus;
}

/**
 * The tasks behind refs or ids, once each, locked until the transaction ends. Throws NOT_FOUND for one that is not
 * in the workspace and CONFLICT for one that has ended without success: nothing could ever begin after it.
 */
export async function resolveNeeds(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  refs: string[],
): Promise<Needed[]> {
  if (refs.length === 0) return [];
  const wanted = refs.map((ref) => ({ ref, by: byRef('task', ref) }));
  const ids = wanted.flatMap(({ by }) => ('id' in by ? [by.id] : []));
  const numbers = wanted.flatMap(({ by }) => ('number' in by ? [by.number] : []));
  const rows = await runs.query<{ id: string; number: number; status: TaskStatus }>(LOCK_NEEDED, [
    workspaceId,
    ids,
    numbers,
  ]);
  const missing = wanted.find(
    ({ by }) => !rows.some((row) => ('id' in by ? row.id === by.id : row.number === by.number)),
  );
  if (missing) throw notFound('task', missing.ref);
  const needs = rows.map((row) => ({ id: row.id, ref: taskRef(row.number), status: row.status }));
  const dead = needs.find(({ status }) => WITHOUT_SUCCESS.has(status));
  if (dead)
    throw new AppError(
      'CONFLICT',
      `${dead.ref} has ended as ${dead.status}, so nothing can wait for it. Leave it out of dependsOn, or name another task.`,
    );
  return needs;
}

/** Throws DEPENDENCY_CYCLE, naming the circle, where the task would come to wait for itself. Ids are database uuids. */
export async function refuseCycle(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  task: { id: string; ref: string },
  needs: Needed[],
): Promise<void> {
  const [found] = await runs.query<{ refs: string[] }>(FIND_CYCLE, [
    workspaceId,
    task.id,
    needs.map(({ id }) => id),
  ]);
  if (!found) return;
  const cycle = [task.ref, ...found.refs];
  throw new AppError('DEPENDENCY_CYCLE', `The tasks would wait for each other: ${cycle.join(' → ')}.`, {
    details: { cycle },
  });
}

const WITHOUT_SUCCESS: ReadonlySet<TaskStatus> = new Set(['FAILED', 'CANCELLED', 'SKIPPED']);
