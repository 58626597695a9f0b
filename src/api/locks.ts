import * as contract from '@/contract/lock';
import { listLocks } from '@/domain/locks/list-locks';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { checkLocks } from '@/services/coordinator/check-locks';

export const LOCK_ROUTES: Route[] = [
  personRoute(contract.listLocks, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, (tx) => listLocks(tx, query)),
  ),
  personRoute(contract.checkLocks, ({ caller, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => checkLocks(tx, runs, caller.workspaceId, body)),
  ),
];
