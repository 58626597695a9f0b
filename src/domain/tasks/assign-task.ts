import type { Task } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { notFound, wrongField } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { byRef } from '@/lib/refs';
import { IS_HIDDEN_FROM } from './assign-task.sql';
import { getTask } from './get-task';

/**
 * Says whose a task is, whatever it stands at: `me`, a member, or null for nobody. Agents are not concerned. Throws
 * NOT_FOUND, and VALIDATION_ERROR for somebody who is no member or does not see the project.
 */
export async function assignTask(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  wanted: string | null,
): Promise<Task> {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    select: { id: true, projectId: true, assigneeId: true },
  });
  if (!task) throw notFound('task', ref);
  const assigneeId = wanted === 'me' ? userId : wanted && fromWireId('user', wanted);
  if (assigneeId) {
    const member = await tx.member.findFirst({ where: { userId: assigneeId }, select: { userId: true } });
    if (!member) throw wrongField('assigneeId', 'must be a member of this workspace');
    const [{ hidden }] = (await runs.query(IS_HIDDEN_FROM, [workspaceId, assigneeId, task.projectId])) as [
      { hidden: boolean },
    ];
    if (hidden) throw wrongField('assigneeId', 'must be somebody who sees the project of the task');
  }
  if (assigneeId !== task.assigneeId) {
    await tx.task.update({ where: { id: task.id }, data: { assigneeId } });
    appendEvent(runs, {
      workspaceId,
      type: 'task.updated',
      actor: `person:${userId}`,
      projectId: task.projectId,
      taskId: task.id,
      payload: { fields: ['assignee'], assigneeId: assigneeId && toWireId('user', assigneeId) },
    });
  }
  return getTask(tx, ref);
}
