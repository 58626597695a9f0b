import { getProof } from '@/contract/check-run';
import { getProof as proof } from '@/domain/verification/get-proof';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** What proves a task. */
export const PROOF_ROUTES: Route[] = [
  personRoute(getProof, ({ caller, params }) => asWorkspace(caller, (tx) => proof(tx, params.id))),
];
