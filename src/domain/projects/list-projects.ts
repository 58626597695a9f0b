import { COUNT_MOST } from '@/contract/count-most';
import type { Page } from '@/contract/list';
import type { Project } from '@/contract/project';
import type { Tx } from '@/lib/db';
import { idCursor, type PageQuery, pageOf, skipOf } from '@/lib/page';
import { projectToWire, WITH_REPORTS } from './to-wire';

/** Projects of the workspace, newest first. */
export async function listProjects(tx: Tx, query: PageQuery): Promise<Page<Project>> {
  const where = { archivedAt: null };
  const rows = await tx.project.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: WITH_REPORTS,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  return pageOf(
    query,
    await tx.project.count({ where, take: COUNT_MOST }),
    rows,
    projectToWire,
    (row) => row.id,
  );
}
