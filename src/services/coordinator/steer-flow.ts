import type { FlowRun } from '@/contract/flow-run';
import { REQUEST_PAUSE } from '@/domain/agents/steer-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { FIND_READY, LOCK_RUN, MARK_RUN } from '@/domain/flows/flow-nodes.sql';
import { getRun } from '@/domain/flows/get-run';
import { LOCK_CANCELLABLE, LOCK_OPEN_TASKS } from '@/domain/flows/run-tasks.sql';
import { LIVE_AGENTS, MARK_TASKS } from '@/domain/leases/stop-work.sql';
import { GUARD_QUEUE } from '@/domain/settings/queue-settings.sql';
import { asWorkspace, type Tx, type Viewer } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { endAborted, workOf } from './advance-flow';
import { cancelMany } from './cancel-many';
import type { FlowRunRow } from './drive-flow';
import { startSteps } from './start-steps';

type Person = Viewer & { userId: string };
type Steering = Pick<Person, 'workspaceId' | 'userId'>;

/**
 * Pauses a run (a wire id): from then on no step begins, tasks of it that wait for a runner stay where they are, and its
 * agents are told to stand still. First the run is marked, then its tasks: whoever ends a task has it before the run.
 * Throws NOT_FOUND, ILLEGAL_TRANSITION for one that has ended.
 */
export async function pauseFlow(person: Person, wireId: string, note?: string): Promise<FlowRun> {
  await asWorkspace(person, (_, runs) => mark(runs, person, wireId, 'PAUSED', note));
  return asWorkspace(person, async (tx, runs) => {
    await holdTasks(runs, person.workspaceId, fromWireId('run', wireId), true);
    return getRun(tx, wireId);
  });
}

/** Lets a paused run go on: what was held back begins. Repeatable; throws as pauseFlow. */
export async function resumeFlow(tx: Tx, runs: Runs, person: Steering, wireId: string): Promise<FlowRun> {
  await goOn(runs, person, wireId);
  return getRun(tx, wireId);
}

/** The same; answers whether it stood still. */
export async function goOn(runs: Runs, person: Steering, wireId: string): Promise<boolean> {
  const { workspaceId } = person;
  const runId = fromWireId('run', wireId);
  await holdTasks(runs, workspaceId, runId, false);
  const run = await mark(runs, person, wireId, 'RUNNING');
  if (!run) return false;
  const work = await workOf(runs, workspaceId, runId);
  const places = await runs.query(FIND_READY, [workspaceId, runId]);
  const reading = { runs, workspaceId, runId, work, inputs: run.inputs };
  await startSteps({ runs, workspaceId, run, work, outputs: new Map() }, reading, { places, freed: [] });
  return true;
}

/** Ends a run: nothing begins any more, its tasks are cancelled and its agents told to stop. Repeatable; throws as pauseFlow. */
export async function abortFlow(person: Person, wireId: string, note?: string): Promise<FlowRun> {
  await asWorkspace(person, (_, runs) => mark(runs, person, wireId, 'ABORTING', note));
  const runId = fromWireId('run', wireId);
  // With its last part a task that was split can be cancelled too.
  while ((await asWorkspace(person, (_, runs) => cancelTasks(runs, person, runId))) > 0);
  return asWorkspace(person, (tx) => getRun(tx, wireId));
}

/**
 * Cancels tasks of a run that is being ended, and what they were split into, but for merges, as many as one transaction
 * takes; with none left the run is over. Answers how many. Database uuids.
 */
export async function cancelTasks(
  runs: Runs,
  person: { workspaceId: string; userId: string },
  runId: string,
): Promise<number> {
  const { workspaceId } = person;
  const cancelled = await cancelMany(runs, person, LOCK_CANCELLABLE, [workspaceId, runId], 'flow_aborted');
  const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, runId]);
  if (run?.status === 'ABORTING') await endAborted(runs, workspaceId, run, []);
  return cancelled;
}

/** Stops or frees the tasks of a run; its live agents stand still, or go on. */
export async function holdTasks(
  runs: Runs,
  workspaceId: string,
  runId: string,
  hold: boolean,
): Promise<void> {
  // A claim that is being granted holds this: what it grants is seen below, and what comes after sees the stop.
  await runs.query(GUARD_QUEUE, [workspaceId]);
  const open = await runs.query<{ id: string }>(LOCK_OPEN_TASKS, [workspaceId, runId]);
  await runs.query(MARK_TASKS, [workspaceId, open.map(({ id }) => id), hold]);
  for (const agent of await liveAgents(runs, workspaceId, open)) {
    if (agent.kind === 'merge') continue;
    const [changed] = await runs.query(REQUEST_PAUSE, [workspaceId, agent.id, hold]);
    if (!changed) continue;
    appendEvent(runs, {
      workspaceId,
      type: hold ? 'agent.pause_requested' : 'agent.resumed',
      actor: 'system',
      taskId: agent.task_id,
      agentId: agent.id,
    });
    runs.wakes.add(topic.agent(agent.id));
  }
  if (!hold) runs.wakes.add(topic.claims(workspaceId));
}

const liveAgents = async (runs: Runs, workspaceId: string, tasks: { id: string }[]) =>
  runs.query<{ id: string; task_id: string; kind: string }>(LIVE_AGENTS, [
    workspaceId,
    null,
    null,
    tasks.map(({ id }) => id),
  ]);

const SAID = { PAUSED: 'flow.paused', RUNNING: 'flow.resumed', ABORTING: 'flow.aborting' } as const;
const FROM: Record<keyof typeof SAID, readonly string[]> = {
  PAUSED: ['RUNNING'],
  RUNNING: ['PAUSED'],
  ABORTING: ['RUNNING', 'PAUSED'],
};

/** Puts a run where a person wants it; null where it stands so already. */
export async function mark(
  runs: Runs,
  { workspaceId, userId }: Steering,
  wireId: string,
  to: keyof typeof SAID,
  note?: string,
): Promise<FlowRunRow | null> {
  const [run] = await runs.query<FlowRunRow>(LOCK_RUN, [workspaceId, fromWireId('run', wireId)]);
  if (!run) throw notFound('run', wireId);
  if (run.status === to || (to === 'ABORTING' && run.status === 'CANCELLED')) return null;
  if (!FROM[to].includes(run.status))
    throw new AppError('ILLEGAL_TRANSITION', `This run is ${run.status}, so it cannot become ${to}.`, {
      details: { status: run.status },
    });
  await runs.query(MARK_RUN, [workspaceId, run.id, to, note ?? null]);
  appendEvent(runs, {
    workspaceId,
    type: SAID[to],
    actor: `person:${userId}`,
    projectId: run.project_id,
    payload: { runId: wireId, note: note ?? null },
  });
  return { ...run, status: to };
}
