import {
  checkLocks,
  forecastLocks,
  listHotFiles,
  listLocks,
  listLockWaits,
  releaseLock,
  releaseLocks,
  takeLocks,
} from '@/contract/lock';
import { listHotFiles as hot } from '@/domain/locks/list-hot-files';
import { listLocks as list } from '@/domain/locks/list-locks';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { checkLocks as check } from '@/services/coordinator/check-locks';
import { forecastLocks as forecast } from '@/services/coordinator/forecast-locks';
import { listLockWaits as waits } from '@/services/coordinator/list-lock-waits';
import { releaseOneLock, releaseTaskLocks } from '@/services/coordinator/release-locks';
import { takeLocks as take } from '@/services/coordinator/take-locks';

/** What people see of file locks, and how they end them. */
export const LOCK_ROUTES: Route[] = [
  personRoute(listLocks, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(listLockWaits, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs, hidden) => waits(tx, runs, caller.workspaceId, query, hidden)),
  ),
  personRoute(listHotFiles, async ({ caller, query }) => ({
    files: await asWorkspace(caller, (_, runs) => hot(runs, caller.workspaceId, query.projectId)),
  })),
  personRoute(forecastLocks, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => forecast(tx, runs, caller.workspaceId, query)),
  ),
  personRoute(takeLocks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => take(tx, runs, { ...caller, ref: body.taskId }, body.reason)),
  ),
  personRoute(checkLocks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => check(tx, runs, caller.workspaceId, body)),
  ),
  personRoute(releaseLock, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => releaseOneLock(tx, runs, caller, params.id, body.reason)),
  ),
  personRoute(releaseLocks, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => releaseTaskLocks(tx, runs, caller, body.taskId, body.reason)),
  ),
];
