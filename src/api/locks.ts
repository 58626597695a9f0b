import { checkLocks, listLocks } from '@/contract/lock';
import { listLocks as list } from '@/domain/locks/list-locks';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { checkLocks as check } from '@/services/coordinator/check-locks';

/** What people see of file locks. */
export const LOCK_ROUTES: Route[] = [
  personRoute(listLocks, ({ caller, query }) => asWorkspace(caller.workspaceId, (tx) => list(tx, query))),
  personRoute(checkLocks, ({ caller, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => check(tx, runs, caller.workspaceId, body)),
  ),
];
