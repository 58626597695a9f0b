import {
  createPersonalToken,
  listPersonalTokens,
  revokePersonalToken,
  rotatePersonalToken,
} from '@/contract/personal-token';
import { createPersonalToken as create } from '@/domain/accounts/create-personal-token';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { listPersonalTokens as list } from '@/domain/accounts/list-personal-tokens';
import { revokePersonalToken as revoke } from '@/domain/accounts/revoke-personal-token';
import { rotatePersonalToken as rotate } from '@/domain/accounts/rotate-personal-token';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** People's access tokens for scripts. */
export const PERSONAL_TOKEN_ROUTES: Route[] = [
  personRoute(createPersonalToken, ({ caller, body }) =>
    asWorkspace(caller, (tx, runs) => create(tx, runs, caller, body)),
  ),
  personRoute(listPersonalTokens, ({ caller, query }) =>
    asWorkspace(caller, (tx, runs) => list(tx, runs, caller, query)),
  ),
  personRoute(rotatePersonalToken, async ({ caller, params, body }) => {
    const fresh = await asWorkspace(caller, (tx, runs) =>
      rotate(tx, runs, caller, params.id, body.overlapMinutes),
    );
    forgetPersonalTokens();
    return fresh;
  }),
  personRoute(revokePersonalToken, async ({ caller, params }) => {
    const revoked = await asWorkspace(caller, (tx, runs) => revoke(tx, runs, caller, params.id));
    forgetPersonalTokens();
    return revoked;
  }),
];
