import { decodeJwt, importJWK, jwtVerify } from 'jose';
import { AppError } from '@/lib/errors';
import { newCredential } from '@/lib/hash';
import { fromWireId, newId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { COUNT_REQUESTS } from '@/lib/rate-limit.sql';
import { timers } from '@/lib/timers';
import { FIND_RUNNER_KEY, STORE_TOKEN } from './issue-token.sql';

/** A skewed laptop may be this far off; it learns our time from the answer. */
const TOLERANCE_S = 120;
const LONGEST_S = 60;

/**
 * Exchanges an assertion signed by the runner's key (RFC 7523, EdDSA only) for an access token.
 * `hosts` are the host names this server goes by. Throws UNAUTHORIZED (with the server's time) or RUNNER_REVOKED.
 */
export async function issueToken(
  assertion: string,
  hosts: string[],
): Promise<{ accessToken: string; expiresInMs: number; serverTime: string }> {
  const serverTime = new Date().toISOString();
  const refuse = (why: string) =>
    new AppError('UNAUTHORIZED', `The assertion was refused: ${why}.`, {
      details: { serverTime },
    });

  const runnerId = subjectOf(assertion, refuse);
  const [runner] = await engine.query(FIND_RUNNER_KEY, [runnerId]);
  if (!runner) throw refuse('this runner is not known here');
  if (runner.status === 'REVOKED')
    throw new AppError(
      'RUNNER_REVOKED',
      'This runner has been revoked. Connect the machine again with a new token from the Connect page.',
    );

  const key = await importJWK({ ...runner.public_jwk, alg: 'EdDSA' }, 'EdDSA');
  const { payload } = await jwtVerify(assertion, key, {
    algorithms: ['EdDSA'],
    clockTolerance: TOLERANCE_S,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
  }).catch((error: Error) => {
    throw refuse(error.message);
  });
  if (payload.iss !== payload.sub) throw refuse('issuer and subject differ');
  if (payload.exp! - payload.iat! > LONGEST_S) throw refuse(`it may live for ${LONGEST_S} s at most`);
  if (!hosts.includes(hostOf(payload.aud))) throw refuse('it was made for another server');
  const [first] = await engine.query(COUNT_REQUESTS, [
    `jti:${runnerId}:${String(payload.jti).slice(0, 100)}`,
    300_000,
    1,
    1,
  ]);
  if (!first) throw refuse('it has been used already');

  const { token, hash } = newCredential('aor_');
  await engine.query(STORE_TOKEN, [newId(), runner.workspace_id, runnerId, hash, timers().tokenLifeMs]);
  return { accessToken: token, expiresInMs: timers().tokenLifeMs, serverTime };
}

function subjectOf(assertion: string, refuse: (why: string) => AppError): string {
  try {
    return fromWireId('runner', String(decodeJwt(assertion).sub));
  } catch {
    throw refuse('it is not a token of a runner');
  }
}

function hostOf(audience: string | string[] | undefined): string {
  try {
    return new URL(String(audience)).host;
  } catch {
    return '';
  }
}
