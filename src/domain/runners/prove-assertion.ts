import { decodeJwt, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { RunnerStatus } from '@/generated/prisma/enums';
import type { AppError } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { COUNT_REQUESTS } from '@/lib/rate-limit.sql';
import { FIND_RUNNER_KEY } from './issue-token.sql';
import { revoked } from './revoked';

/** A skewed laptop may be this far off; it learns our time from the answer. */
const TOLERANCE_S = 120;
const LONGEST_S = 60;

interface Proven {
  id: string;
  workspace_id: string;
  name: string;
  public_jwk: Record<string, string>;
  status: Exclude<RunnerStatus, 'REVOKED'>;
  pause_note: string | null;
  /** By the clock of the database. */
  now: Date;
  payload: JWTPayload;
}

/**
 * The runner that an assertion was signed by (RFC 7523, EdDSA only), with its key or, shortly after a change, the
 * earlier one. `hosts` are the host names this server goes by; `refuse` makes the error of a refusal, `now` being the
 * time it was judged by.
 * Throws RUNNER_REVOKED.
 */
export async function proveAssertion(
  assertion: string,
  hosts: string[],
  refuse: (why: string, now?: Date) => AppError,
): Promise<Proven> {
  const runnerId = subjectOf(assertion, refuse);
  const [runner] = await engine.query(FIND_RUNNER_KEY, [runnerId]);
  if (!runner) throw refuse('this runner is not known here');
  if (runner.status === 'REVOKED') throw revoked();
  const { now } = runner;
  const payload = await verify(assertion, runner.public_jwk, now).catch((error: Error) => {
    if (!runner.earlier_jwk) throw refuse(error.message, now);
    return verify(assertion, runner.earlier_jwk, now).catch(() => {
      throw refuse(error.message, now);
    });
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
  return { ...runner, payload } as unknown as Proven;
}

async function verify(assertion: string, jwk: object, now: Date): Promise<JWTPayload> {
  const key = await importJWK({ ...jwk, alg: 'EdDSA' }, 'EdDSA');
  const { payload } = await jwtVerify(assertion, key, {
    algorithms: ['EdDSA'],
    currentDate: now,
    clockTolerance: TOLERANCE_S,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti'],
  });
  return payload;
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
