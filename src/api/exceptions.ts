import { getException, listExceptions, resolveException, triageExceptions } from '@/contract/exception';
import { getException as get } from '@/domain/exceptions/get-exception';
import { listExceptions as list } from '@/domain/exceptions/list-exceptions';
import { triageExceptions as triage } from '@/domain/exceptions/triage-exceptions';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { resolveException as resolve } from '@/services/coordinator/resolve-exception';

/** What needs people, and their answers. */
export const EXCEPTION_ROUTES: Route[] = [
  personRoute(listExceptions, ({ caller, query }) =>
    asWorkspace(caller, (tx) => list(tx, query, caller.userId)),
  ),
  personRoute(getException, ({ caller, params }) => asWorkspace(caller, (tx) => get(tx, params.id))),
  personRoute(triageExceptions, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => triage(tx, runs, caller, body)),
  ),
  personRoute(resolveException, ({ caller, params, body }) =>
    asWorkspace(caller, (tx, runs) => resolve(tx, runs, caller, params.id, body)),
  ),
];
