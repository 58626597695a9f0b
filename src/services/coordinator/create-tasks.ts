import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { createTasks as endpoint } from '@/contract/task-batch';
import { nameOf } from '@/domain/tasks/find-batch-cycle';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { planTasks } from './plan-tasks';
import { writeTasks } from './write-tasks';

const MOST_NAMED = 50;

/**
 * Writes tasks that may depend on each other and on others, all or none. Throws what is wrong with the first that
 * cannot be written: VALIDATION_ERROR, BAD_PATH, NOT_FOUND, CONFLICT, QUOTA_REACHED or DEPENDENCY_CYCLE
 * (details.cycle).
 */
export async function createTasks(
  tx: Tx,
  runs: Runs,
  person: { workspaceId: string; userId: string },
  batch: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const plan = await planTasks(tx, runs, person.workspaceId, batch);
  const [first] = plan.faults;
  if (!first) return { tasks: await writeTasks(runs, person, plan) };
  const fieldErrors = plan.faults.slice(0, MOST_NAMED).map(({ index, field, error }) => ({
    path: ['tasks', index, field].filter((part) => part !== null).join('.'),
    message: error.message,
    code: 'custom',
  }));
  const { error, index } = first;
  const message =
    error.code === 'DEPENDENCY_CYCLE'
      ? error.message
      : `${nameOf(batch.tasks[index]!, index)}: ${error.message}`;
  throw new AppError(error.code, message, { details: { ...error.details, fieldErrors }, cause: error });
}
