import { createEnrollment, getEnrollment } from '@/contract/enrollment';
import { createEnrollment as create } from '@/domain/runners/create-enrollment';
import { getEnrollment as get } from '@/domain/runners/get-enrollment';
import { originOf } from '@/http/hosts';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** How people connect machines. */
export const ENROLLMENT_ROUTES: Route[] = [
  personRoute(createEnrollment, ({ caller, body, request }) =>
    asWorkspace(caller.workspaceId, (tx, runs) =>
      create(tx, runs, { ...caller, origin: originOf(request) }, body),
    ),
  ),
  personRoute(getEnrollment, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => get(tx, runs, params.id)),
  ),
];
