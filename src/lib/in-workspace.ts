import type { Viewer } from './db';
import { BECOME_VIEWER } from './in-workspace.sql';
import { despiteRaces } from './lost-race';
import { inEngine, type Runs } from './pool';

/**
 * The same transaction as `asWorkspace`, for one of a workspace's people under row-level security, over the connections of
 * the engine, where what is asked at once travels at once: for the few calls of people that runners wait for. `run` may be
 * run again, and speaks in statements of *.sql.ts files alone, which name the workspace themselves.
 */
export function inWorkspace<T>(viewer: Viewer, run: (runs: Runs) => Promise<T>): Promise<T> {
  const { workspaceId, userId, projectIds = [] } = viewer;
  return despiteRaces(() =>
    inEngine((runs) => {
      // Whatever follows comes behind it, and fails with it.
      runs.unread(runs.query(BECOME_VIEWER, [workspaceId, userId, [...projectIds]]));
      return run(runs);
    }),
  );
}
