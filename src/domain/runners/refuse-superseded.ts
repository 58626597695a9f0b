import { AppError } from '@/lib/errors';
import { engine } from '@/lib/pool';
import { SESSION_EPOCH } from './open-session.sql';

/**
 * Ends a call of a session that a newer one has superseded: two processes that speak for one machine, as where its folder was
 * copied, would overwrite what the other has said. One that names no session speaks for none. Throws SESSION_SUPERSEDED.
 * Ids are database uuids.
 */
export async function refuseSuperseded(caller: {
  workspaceId: string;
  runnerId: string;
  epoch: number | null;
}): Promise<void> {
  const { workspaceId, runnerId, epoch } = caller;
  if (epoch === null) return;
  const [row] = await engine.query(SESSION_EPOCH, [workspaceId, runnerId]);
  if (row && epoch < row.session_epoch) throw superseded();
}

/** What a process hears whose runner has opened another session since. */
export const superseded = (): AppError =>
  new AppError(
    'SESSION_SUPERSEDED',
    'A newer session of this runner is open, so this one must end. Is the runner running twice, or was its folder copied to another machine?',
  );
