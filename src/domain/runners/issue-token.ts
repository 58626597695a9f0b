import type { ReturnsOf } from '@/contract/endpoint';
import type { issueToken as issueTokenCall } from '@/contract/enrollment';
import { AppError } from '@/lib/errors';
import { newCredential } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { STORE_TOKEN } from './issue-token.sql';
import { proveAssertion } from './prove-assertion';

/**
 * Exchanges an assertion signed by the runner's key (RFC 7523, EdDSA only) for an access token.
 * Time is the database's: servers whose clocks differ accept the same. `hosts` are the host names this server goes by. Throws UNAUTHORIZED (with the server's time) or RUNNER_REVOKED.
 */
export async function issueToken(
  assertion: string,
  hosts: string[],
): Promise<ReturnsOf<typeof issueTokenCall>> {
  const refuse = (why: string, now?: Date) =>
    new AppError('UNAUTHORIZED', `The assertion was refused: ${why}.`, {
      details: now && { serverTime: now.toISOString() },
    });

  const runner = await proveAssertion(assertion, hosts, refuse);
  const { token, hash } = newCredential('aor_');
  await engine.query(STORE_TOKEN, [newId(), runner.workspace_id, runner.id, hash, timers().tokenLifeMs]);
  return {
    accessToken: token,
    expiresInMs: timers().tokenLifeMs,
    serverTime: runner.now.toISOString(),
    paused: runner.status === 'PAUSED' ? { note: runner.pause_note } : null,
  };
}
