import type { Project } from '@/contract/project';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { projectToWire, WITH_REPORTS } from './to-wire';

/** One project by wire id; throws NOT_FOUND. */
export async function getProject(tx: Tx, wireId: string): Promise<Project> {
  const row = await tx.project.findFirst({
    where: { id: fromWireId('proj', wireId) },
    include: WITH_REPORTS,
  });
  if (!row) throw notFound('project', wireId);
  return projectToWire(row);
}
