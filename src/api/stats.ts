import { getStats } from '@/contract/stats';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { getStats as stats } from '@/services/stats/get-stats';

/** The figures of the overview. */
export const STATS_ROUTES: Route[] = [
  personRoute(getStats, ({ caller }) =>
    asWorkspace(caller, (_, runs, hidden) => stats(runs, caller.workspaceId, hidden)),
  ),
];
