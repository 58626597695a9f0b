import {
  claimDeviceLogin,
  decideDeviceLogin,
  endToken,
  startDeviceLogin,
  takeDeviceLogin,
} from '@/contract/device';
import { findPersonalToken, forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { revokePersonalToken } from '@/domain/accounts/revoke-personal-token';
import { claimDeviceLogin as claim } from '@/domain/devices/claim-device-login';
import { decideDeviceLogin as decide } from '@/domain/devices/decide-device-login';
import { startDeviceLogin as start } from '@/domain/devices/start-device-login';
import { originOf } from '@/http/hosts';
import { openRoute, personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { takeDeviceLogin as take } from '@/services/devices/take-device-login';

/** How machines without a browser are let in, and how they leave. */
export const DEVICE_ROUTES: Route[] = [
  openRoute(startDeviceLogin, ({ body, request }) =>
    start(body, { address: request.remoteAddress ?? 'unknown', origin: originOf(request) }),
  ),
  openRoute(takeDeviceLogin, ({ body, request }) => take(body.deviceCode, originOf(request))),
  personRoute(claimDeviceLogin, ({ caller, body }) => claim(caller, body.code)),
  personRoute(decideDeviceLogin, ({ caller, body }) => decide(caller, body)),
  openRoute(endToken, async ({ body }) => {
    const owner = await findPersonalToken(body.token);
    if (owner) {
      const id = toWireId('pat', owner.tokenId);
      await asWorkspace(owner.workspaceId, (tx, runs) => revokePersonalToken(tx, runs, owner, id));
      forgetPersonalTokens();
    }
    return { ended: true as const };
  }),
];
