import * as contract from '@/contract/stats';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { getStats } from '@/services/stats/get-stats';

export const STATS_ROUTES: Route[] = [
  personRoute(contract.getStats, ({ caller }) =>
    asWorkspace(caller.workspaceId, (_, runs) => getStats(runs, caller.workspaceId)),
  ),
];
