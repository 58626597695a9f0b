import type { TaskTemplate } from '@/contract/task-template';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { templateToWire } from './to-wire';

const MOST = 500;

/** The templates of the workspace by name; of a project (a wire id): its own and those of all. */
export async function listTemplates(tx: Tx, projectId: string | undefined): Promise<TaskTemplate[]> {
  const of = projectId && fromWireId('proj', projectId);
  const rows = await tx.taskTemplate.findMany({
    where: of ? { AND: [{ OR: [{ projectId: null }, { projectId: of }] }] } : {},
    orderBy: { name: 'asc' },
    take: MOST,
  });
  return rows.map(templateToWire);
}
