import { createStreamToken } from '@/contract/stream-token';
import { findLog } from '@/domain/logs/find-log';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { STREAM_LIFE_S, signStream } from '@/lib/stream-jwt';

/** Tokens by which streams are opened. */
export const STREAM_TOKEN_ROUTES: Route[] = [
  personRoute(createStreamToken, async ({ caller, body: { agentId = null } }) => {
    if (agentId) await asWorkspace(caller, (tx) => findLog(tx, agentId));
    const { userId, workspaceId, sessionId, token } = caller;
    const claims = { userId, workspaceId, sessionId, tokenId: token?.id ?? null, agentId };
    return { token: await signStream(claims), expiresIn: STREAM_LIFE_S };
  }),
];
