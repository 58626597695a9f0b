import * as contract from '@/contract/enrollment';
import { createEnrollment } from '@/domain/runners/create-enrollment';
import { getEnrollment } from '@/domain/runners/get-enrollment';
import { originOf } from '@/http/hosts';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

export const ENROLLMENT_ROUTES: Route[] = [
  personRoute(contract.createEnrollment, ({ caller, body, request }) =>
    asWorkspace(caller.workspaceId, (tx, runs) =>
      createEnrollment(tx, runs, { ...caller, origin: originOf(request) }, body),
    ),
  ),
  personRoute(contract.getEnrollment, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx, runs) => getEnrollment(tx, runs, params.id)),
  ),
];
