import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listLocks as endpoint, FileLock } from '@/contract/lock';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { lockToWire, WITH_HOLDER } from './to-wire';

/** Active file locks, newest first; of one project where asked. */
export async function listLocks(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<FileLock>> {
  const where = { projectId: query.projectId && fromWireId('proj', query.projectId) };
  const rows = await tx.fileLock.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: WITH_HOLDER,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  return pageOf(
    query,
    await tx.fileLock.count({ where, take: COUNT_MOST }),
    rows,
    lockToWire,
    (row) => row.id,
  );
}
