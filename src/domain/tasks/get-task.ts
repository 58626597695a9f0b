import type { Task } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { tasksToWire, WITH_CONTEXT } from './to-wire';

/** One task by id or ref; throws NOT_FOUND. */
export async function getTask(tx: Tx, ref: string): Promise<Task> {
  const row = await tx.task.findFirst({
    where: byRef('task', ref),
    include: WITH_CONTEXT,
  });
  if (!row) throw notFound('task', ref);
  const [task] = await tasksToWire(tx, [row]);
  return task!;
}
