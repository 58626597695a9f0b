import type { Tx } from '@/lib/db';
import { type AppError, notFound, wrongField } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** The project a wire id names, or the only one there is. Throws NOT_FOUND, or VALIDATION_ERROR where one must be named. */
export async function chooseProject(tx: Tx, wireId: string | undefined) {
  if (wireId) {
    const named = await tx.project.findFirst({ where: { id: fromWireId('proj', wireId), archivedAt: null } });
    if (!named) throw notFound('project', wireId);
    return named;
  }
  const [only, ...others] = await tx.project.findMany({ where: { archivedAt: null }, take: 2 });
  if (!only) throw unnamed('There is no project yet. Add one on the Projects page first.');
  if (others.length > 0) throw unnamed('The workspace has several projects: say which one by its projectId.');
  return only;
}

const unnamed = (message: string): AppError => wrongField('projectId', message);
