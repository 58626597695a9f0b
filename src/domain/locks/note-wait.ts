import type { Runs } from '@/lib/pool';
import { NOTE_WAIT } from './find-turns.sql';

/** Notes that a locked task waits for a path, in its place among those that wait. Database uuids. */
export async function noteWait(
  runs: Runs,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
  path: string,
): Promise<void> {
  await runs.each(NOTE_WAIT, [workspaceId, taskId, path]);
}
