import type { AdminWorkspace } from '@/contract/admin';
import type { Page } from '@/contract/list';
import { toWireId } from '@/lib/ids';
import { firstKeptDay } from '@/lib/kept-logs';
import { badCursor, type PageQuery, pageOf } from '@/lib/page';
import { reading } from '@/lib/pool';
import { quotasToWire } from './get-workspace';
import { COUNT_WORKSPACES, READ_WORKSPACES } from './get-workspace.sql';

// biome-ignore lint/suspicious/noExplicitAny: a row of READ_WORKSPACES
export const workspaceToAdmin = (row: any): AdminWorkspace => ({
  id: toWireId('ws', row.id),
  name: row.name,
  createdAt: new Date(row.created_at).toISOString(),
  quotas: quotasToWire(row),
  own: row.quotas,
});

/** Every workspace of the installation, the oldest first. */
export async function listAllWorkspaces(query: PageQuery): Promise<Page<AdminWorkspace>> {
  const skip = query.cursor === undefined ? query.offset : Number(query.cursor);
  if (!Number.isInteger(skip) || skip < 0 || skip > 1_000_000) throw badCursor();
  const [[count], rows] = await Promise.all([
    reading.query<{ n: number }>(COUNT_WORKSPACES),
    reading.query(READ_WORKSPACES, [query.limit + 1, firstKeptDay(), skip]),
  ]);
  return pageOf(query, count?.n ?? 0, rows, workspaceToAdmin, () => String(skip + query.limit));
}
