import { getRunner, listRunners, revokeRunner, updateRunner } from '@/contract/runner';
import { getRunner as get } from '@/domain/runners/get-runner';
import { listRunners as list } from '@/domain/runners/list-runners';
import { updateRunner as update } from '@/domain/runners/update-runner';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { revokeRunner as revoke } from '@/services/supervisor/revoke-runner';

/** What people do with runners. */
export const RUNNER_ROUTES: Route[] = [
  personRoute(listRunners, ({ caller, query }) => asWorkspace(caller, (tx, runs) => list(tx, runs, query))),
  personRoute(getRunner, ({ caller, params }) => asWorkspace(caller, (tx, runs) => get(tx, runs, params.id))),
  personRoute(updateRunner, ({ caller, params, body }) => update(caller, params.id, body)),
  personRoute(revokeRunner, ({ caller, params }) =>
    revoke(caller.workspaceId, params.id, `person:${caller.userId}`),
  ),
];
