import { checkFlow } from '@/contract/check-flow';
import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { executeFlow as endpoint } from '@/contract/flow-run';
import { appendEvent } from '@/domain/events/append-event';
import { begin } from '@/domain/flows/advance';
import { type AtWork, atWork } from '@/domain/flows/at-work';
import { findFlow, findVersion } from '@/domain/flows/find-flow';
import { INSERT_NODES, LOCK_RUN, READ_QUOTA } from '@/domain/flows/flow-nodes.sql';
import { getRun } from '@/domain/flows/get-run';
import { rootRows } from '@/domain/flows/node-rows';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { chooseProject } from '@/domain/projects/choose-project';
import type { Tx } from '@/lib/db';
import { AppError, wrongField } from '@/lib/errors';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { refuseTooManyTasks } from '@/lib/quota';
import { endRun } from './advance-flow';
import { driveFlow, type FlowRunRow } from './drive-flow';

interface Person {
  workspaceId: string;
  userId: string;
}
/** A document to run, where it came from, and what its variables are. Ids are those of the wire. */
export interface Wanted {
  flow: unknown;
  inputs: Record<string, unknown>;
  projectId?: string;
  /** A database uuid. */
  flowId?: string;
  version?: number;
  /** A database uuid. */
  replayOf?: string;
}

/** What a call asks to be run: a flow that is kept, the document in the call, or the call itself as one. Throws NOT_FOUND. */
export async function wantedOf(
  tx: Tx,
  { flow, flowId, inputs = {}, projectId, ...own }: BodyOf<typeof endpoint>,
): Promise<Wanted> {
  if (flowId === undefined) return { flow: flow ?? own, inputs, projectId };
  const kept = await findFlow(tx, flowId);
  const wanted = own.version === undefined ? undefined : Number(own.version);
  const { document, version } = await findVersion(tx, kept, wanted);
  const place = { flowId: kept.id, version, projectId: projectId ?? toWireId('proj', kept.projectId) };
  return { flow: document, inputs, ...place };
}

/**
 * Begins a run of a flow: its steps are written, and those that need nothing are offered as tasks. Throws VALIDATION_ERROR
 * with every fault of the document (details.faults) or for a variable without a value, BAD_PATH, QUOTA_REACHED and NOT_FOUND.
 */
export async function executeFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Person,
  wanted: Wanted,
): Promise<ReturnsOf<typeof endpoint>> {
  const flow = refuseFaults(wanted.flow);
  refuseMissing(flow, wanted.inputs);
  const named = wanted.projectId ?? (flow.project?.startsWith('proj_') ? flow.project : undefined);
  const project = await chooseProject(tx, named);
  const work = atWork(flow);
  await refuseQuota(runs, workspaceId, work);
  const id = newId();
  const rows = rootRows(work.plan);
  await tx.flowRun.create({
    data: {
      ...{ id, workspaceId, projectId: project.id, name: flow.name },
      flowId: wanted.flowId ?? null,
      flowVersion: wanted.version ?? null,
      document: flow as object,
      inputs: wanted.inputs as object,
      ...{ steps: work.plan.steps.length, leftOpen: rows.length },
      ...{ replayOf: wanted.replayOf ?? null, createdBy: userId },
    },
  });
  await runs.query(INSERT_NODES, [workspaceId, id, JSON.stringify(rows)]);
  appendEvent(runs, {
    workspaceId,
    type: 'flow.started',
    actor: `person:${userId}`,
    projectId: project.id,
    payload: { runId: toWireId('run', id), name: flow.name },
  });
  const [run] = (await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, id])) as [FlowRunRow];
  const left = await driveFlow({ runs, workspaceId, run, work, outputs: new Map() }, begin(work.plan));
  if (left?.open === 0) await endRun(runs, workspaceId, run, left.failed > 0 ? 'FAILED' : 'COMPLETED');
  return getRun(tx, toWireId('run', id));
}

/** The document, or VALIDATION_ERROR with each of its faults. */
function refuseFaults(document: unknown): FlowDocument {
  const { flow, faults, ok } = checkFlow(document);
  if (flow && ok) {
    // A path that cannot be locked is refused here: later only an agent that ends would hear of it.
    for (const { filesHint, readsHint } of flow.nodes)
      canonicalPatterns([...(filesHint ?? []), ...(readsHint ?? [])]);
    return flow;
  }
  const errors = faults.filter(({ severity }) => severity === 'error');
  throw new AppError(
    'VALIDATION_ERROR',
    `The flow cannot run: ${errors[0]?.message ?? 'its shape is wrong.'}${errors.length > 1 ? ` ${errors.length - 1} more faults.` : ''}`,
    { details: { faults: faults.slice(0, 50) } },
  );
}

/** Throws QUOTA_REACHED where the tasks of its plan, rounds counted once, are more than the day has left. */
async function refuseQuota(runs: Runs, workspaceId: string, { plan }: AtWork): Promise<void> {
  const [today] = await runs.query<{ of_day: number; own_quota: number | null }>(READ_QUOTA, [workspaceId]);
  const planned = plan.steps.filter(({ kind }) => kind === 'task').length;
  refuseTooManyTasks((today?.of_day ?? 0) + planned, today?.own_quota ?? null);
}

function refuseMissing(flow: FlowDocument, inputs: Record<string, unknown>): void {
  for (const [name, variable] of Object.entries(flow.variables ?? {}))
    if (inputs[name] === undefined && variable.default === undefined && variable.required !== false)
      throw wrongField(`inputs.${name}`, `The flow asks for ${name}. Give it a value in inputs.`);
}
