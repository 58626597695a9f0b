import { TERMINAL } from '@/contract/terminal-status';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { ERASE_PROJECT_LOGS } from './erase-logs.sql';
import { getProject } from './get-project';
import { LOCK_PROJECT } from './lock-project.sql';

const ENDED = [...TERMINAL];

/** Deletes a project with the history of its tasks. Throws NOT_FOUND, or CONFLICT while one of them, its parent, or what depends on it has not ended. */
export async function deleteProject(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const { name, visibility, owner } = await getProject(tx, wireId);
  const id = fromWireId('proj', wireId);
  await runs.query(LOCK_PROJECT, [workspaceId, id]);
  const live = await tx.task.findFirst({
    where: { projectId: id, status: { notIn: ['DRAFT', ...ENDED] } },
    select: { number: true, status: true },
  });
  if (live)
    throw new AppError(
      'CONFLICT',
      `${taskRef(live.number)} of ${name} is ${live.status}. Cancel or finish the project’s tasks first.`,
    );
  const elsewhere = { projectId: { not: id } };
  const gathered = await tx.task.findFirst({
    where: { projectId: id, parent: { ...elsewhere, status: { notIn: ENDED } } },
    select: { number: true, parent: { select: { number: true } } },
  });
  if (gathered)
    throw new AppError(
      'CONFLICT',
      `${taskRef(gathered.parent!.number)} of another project gathers ${taskRef(gathered.number)} of ${name}. Close it first.`,
    );
  const waits = await tx.taskDependency.findFirst({
    where: {
      needed: { projectId: id, status: { notIn: ENDED } },
      task: { ...elsewhere, status: { notIn: ENDED } },
    },
    select: { task: { select: { number: true } }, needed: { select: { number: true } } },
  });
  if (waits)
    throw new AppError(
      'CONFLICT',
      `${taskRef(waits.task.number)} of another project depends on ${taskRef(waits.needed.number)} of ${name}. Cancel or delete that one first.`,
    );
  await tx.task.updateMany({ where: { ...elsewhere, parent: { projectId: id } }, data: { parentId: null } });
  await runs.query(ERASE_PROJECT_LOGS, [workspaceId, id]);
  const ownerId = owner && fromWireId('user', owner.id);
  if (visibility === 'private') await tx.formerProject.create({ data: { id, workspaceId, ownerId } });
  await tx.project.delete({ where: { id } });
  appendEvent(runs, {
    workspaceId,
    type: 'project.deleted',
    actor: `person:${userId}`,
    projectId: id,
    payload: { name },
  });
  runs.wakes.add(topic.claims(workspaceId));
  return { id: wireId, deleted: true };
}
