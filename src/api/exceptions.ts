import * as contract from '@/contract/exception';
import { getException } from '@/domain/exceptions/get-exception';
import { listExceptions } from '@/domain/exceptions/list-exceptions';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { resolveException } from '@/services/coordinator/resolve-exception';

export const EXCEPTION_ROUTES: Route[] = [
  personRoute(contract.listExceptions, ({ caller, query }) =>
    asWorkspace(caller.workspaceId, (tx) => listExceptions(tx, query)),
  ),
  personRoute(contract.getException, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx) => getException(tx, params.id)),
  ),
  personRoute(contract.resolveException, ({ caller, params, body }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => resolveException(tx, runs, caller, params.id, body)),
  ),
];
