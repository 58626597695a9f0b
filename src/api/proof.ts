import * as contract from '@/contract/check-run';
import { getProof } from '@/domain/verification/get-proof';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

export const PROOF_ROUTES: Route[] = [
  personRoute(contract.getProof, ({ caller, params }) =>
    asWorkspace(caller.workspaceId, (tx) => getProof(tx, params.id)),
  ),
];
