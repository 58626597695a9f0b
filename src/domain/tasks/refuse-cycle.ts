import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { findWay } from './find-way';
import { TASK_NUMBERS } from './wait-graph.sql';

/**
 * Throws DEPENDENCY_CYCLE, naming the circle, where a task that is to wait for `needs` is waited for by one of them.
 * Database uuids; `through` names what stands between it and them and has no ref yet.
 */
export async function refuseCycle(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  task: { id: string; ref: string },
  needs: { id: string }[],
  through: string[] = [],
): Promise<void> {
  const way = await findWay(
    runs,
    workspaceId,
    needs.map(({ id }) => id),
    [task.id],
  );
  if (!way) return;
  const rows = await runs.query<{ id: string; number: number }>(TASK_NUMBERS, [workspaceId, way]);
  const refs = new Map(rows.map(({ id, number }) => [id, taskRef(number)]));
  throw cycleError([task.ref, ...through, ...way.map((id) => refs.get(id) ?? id)]);
}

/** The refusal of a circle, whose first and last are the same. */
export const cycleError = (cycle: string[]): AppError =>
  new AppError('DEPENDENCY_CYCLE', `The tasks would wait for each other: ${cycle.join(' → ')}.`, {
    details: { cycle },
  });
