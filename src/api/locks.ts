import { checkLocks, listLocks, releaseLock, releaseLocks } from '@/contract/lock';
import { listLocks as list } from '@/domain/locks/list-locks';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { checkLocks as check } from '@/services/coordinator/check-locks';
import { releaseOneLock, releaseTaskLocks } from '@/services/coordinator/release-locks';

/** What people see of file locks, and how they end them. */
export const LOCK_ROUTES: Route[] = [
  personRoute(listLocks, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(checkLocks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => check(tx, runs, caller.workspaceId, body)),
  ),
  personRoute(releaseLock, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => releaseOneLock(tx, runs, caller, params.id, body.reason)),
  ),
  personRoute(releaseLocks, ({ caller, body }) =>
    asWorkspace(caller, (_, runs) => releaseTaskLocks(runs, caller, body.taskId, body.reason)),
  ),
];
