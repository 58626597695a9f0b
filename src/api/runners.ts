import * as contract from '@/contract/runner';
import { getRunner } from '@/domain/runners/get-runner';
import { listRunners } from '@/domain/runners/list-runners';
import { updateRunner } from '@/domain/runners/update-runner';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { revokeRunner } from '@/services/supervisor/revoke-runner';

export const RUNNER_ROUTES: Route[] = [
  personRoute(contract.listRunners, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => listRunners(tx, runs, query)),
  ),
  personRoute(contract.getRunner, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => getRunner(tx, runs, params.id)),
  ),
  personRoute(contract.updateRunner, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => updateRunner(tx, runs, caller, params.id, body)),
  ),
  personRoute(contract.revokeRunner, ({ caller, params }) => revokeRunner(caller, params.id)),
];
