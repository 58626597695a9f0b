import { appendEvent } from '@/domain/events/append-event';
import { releaseLocks } from '@/domain/locks/release-locks';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { queueWaiters } from './queue-waiters';

type Person = Omit<Decision, 'ref'>;

/** Takes one file lock (a wire id) from its task, which goes on and keeps its work. Throws NOT_FOUND. */
export async function releaseOneLock(
  tx: Tx,
  runs: Runs,
  person: Person,
  wireId: string,
  reason: string,
): Promise<{ id: string; released: true }> {
  const lockId = fromWireId('lock', wireId);
  const lock = await tx.fileLock.findFirst({ where: { id: lockId }, select: { taskId: true } });
  if (!lock) throw notFound('file lock', wireId);
  const task = await lockTask(runs, person.workspaceId, toWireId('task', lock.taskId));
  if ((await release(runs, person, task, reason, lockId)) === 0) throw notFound('file lock', wireId);
  return { id: wireId, released: true };
}

/** Takes every file lock from a task; answers how many it had. Throws NOT_FOUND. */
export async function releaseTaskLocks(
  runs: Runs,
  person: Person,
  ref: string,
  reason: string,
): Promise<{ released: number }> {
  const task = await lockTask(runs, person.workspaceId, ref);
  return { released: await release(runs, person, task, reason) };
}

async function release(
  runs: Runs,
  { workspaceId, userId }: Person,
  task: LockedTask,
  reason: string,
  lockId?: string,
): Promise<number> {
  if (task.status === 'MERGING')
    throw illegalMove(task, 'its commit is being merged, which its file locks protect.');
  const { patterns, waiters } = await releaseLocks(runs, {
    workspaceId,
    projectId: task.projectId,
    taskId: task.id,
    lockId,
  });
  if (patterns.length === 0) return 0;
  appendEvent(runs, {
    workspaceId,
    type: 'lock.released',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    agentId: task.agentId,
    payload: { path: patterns.join(', ').slice(0, 2000), patterns, reason },
  });
  await queueWaiters(runs, workspaceId, waiters);
  return patterns.length;
}
