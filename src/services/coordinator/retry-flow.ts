import type { FlowRun } from '@/contract/flow-run';
import { appendEvent } from '@/domain/events/append-event';
import type { AtWork } from '@/domain/flows/at-work';
import { LOCK_RUN } from '@/domain/flows/flow-nodes.sql';
import { getRun } from '@/domain/flows/get-run';
import { openerOf, type Place } from '@/domain/flows/plan';
import { restart } from '@/domain/flows/restart';
import { FIND_STEPS } from '@/domain/flows/restart-nodes.sql';
import type { Tx } from '@/lib/db';
import { AppError, notFound, wrongField } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { endIfDone, workOf } from './advance-flow';
import { driveFlow, type FlowRunRow } from './drive-flow';

interface StepRow extends Place {
  id: string;
  status: string;
}
const BEGUN: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped', 'cancelled', 'review']);

/**
 * Lets a step of a run (a wire id) begin once more, and with it all that depends on it: each has another try, and what
 * else there is stays as it ended. A run that was over goes on. Throws NOT_FOUND, VALIDATION_ERROR where a node has
 * steps in several rounds, and ILLEGAL_TRANSITION where they have not begun, are at work, or would be skipped again.
 */
export async function retryFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
  nodeId: string,
): Promise<FlowRun> {
  const runId = fromWireId('run', wireId);
  const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
  if (!run) throw notFound('run', wireId);
  if (run.status === 'ABORTING')
    throw new AppError('ILLEGAL_TRANSITION', 'This run is being ended. Retry when its agents have stopped.');
  const work = await workOf(runs, workspaceId, runId);
  const id = /^node_[0-9a-f]{32}$/.test(nodeId) ? fromWireId('node', nodeId) : null;
  const found = await runs.query<StepRow>(FIND_STEPS, [workspaceId, runId, nodeId, id]);
  if (found.length === 0) throw notFound('node', nodeId);
  const from = id ? found : oneScope(work, found);
  if (!from.some(({ status }) => BEGUN.has(status)))
    throw new AppError(
      'ILLEGAL_TRANSITION',
      `This step is ${from[0]!.status}: only one that has ended can be retried.`,
    );
  const status = run.status === 'PAUSED' ? 'PAUSED' : 'RUNNING';
  const driven = { runs, workspaceId, run: { ...run, status }, work, outputs: new Map() };
  appendEvent(runs, {
    workspaceId,
    type: 'flow.retried',
    actor: `person:${userId}`,
    projectId: run.project_id,
    payload: { runId: wireId, nodeId: work.plan.steps[from[0]!.step]!.node },
  });
  const left = await driveFlow(
    driven,
    restart(
      work.plan,
      from.map(({ scope, step }) => ({ scope, step })),
    ),
  );
  await endIfDone(runs, workspaceId, run, left);
  return getRun(tx, wireId);
}

/** The steps that a node’s id means: the outermost, and in a loop those of its last round. */
function oneScope({ plan }: AtWork, rows: StepRow[]): StepRow[] {
  const depthOf = ({ scope }: Place) => scope.split('[').length;
  const own = rows.filter(({ step }) => plan.steps[step]!.kind !== 'loop');
  const outermost = Math.min(...own.map(depthOf));
  const meant = own.filter((row) => depthOf(row) === outermost);
  const openers = meant.map(({ scope }) => openerOf(scope));
  const isLoop = openers.every((one) => one && plan.steps[one.step]!.kind === 'loop');
  const last = Math.max(...openers.map((one) => one?.round ?? 0));
  const kept = isLoop ? meant.filter((_, i) => openers[i]!.round === last) : meant;
  if (new Set(kept.map(({ scope }) => scope)).size === 1) return kept;
  throw wrongField(
    'nodeId',
    `This node has ${kept.length} steps. Name one of them: ${kept
      .slice(0, 20)
      .map(({ id }) => toWireId('node', id))
      .join(', ')}.`,
  );
}
