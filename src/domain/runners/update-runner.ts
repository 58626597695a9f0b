import type { BodyOf } from '@/contract/endpoint';
import type { updateRunner as endpoint, Runner } from '@/contract/runner';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import { asWorkspace } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { topic } from '@/lib/wake';
import { forgetTokens } from './find-token';
import { getRunner } from './get-runner';

/**
 * Renames, labels, pauses or resumes a runner, or lets a suspect one, or one whose usage limit is over, work again; its live agents go on. Throws NOT_FOUND, or CONFLICT once it is revoked.
 */
export async function updateRunner(
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
  body: BodyOf<typeof endpoint>,
): Promise<Runner> {
  const id = fromWireId('runner', wireId);
  const { projectIds, ...said } = body;
  const changed = await asWorkspace({ workspaceId, userId }, async (tx, runs) => {
    const trust =
      body.status === 'ACTIVE'
        ? { pauseNote: null, quotaUntil: null, trustedAt: await databaseNow(runs) }
        : {};
    const { count } = await tx.runner.updateMany({
      where: { id, status: { not: 'REVOKED' } },
      data: {
        ...trust,
        ...said,
        ...(projectIds ? { projectIds: projectIds.map((one) => fromWireId('proj', one)) } : {}),
      },
    });
    const runner = await getRunner(tx, runs, wireId);
    if (count === 0) {
      throw new AppError(
        'CONFLICT',
        `${runner.name} has been revoked. Connect the machine again with a new token.`,
      );
    }
    const payload = { name: runner.name, status: runner.status, pauseNote: runner.pauseNote };
    appendEvent(runs, {
      workspaceId,
      type: 'runner.updated',
      actor: `person:${userId}`,
      runnerId: id,
      payload,
    });
    runs.wakes.add(topic.claims(workspaceId));
    return runner;
  });
  forgetTokens();
  return changed;
}
