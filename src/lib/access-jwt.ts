import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { authSecret } from './auth-secret';
import { shared } from './shared';

/** How long one is good, in seconds. */
export const ACCESS_LIFE_S = 900;
const ALG = 'HS256';
const TYPE = 'at+jwt';
const ISSUER = 'agent-orchestrator';
const AUDIENCE = 'agent-orchestrator-api';
const SKEW_S = 10;

/** A key of its own: what signs cookies signs nothing else. */
const key = () =>
  shared('access-jwt-key', () => new Uint8Array(hkdfSync('sha256', authSecret(), '', 'access tokens', 32)));

/** A token that says which session (a database uuid) it is of; it is worth nothing without that session. */
export const signAccess = (sessionId: string): Promise<string> =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALG, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_LIFE_S}s`)
    .sign(key());

/** The session that a token is of, or null where it is not ours, not whole, or too old. */
export async function readAccess(token: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, key(), {
      algorithms: [ALG],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTolerance: SKEW_S,
      requiredClaims: ['exp', 'iat', 'sid'],
    });
    return typeof payload.sid === 'string' ? payload.sid : null;
  } catch {
    return null;
  }
}
