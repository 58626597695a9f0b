import type { spawnAgent as endpoint } from '@/contract/agent';
import type { BodyOf } from '@/contract/endpoint';
import type { Task } from '@/contract/task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { createTask } from './create-task';
import { runTask } from './run-task';

/** Has a task worked on next: the one that is named, or one made from what is described. Throws as createTask and runTask do. */
export async function spawnAgent(
  tx: Tx,
  runs: Runs,
  person: Omit<Decision, 'ref'>,
  { taskId, task }: BodyOf<typeof endpoint>,
): Promise<Task> {
  const ref = task ? (await createTask(tx, runs, person, task)).ref : (taskId ?? '');
  return runTask(tx, runs, { ...person, ref });
}
