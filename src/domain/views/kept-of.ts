import type { TaskViewShows } from '@/contract/task-view';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** The columns that keep what a view shows. Throws NOT_FOUND for a project that is not there for who asks. */
export async function keptOf(tx: Tx, { project, ...shows }: TaskViewShows) {
  const projectId = project === '' ? null : fromWireId('proj', project);
  if (projectId && !(await tx.project.findFirst({ where: { id: projectId }, select: { id: true } })))
    throw notFound('project', project);
  return { shows, projectId };
}
