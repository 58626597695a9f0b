import { randomUUID } from 'node:crypto';
import type { BodyOf } from '@/contract/endpoint';
import type { handInTask as endpoint } from '@/contract/takeover';
import type { Task } from '@/contract/task';
import { HAND_IN } from '@/domain/agents/hand-in.sql';
import { storeChange } from '@/domain/agents/store-change';
import { appendEvent } from '@/domain/events/append-event';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import type { Decision } from './cancel-task';
import { mustHoldChanges } from './must-hold-changes';

/**
 * Takes the commit of a task that a person has taken over: it is verified as an agent's is, and a person reviews it after.
 * Throws NOT_FOUND, ILLEGAL_TRANSITION where nobody has taken it over, and CONFLICT for a file that another task holds.
 */
export async function handInTask(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  { runnerId: wireRunner, branch, baseSha, headSha, changes }: BodyOf<typeof endpoint>,
): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (task.status !== 'NEEDS_HUMAN' || task.reason !== 'taken_over')
    throw illegalMove(task, 'only a task that was taken over can be handed in. Take it over first.');
  const runnerId = fromWireId('runner', wireRunner);
  const runner = await tx.runner.findFirst({ where: { id: runnerId, status: { not: 'REVOKED' } } });
  if (!runner) throw notFound('runner', wireRunner);
  const agentId = newId();
  await runs.query(HAND_IN, [
    ...[workspaceId, task.id, runnerId, agentId, randomUUID(), branch, baseSha, headSha],
  ]);
  await storeChange(runs, { workspaceId, agentId }, changes);
  await mustHoldChanges(
    runs,
    { workspaceId, projectId: task.projectId, taskId: task.id, headSha },
    'Hand it in when that one is merged or has ended.',
  );
  appendEvent(runs, {
    workspaceId,
    type: 'task.handed_in',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    agentId,
    runnerId,
    payload: { headSha, files: changes.files.length },
  });
  await advanceTask(runs, {
    workspaceId,
    taskId: task.id,
    from: ['NEEDS_HUMAN'],
    to: 'VERIFYING',
    ready: 'verify',
    reason: 'taken_over',
    actor: `person:${userId}`,
    payload: { headSha },
  });
  return getTask(tx, decision.ref);
}
