import type { BodyOf } from '@/contract/endpoint';
import type { enrollRunner as contract } from '@/contract/enrollment';
import { appendEvent } from '@/domain/events/append-event';
import { AppError } from '@/lib/errors';
import { sha256 } from '@/lib/hash';
import { newId, toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { refuseOverQuota } from '@/lib/quota';
import { ENROLL_RUNNER, EXPLAIN_ENROLLMENT } from './enroll-runner.sql';

/** What a runner's tokens may do. */
const SCOPES = ['task:claim', 'log:write', 'result:write', 'lock:check'];

/**
 * Registers a machine with a one-time token (`aoe_…`).
 * Throws TOKEN_USED, TOKEN_EXPIRED or UNAUTHORIZED where the token is not good.
 */
export async function enrollRunner(token: string, body: BodyOf<typeof contract>) {
  return inEngine(async (runs) => {
    const hash = sha256(token);
    const [row] = await runs.query(ENROLL_RUNNER, [
      hash,
      newId(),
      body.name,
      JSON.stringify(body.publicJwk),
      JSON.stringify(body.report),
    ]);
    if (!row) {
      const [known] = await runs.query(EXPLAIN_ENROLLMENT, [hash]);
      if (!known)
        throw new AppError(
          'UNAUTHORIZED',
          'This connection token is not known here. Copy the whole command again from the Connect page of this dashboard.',
        );
      if (known.used)
        throw new AppError(
          'TOKEN_USED',
          'This connection token has been used already. Make a new one on the Connect page; each connects one machine.',
        );
      throw new AppError(
        'TOKEN_EXPIRED',
        'This connection token has expired. Make a new one on the Connect page and use it within 15 minutes.',
      );
    }
    await refuseOverQuota(runs, row.workspace_id, 'runners');
    appendEvent(runs, {
      workspaceId: row.workspace_id,
      type: 'runner.enrolled',
      actor: `runner:${row.id}`,
      runnerId: row.id,
      payload: { name: row.name },
    });
    return {
      runnerId: toWireId('runner', row.id),
      name: row.name as string,
      workspaceName: row.workspace_name as string,
      scopes: SCOPES,
    };
  });
}
