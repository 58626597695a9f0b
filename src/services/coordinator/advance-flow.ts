import type { FlowDocument } from '@/contract/flow';
import { appendEvent } from '@/domain/events/append-event';
import { advance } from '@/domain/flows/advance';
import type { Ended } from '@/domain/flows/asks';
import { type AtWork, atWork } from '@/domain/flows/at-work';
import {
  CANCEL_REST,
  COUNT_OPEN_TASKS,
  END_NODES,
  END_RUN,
  FIND_ENDED,
  LOCK_RUN,
  READ_DOCUMENT,
} from '@/domain/flows/flow-nodes.sql';
import { outputOf } from '@/domain/flows/output-of';
import type { Place } from '@/domain/flows/plan';
import { stopQueue } from '@/domain/settings/stop-queue';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { driveFlow, type FlowRunRow } from './drive-flow';
import { askAtGates, closeGates } from './flow-gates';

/** Documents of runs do not change, so each process reads and compiles one once. */
const KEPT = 32;
const kept = () => shared('flows-at-work', () => new Map<string, AtWork>());

/** The flow of a run; the ids are database uuids. */
export async function workOf(runs: Pick<Runs, 'query'>, workspaceId: string, runId: string): Promise<AtWork> {
  const known = kept().get(runId);
  if (known) return known;
  const [row] = await runs.query<{ document: FlowDocument }>(READ_DOCUMENT, [workspaceId, runId]);
  return keepWork(runId, atWork(row!.document));
}

/** Keeps the flow of a run (a database uuid) for what comes next of it. */
export function keepWork(runId: string, work: AtWork): AtWork {
  kept().set(runId, work);
  if (kept().size > KEPT) kept().delete(kept().keys().next().value!);
  return work;
}

const turns = new WeakMap<Runs, Map<string, { taskIds: string[]; done: Promise<void> }>>();

/**
 * Takes the run of a flow on from a task that has ended, in the transaction that ended it. Tasks of one run that end in
 * one transaction are taken together. Database uuids.
 */
export function advanceFlow(runs: Runs, workspaceId: string, runId: string, taskId: string): Promise<void> {
  const ofRuns = turns.get(runs) ?? new Map();
  turns.set(runs, ofRuns);
  const waiting = ofRuns.get(runId);
  if (waiting) {
    waiting.taskIds.push(taskId);
    return waiting.done;
  }
  const taskIds = [taskId];
  const done = (async () => {
    const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
    ofRuns.delete(runId);
    if (run) await takeOn(runs, workspaceId, run, taskIds);
  })();
  ofRuns.set(runId, { taskIds, done });
  return done;
}

interface EndedRow extends Place {
  id: string;
  task_status: string;
  reason: string | null;
  approved: boolean;
  message: string | null;
}

async function takeOn(runs: Runs, workspaceId: string, run: FlowRunRow, taskIds: string[]): Promise<void> {
  const rows = await runs.query<EndedRow>(FIND_ENDED, [workspaceId, run.id, taskIds]);
  if (rows.length === 0) return;
  const work = await workOf(runs, workspaceId, run.id);
  const ended: Ended[] = [];
  const outputs = new Map<string, unknown>();
  const gated: (Place & { output: unknown })[] = [];
  for (const row of rows) {
    const node = work.nodes.get(work.plan.steps[row.step]!.node);
    const { output, fault } = outputOf(row.message ?? '', node?.outputSchema);
    const place = { scope: row.scope, step: row.step };
    outputs.set(`${row.scope}${row.step}`, output);
    if (row.task_status !== 'COMPLETED')
      ended.push({
        ...place,
        ending: row.task_status === 'FAILED' ? 'failed' : 'cancelled',
        reason: row.reason,
      });
    else if (fault) ended.push({ ...place, ending: 'failed', reason: fault });
    // Where its commit was approved a person has looked already.
    else if (node?.config?.requiresReview && !row.approved) gated.push({ ...place, output });
    else ended.push({ ...place, ending: 'succeeded', reason: null });
  }
  if (run.status === 'ABORTING') return endAborted(runs, workspaceId, run, ended);
  if (gated.length > 0) await holdForReview(runs, workspaceId, run, work, gated);
  await takeEnded(runs, workspaceId, run, work, ended, outputs);
}

/** Takes a locked run on from steps that have ended, and ends it where nothing is left. */
export async function takeEnded(
  runs: Runs,
  workspaceId: string,
  run: FlowRunRow,
  work: AtWork,
  ended: Ended[],
  outputs: ReadonlyMap<string, unknown>,
): Promise<void> {
  if (ended.length === 0) return;
  const left = await driveFlow({ runs, workspaceId, run, work, outputs }, advance(work.plan, ended));
  await endIfDone(runs, workspaceId, run, left);
}

async function holdForReview(
  runs: Runs,
  workspaceId: string,
  run: FlowRunRow,
  work: AtWork,
  gated: (Place & { output: unknown })[],
): Promise<void> {
  const rows = gated.map((place) => ({ ...place, status: 'review', reason: null, branch: null }));
  const told = await runs.query<Place & { id: string }>(END_NODES, [
    workspaceId,
    run.id,
    JSON.stringify(rows),
  ]);
  for (const { id, step } of told)
    appendEvent(runs, {
      workspaceId,
      type: 'node.review',
      actor: 'system',
      projectId: run.project_id,
      payload: {
        runId: toWireId('run', run.id),
        id: toWireId('node', id),
        nodeId: work.plan.steps[step]!.node,
      },
    });
  await askAtGates({ runs, workspaceId, run, work }, told);
}

/** Ends a run of which no step is open any more; `left` is what driving it answered. */
export async function endIfDone(
  runs: Runs,
  workspaceId: string,
  run: Pick<FlowRunRow, 'id' | 'project_id'>,
  left: Awaited<ReturnType<typeof driveFlow>>,
): Promise<void> {
  if (left?.open === 0) await endRun(runs, workspaceId, run, left.failed > 0 ? 'FAILED' : 'COMPLETED');
}

/** Ends a run and says how; nothing where it has ended. */
export async function endRun(
  runs: Runs,
  workspaceId: string,
  run: Pick<FlowRunRow, 'id' | 'project_id'>,
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED',
): Promise<void> {
  const [ended] = await runs.query(END_RUN, [workspaceId, run.id, status]);
  if (!ended) return;
  appendEvent(runs, {
    workspaceId,
    type: status === 'COMPLETED' ? 'flow.completed' : status === 'FAILED' ? 'flow.failed' : 'flow.cancelled',
    actor: 'system',
    projectId: run.project_id,
    payload: { runId: toWireId('run', run.id) },
  });
  if (status === 'FAILED') await stopQueue(runs, workspaceId, 'A run of a flow failed');
}

/** Of a run that is being ended: what has stopped is written down, and with its last task the run is over. */
export async function endAborted(
  runs: Runs,
  workspaceId: string,
  run: FlowRunRow,
  ended: Ended[],
): Promise<void> {
  if (ended.length > 0) {
    const rows = ended.map(({ scope, step, ending, reason }) => ({
      scope,
      step,
      status: ending,
      reason,
      branch: null,
    }));
    await runs.query(END_NODES, [workspaceId, run.id, JSON.stringify(rows)]);
  }
  const [{ n }] = (await runs.query(COUNT_OPEN_TASKS, [workspaceId, run.id])) as [{ n: number }];
  if (n > 0) return;
  await runs.query(CANCEL_REST, [workspaceId, run.id]);
  await closeGates(runs, workspaceId, run.id, { option: null, text: null, because: 'the run was ended' });
  await endRun(runs, workspaceId, run, 'CANCELLED');
}
