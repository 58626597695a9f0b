import type { Tx } from '@/lib/db';
import { type AppError, notFound, wrongField } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** The project a wire id names, or the only one there is. Throws NOT_FOUND, or VALIDATION_ERROR where one must be named. */
export async function chooseProject(tx: Tx, wireId: string | undefined) {
  const id = wireId && fromWireId('proj', wireId);
  return theOne(await tx.project.findMany({ where: { id, archivedAt: null }, take: 2 }), wireId);
}

/** The one of the projects that were found by a wire id, or without any; refuses as above. */
export function theOne<Project>([only, ...others]: Project[], wireId: string | undefined): Project {
  if (!only && wireId) throw notFound('project', wireId);
  if (!only) throw unnamed('There is no project yet. Add one on the Projects page first.');
  if (others.length > 0) throw unnamed('The workspace has several projects: say which one by its projectId.');
  return only;
}

const unnamed = (message: string): AppError => wrongField('projectId', message);
