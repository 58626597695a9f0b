import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { closeWorkspace } from './close-workspace';
import { LOCK_WORKSPACE } from './delete-workspace.sql';
import { LOCAL_SLUG } from './local-workspace.sql';

/**
 * Deletes a workspace (a database uuid) whose name was typed out: in one transaction everyone and everything that could get
 * in is shut out; what it holds is erased by `eraseWorkspaces`. Throws CONFLICT for another name, or for the first workspace.
 */
export async function deleteWorkspace(
  { workspaceId, userId }: { workspaceId: string; userId: string },
  typed: string,
): Promise<{ id: string; deleted: true }> {
  await inEngine(async (runs) => {
    const [workspace] = await runs.query(LOCK_WORKSPACE, [workspaceId]);
    if (workspace?.slug === LOCAL_SLUG)
      throw new AppError(
        'CONFLICT',
        'This is the first workspace of the installation, which the runner of its own machine works for. Delete its projects instead.',
      );
    if (workspace && workspace.name !== typed.trim())
      throw new AppError('CONFLICT', `That is not its name. Type out ${workspace.name} to delete it.`);
    await closeWorkspace(runs, workspaceId, `person:${userId}`);
  });
  return { id: toWireId('ws', workspaceId), deleted: true };
}
