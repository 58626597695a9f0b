import type { FlowDocument } from '@/contract/flow';
import type { FlowNodeRun } from '@/contract/flow-run';
import { compilePlan } from '@/domain/flows/compile-plan';
import { LOCK_RUN, STANDS_SO } from '@/domain/flows/flow-nodes.sql';
import { nodesToWire } from '@/domain/flows/list-nodes';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { takeEnded, workOf } from './advance-flow';
import type { FlowRunRow } from './drive-flow';
import { closeGates } from './flow-gates';

/**
 * Decides about a step (a wire id) that waits for a person: approved it has succeeded, else it has failed, and its run goes on from
 * that. Throws NOT_FOUND, and ILLEGAL_TRANSITION where it does not wait.
 */
export async function reviewNode(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
  { approve, note }: { approve: boolean; note?: string },
): Promise<FlowNodeRun> {
  const id = fromWireId('node', wireId);
  const found = await tx.flowNode.findFirst({
    where: { id },
    include: { run: { select: { document: true } } },
  });
  if (!found) throw notFound('node', wireId);
  const { scope, step, runId } = found;
  const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
  const [waits] = await runs.query(STANDS_SO, [workspaceId, runId, scope, step, 'review']);
  if (!run || !waits || run.status === 'ABORTING')
    throw new AppError('ILLEGAL_TRANSITION', 'This step does not wait for a review.', {
      details: { status: found.status },
    });
  const work = await workOf(runs, workspaceId, runId);
  const said = { approved: approve, by: toWireId('user', userId), note: note ?? null };
  const isGate = work.plan.steps[step]!.kind === 'review';
  await takeEnded(
    runs,
    workspaceId,
    run,
    work,
    [{ scope, step, ending: approve ? 'succeeded' : 'failed', reason: approve ? null : 'rejected' }],
    new Map(isGate ? [[`${scope}${step}`, said]] : []),
  );
  const option = approve ? 'approve_step' : 'reject_step';
  await closeGates(runs, workspaceId, runId, { option, text: note ?? null }, userId);
  const row = await tx.flowNode.findFirstOrThrow({ where: { id } });
  const [node] = await nodesToWire(tx, compilePlan(found.run.document as unknown as FlowDocument), [row]);
  return node!;
}
