import { createEnrollment, getEnrollment, listEnrollments, revokeEnrollment } from '@/contract/enrollment';
import { createEnrollment as create } from '@/domain/runners/create-enrollment';
import { getEnrollment as get } from '@/domain/runners/get-enrollment';
import { listEnrollments as list } from '@/domain/runners/list-enrollments';
import { revokeEnrollment as revoke } from '@/domain/runners/revoke-enrollment';
import { originOf } from '@/http/hosts';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** How people connect machines. */
export const ENROLLMENT_ROUTES: Route[] = [
  personRoute(createEnrollment, ({ caller, body, request }) =>
    asWorkspace(caller, (tx, runs) => create(tx, runs, { ...caller, origin: originOf(request) }, body)),
  ),
  personRoute(listEnrollments, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => list(tx, runs, query)),
  ),
  personRoute(revokeEnrollment, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => revoke(tx, runs, caller, params.id)),
  ),
  personRoute(getEnrollment, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => get(tx, runs, params.id)),
  ),
];
