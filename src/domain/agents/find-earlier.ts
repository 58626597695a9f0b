import type { Earlier } from '@/contract/claim';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { FIND_EARLIER } from './find-earlier.sql';

/** What earlier agents left for those that are being granted, by task. Database uuids. */
export async function findEarlier(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  granted: { taskId: string; runnerId: string }[],
): Promise<Map<string, Earlier>> {
  if (granted.length === 0) return new Map();
  const rows = await runs.query(FIND_EARLIER, [
    workspaceId,
    granted.map(({ taskId }) => taskId),
    granted.map(({ runnerId }) => runnerId),
  ]);
  return new Map(rows.map((row) => [row.task_id, toEarlier(row)]));
}

// biome-ignore lint/suspicious/noExplicitAny: the row's columns stand in the statement
const toEarlier = (row: any): Earlier => ({
  taskRef: taskRef(row.number),
  attempt: row.attempt,
  session: row.session_id && {
    id: row.session_id,
    engine: row.engine,
    engineVersion: row.engine_version,
    baseBranch: row.base_branch,
    baseSha: row.base_sha,
    here: row.here,
  },
  status: row.status,
  reason: row.reason,
  message: row.message,
  files: row.files,
  checks: row.checks,
  questions: row.questions,
  heard: row.heard,
});
