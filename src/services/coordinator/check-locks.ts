import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { checkLocks as endpoint } from '@/contract/lock';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { chooseProject } from '@/domain/projects/choose-project';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';

/** Whether files of a project could be locked at this moment, and who holds those that could not. Advisory. Throws BAD_PATH. */
export async function checkLocks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { projectId, files }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const patterns = files.map(canonicalPattern);
  const project = await chooseProject(tx, projectId);
  const heldBy = await findConflicts(runs, { workspaceId, projectId: project.id }, patterns);
  return { available: heldBy.length === 0, heldBy };
}
