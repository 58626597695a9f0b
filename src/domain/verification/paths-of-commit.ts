import { unquotePath } from '@/contract/unquote-path';
import type { Runs } from '@/lib/pool';
import { PATHS_OF_COMMIT } from './paths-of-commit.sql';

/** What a task's commit changes, renamed files by both names; null where its runner has not listed it. Ids are database uuids. */
export async function pathsOfCommit(
  runs: Pick<Runs, 'query'>,
  { workspaceId, taskId, headSha }: { workspaceId: string; taskId: string; headSha: string | null },
): Promise<{ paths: string[]; truncated: boolean } | null> {
  const [row] = await runs.query<{ truncated: boolean; paths: string[]; renamed: string[] }>(
    PATHS_OF_COMMIT,
    [workspaceId, taskId, headSha],
  );
  if (!row) return null;
  return { paths: [...new Set([...row.paths, ...row.renamed.map(unquotePath)])], truncated: row.truncated };
}
