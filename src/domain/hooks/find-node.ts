import { TaskRef } from '@/contract/ids';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { byRef, taskRef } from '@/lib/refs';

/** A node as its history is kept: a task under its ref, whatever it was called by. Ids are database uuids. */
interface Node {
  nodeId: string;
  projectId: string | null;
  taskId: string | null;
}

/**
 * What a hook names: a task, or a node of a flow with the project that was named besides. Throws NOT_FOUND for what is
 * not there for whoever asks.
 */
export async function findNode(tx: Tx, given: string, projectId?: string): Promise<Node> {
  if (TaskRef.safeParse(given).success) {
    const task = await tx.task.findFirst({
      where: byRef('task', given),
      select: { id: true, number: true, projectId: true },
    });
    if (!task) throw notFound('task', given);
    return { nodeId: taskRef(task.number), projectId: task.projectId, taskId: task.id };
  }
  if (projectId === undefined) return { nodeId: given, projectId: null, taskId: null };
  const project = await tx.project.findFirst({ where: { id: projectId }, select: { id: true } });
  if (!project) throw notFound('project', toWireId('proj', projectId));
  return { nodeId: given, projectId, taskId: null };
}
