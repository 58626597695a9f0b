import { cut } from '@/contract/cut';
import { appendEvent } from '@/domain/events/append-event';
import { releaseLocks } from '@/domain/locks/release-locks';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { queueWaiters } from './queue-waiters';
import { tellHolder } from './tell-holder';

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
  if ((await release(tx, runs, person, task, reason, lockId)) === 0) throw notFound('file lock', wireId);
  return { id: wireId, released: true };
}

/** Takes every file lock from a task; answers how many it had. Throws NOT_FOUND. */
export async function releaseTaskLocks(
  tx: Tx,
  runs: Runs,
  person: Person,
  ref: string,
  reason: string,
): Promise<{ released: number }> {
  const task = await lockTask(runs, person.workspaceId, ref);
  return { released: await release(tx, runs, person, task, reason) };
}

async function release(
  tx: Tx,
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
    payload: { path: cut(patterns.join(', '), 2000), patterns, reason },
  });
  await queueWaiters(runs, workspaceId, waiters);
  await tellHolder(tx, runs, { workspaceId, userId }, task, sayReleased(patterns, reason));
  return patterns.length;
}

const MOST_NAMED = 10;
const sayReleased = (patterns: string[], reason: string): string => {
  const more = patterns.length - MOST_NAMED;
  const named = patterns.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `A person has released your file locks on ${named}: ${reason}\nWhat you wrote there is kept. Another task may have them now; you are asked again before you write there.`;
};
