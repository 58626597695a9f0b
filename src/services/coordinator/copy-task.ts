import type { Task } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { getTask } from '@/domain/tasks/get-task';
import type { LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import type { Decision } from './cancel-task';
import { createTask } from './create-task';
import { draftOf } from './draft-of';

/**
 * A new task that says what a locked one said, which has ended, and knows where it comes from; the one that is under
 * way already where there is one. Throws CONFLICT where what it depends on has not been tried again itself.
 */
export async function copyTask(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  task: LockedTask,
  guidance: string | null,
): Promise<Task> {
  const under = await tx.task.findFirst({
    where: { originId: task.id, ...AGAIN, status: { notIn: [...TERMINAL] } },
    select: { id: true },
  });
  if (under) return getTask(tx, toWireId('task', under.id));
  const row = await tx.task.findUniqueOrThrow({
    where: { id: task.id },
    include: { needs: { select: { needed: { select: NEEDED } } } },
  });
  const dependsOn: string[] = [];
  for (const { needed } of row.needs) dependsOn.push(await standsFor(tx, task, needed));
  const draft = { ...(await draftOf(tx, task.id)), dependsOn };
  return createTask(tx, runs, decision, draft, {
    originId: task.id,
    feedback: guidance ?? row.feedback,
    avoidRunnerIds: row.avoidRunnerIds,
  });
}

const NEEDED = { id: true, number: true, status: true } as const;
/** A duplicate names its original in the same way, and does nothing again. */
const AGAIN = { OR: [{ resolution: null }, { resolution: { not: 'duplicate' as const } }] };

interface Needed {
  id: string;
  number: number;
  status: Task['status'];
}

/** The wire id of what the copy depends on in place of what its original did: the last copy of that, where it failed. */
async function standsFor(tx: Tx, task: LockedTask, needed: Needed): Promise<string> {
  let at = needed;
  while (TERMINAL.has(at.status) && at.status !== 'COMPLETED') {
    const again = await tx.task.findFirst({
      where: { originId: at.id, ...AGAIN },
      orderBy: { number: 'desc' },
      select: NEEDED,
    });
    if (!again)
      throw new AppError(
        'CONFLICT',
        `${task.ref} depends on ${taskRef(at.number)}, which has ended as ${at.status}. Try that one again first.`,
      );
    at = again;
  }
  return toWireId('task', at.id);
}
