import type { Runs } from '@/lib/pool';
import { GUARD_HOLDS, RELEASE_HOLDS } from './release-hold.sql';

/** A file lock that has ended with its hold. */
interface Freed {
  projectId: string;
  kind: 'file' | 'directory' | 'glob';
  matchKey: string;
}

/** Ends a task's hold; answers which paths are free now. Ids are database uuids. */
export async function releaseHold(runs: Runs, workspaceId: string, taskId: string): Promise<Freed[]> {
  const [, rows] = await Promise.all([
    runs.each(GUARD_HOLDS, [workspaceId, taskId]),
    runs.each(RELEASE_HOLDS, [workspaceId, taskId]),
  ]);
  return rows.map((row) => ({ projectId: row.project_id, kind: row.kind, matchKey: row.match_key }));
}
