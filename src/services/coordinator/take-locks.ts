import type { HeldBy } from '@/contract/attempt';
import { appendEvent } from '@/domain/events/append-event';
import { wantedBy } from '@/domain/locks/give-way';
import { holdLocks } from '@/domain/locks/hold-locks';
import { pathOfReason } from '@/domain/locks/lock-reason';
import type { LockWish } from '@/domain/locks/lock-state';
import { clashes } from '@/domain/locks/overlap';
import { releaseLocks } from '@/domain/locks/release-locks';
import { wishOf } from '@/domain/locks/wish-of';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { moveTask } from '@/domain/tasks/move-task';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { byRef } from '@/lib/refs';
import type { Decision } from './cancel-task';
import { tellHolder } from './tell-holder';

/**
 * Gives a waiting task the file locks it waits for: the tasks that hold them lose them and keep their work, and a live
 * agent among them is told. The task goes back to its place in the queue. Throws NOT_FOUND, ILLEGAL_TRANSITION where it
 * does not wait or a holder is being merged, and CONFLICT where others took them meanwhile.
 */
export async function takeLocks(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, ref }: Decision,
  reason: string,
): Promise<{ taken: HeldBy[] }> {
  const wish = await waitingWish(tx, ref);
  const found = await locksInTheWay(tx, wish);
  // Those that hold them before the one that waits, as the end of a holder locks them.
  const holders = new Map<string, LockedTask>();
  for (const id of [...new Set(found.map(({ taskId }) => taskId))].sort())
    holders.set(id, await lockTask(runs, workspaceId, toWireId('task', id)));
  const task = await lockTask(runs, workspaceId, ref);
  if (task.status !== 'BLOCKED' || pathOfReason(task.reason) === null)
    throw illegalMove(task, 'it does not wait for a file lock.');

  const taken: HeldBy[] = [];
  for (const { id: lockId, taskId, projectId, pattern, path, title } of found) {
    const holder = holders.get(taskId)!;
    if (holder.status === 'MERGING')
      throw illegalMove(holder, 'its commit is being merged, which its file locks protect.');
    const { patterns } = await releaseLocks(runs, { workspaceId, projectId, taskId, lockId });
    if (patterns.length === 0) continue;
    taken.push({ path, taskRef: holder.ref, taskTitle: title, pattern });
    appendEvent(runs, {
      workspaceId,
      type: 'lock.released',
      actor: `person:${userId}`,
      projectId,
      taskId,
      agentId: holder.agentId,
      payload: { path: pattern, patterns, reason, to: task.ref },
    });
    await tellHolder(tx, runs, { workspaceId, userId }, holder, sayTaken(pattern, task.ref, reason));
  }
  await moveTask(runs, {
    workspaceId,
    taskId: task.id,
    from: ['BLOCKED'],
    to: 'QUEUED',
    keepsPlace: true,
    actor: `person:${userId}`,
  });
  const [verdict] = await holdLocks(runs, workspaceId, [wish]);
  const [other] = verdict!.heldBy;
  if (other)
    throw new AppError('CONFLICT', `${other.taskRef} has taken ${other.path} meanwhile. Look again.`, {
      details: { heldBy: other },
    });
  return { taken };
}

async function waitingWish(tx: Tx, ref: string): Promise<LockWish> {
  const row = await tx.task.findFirst({ where: byRef('task', ref) });
  if (!row) throw notFound('task', ref);
  return { ...wishOf(row, pathOfReason(row.reason)), taskId: row.id, projectId: row.projectId };
}

async function locksInTheWay(tx: Tx, wish: LockWish) {
  const { taskId, projectId } = wish;
  const wanted = wantedBy(wish);
  const locks = await tx.fileLock.findMany({
    where: { projectId, taskId: { not: taskId } },
    include: { hold: { select: { task: { select: { title: true } } } } },
  });
  return locks.flatMap((lock) => {
    const path = wanted.find((one) => clashes(one, lock))?.pattern;
    return path === undefined ? [] : [{ ...lock, path, title: lock.hold.task.title }];
  });
}

const sayTaken = (pattern: string, ref: string, reason: string): string =>
  `A person has given ${pattern} to ${ref}: ${reason}\nWhat you wrote there is kept. Do not write it any more; go on with other files, and finish without it where you can.`;
