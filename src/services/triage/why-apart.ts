import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import type { Hold, Scene } from './scene';

/** Why others go before a task that could begin: it is likely to change what another one holds. */
export async function whyApart({ task, runs, workspaceId }: Scene): Promise<Hold | null> {
  if (task.likelyFiles.length === 0) return null;
  const where = { workspaceId, projectId: task.projectId, exceptTaskId: task.id };
  const [meets] = await findConflicts(runs, where, task.likelyFiles.map(canonicalPattern));
  if (!meets) return null;
  return {
    code: 'queue',
    sentence: `It is likely to change ${meets.path} too, which ${meets.taskRef} holds: others that wait as long as it go before it.`,
    link: `/tasks/${meets.taskRef}`,
  };
}
