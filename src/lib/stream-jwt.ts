import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { authSecret } from './auth-secret';
import { shared } from './shared';

/** How long one may be used to open its stream, in seconds. */
export const STREAM_LIFE_S = 60;
const ALG = 'HS256';
const TYPE = 'stream+jwt';
const AUDIENCE = 'agent-orchestrator-stream';

/** Who may open which stream, and by what they were let in. Database uuids, but for the agent. */
const Claims = z.object({
  userId: z.uuid(),
  workspaceId: z.uuid(),
  sessionId: z.uuid().nullable(),
  tokenId: z.uuid().nullable(),
  /** A wire id; null opens the events. */
  agentId: z.string().nullable(),
});
type Claims = z.infer<typeof Claims>;

/** A key of its own: what opens streams opens nothing else. */
const key = () =>
  shared('stream-jwt-key', () => new Uint8Array(hkdfSync('sha256', authSecret(), '', 'stream tokens', 32)));

/** A token that opens one stream for a minute, and only while what its person was let in by is good. */
export const signStream = (claims: Claims): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: ALG, typ: TYPE })
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${STREAM_LIFE_S}s`)
    .sign(key());

/** What a token is for, or null where it is not ours, not whole, or too old. */
export async function readStream(token: string): Promise<Claims | null> {
  try {
    const options = { algorithms: [ALG], typ: TYPE, audience: AUDIENCE, requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, key(), options);
    return Claims.parse(payload);
  } catch {
    return null;
  }
}
