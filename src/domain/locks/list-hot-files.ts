import type { HotFile } from '@/contract/lock';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { HOT_FILES } from './hot-files.sql';

const DAYS = 14;
const MOST = 20;

/** The paths that tasks wanted most often while others held them, in the last fourteen days; of one project where asked. */
export async function listHotFiles(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  projectId: string | undefined,
): Promise<HotFile[]> {
  const project = projectId ? fromWireId('proj', projectId) : null;
  const rows = await runs.query(HOT_FILES, [workspaceId, project, DAYS, MOST]);
  return rows.map((row) => ({
    projectId: toWireId('proj', row.project_id),
    path: row.path,
    refusals: row.refusals,
    waits: row.waits,
    lastAt: row.last_at.toISOString(),
  }));
}
