import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { changeKey as endpoint } from '@/contract/enrollment';
import { appendEvent } from '@/domain/events/append-event';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { CHANGE_KEY } from './issue-token.sql';
import { proveAssertion } from './prove-assertion';

const EARLIER_GOOD_MS = 600_000;

/**
 * Replaces a runner's key by one that its key so far has signed for; the earlier one is good for ten minutes more.
 * The same change again is no error. Throws FORBIDDEN where the assertion is not the caller's or names another key,
 * CONFLICT where the key has been changed meanwhile.
 */
export async function changeKey(
  caller: { workspaceId: string; runnerId: string },
  { publicJwk, assertion }: BodyOf<typeof endpoint>,
  hosts: string[],
): Promise<ReturnsOf<typeof endpoint>> {
  const refuse = (why: string) => new AppError('FORBIDDEN', `The key was not changed: ${why}.`);
  const runner = await proveAssertion(assertion, hosts, refuse);
  if (runner.id !== caller.runnerId) throw refuse('another runner has signed for it');
  if (runner.payload.key !== publicJwk.x) throw refuse('what was signed names another key');
  const answer = { runnerId: toWireId('runner', runner.id), earlierGoodMs: EARLIER_GOOD_MS };
  if (runner.public_jwk.x === publicJwk.x) return answer;
  return inEngine(async (runs) => {
    const [changed] = await runs.query(CHANGE_KEY, [
      caller.workspaceId,
      caller.runnerId,
      JSON.stringify(runner.public_jwk),
      JSON.stringify(publicJwk),
    ]);
    if (!changed) throw new AppError('CONFLICT', 'The key of this runner was changed at the same moment.');
    appendEvent(runs, {
      workspaceId: caller.workspaceId,
      type: 'runner.key_changed',
      actor: `runner:${caller.runnerId}`,
      runnerId: caller.runnerId,
      payload: { name: changed.name },
    });
    return answer;
  });
}
