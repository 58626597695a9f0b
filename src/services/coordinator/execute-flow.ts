import type { ReturnsOf } from '@/contract/endpoint';
import type { executeFlow as endpoint } from '@/contract/flow-run';
import { appendEvent } from '@/domain/events/append-event';
import { begin } from '@/domain/flows/advance';
import type { AtWork } from '@/domain/flows/at-work';
import { INSERT_NODES, LOCK_RUN, READ_QUOTA } from '@/domain/flows/flow-nodes.sql';
import { getRun } from '@/domain/flows/get-run';
import { rootRows } from '@/domain/flows/node-rows';
import { chooseProject } from '@/domain/projects/choose-project';
import type { Tx } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { refuseTooManyTasks } from '@/lib/quota';
import { endIfDone, keepWork } from './advance-flow';
import { driveFlow, type FlowRunRow } from './drive-flow';
import type { PlannedRun } from './plan-run';

interface Person {
  workspaceId: string;
  userId: string;
}
/** Begins a run: its steps are written, and those that need nothing are offered as tasks. Throws QUOTA_REACHED and NOT_FOUND. */
export async function executeFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Person,
  { work, ...wanted }: PlannedRun,
): Promise<ReturnsOf<typeof endpoint>> {
  const { flow } = work;
  const named = wanted.projectId ?? (flow.project?.startsWith('proj_') ? flow.project : undefined);
  const project = await chooseProject(tx, named);
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
  keepWork(id, work);
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
  await endIfDone(runs, workspaceId, run, left);
  return getRun(tx, toWireId('run', id));
}

/** Throws QUOTA_REACHED where the tasks of its plan, rounds counted once, are more than the day has left. */
async function refuseQuota(runs: Runs, workspaceId: string, { plan }: AtWork): Promise<void> {
  const [today] = await runs.query<{ of_day: number; own_quota: number | null }>(READ_QUOTA, [workspaceId]);
  const planned = plan.steps.filter(({ kind }) => kind === 'task').length;
  refuseTooManyTasks((today?.of_day ?? 0) + planned, today?.own_quota ?? null);
}
