import type { Stop, StopWish } from '@/contract/stop';
import { REQUEST_KILLS } from '@/domain/agents/steer-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { COUNT_WAITING, LIVE_AGENTS, LOCK_WORKED_ON } from '@/domain/leases/stop-work.sql';
import { GUARD_QUEUE } from '@/domain/settings/queue-settings.sql';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import type { Decision } from './cancel-task';
import { findScope, type Scope, type StopTarget } from './stop-scope';

type Person = Omit<Decision, 'ref'>;

/**
 * Stops all that a level names, in one transaction: once it has committed no agent begins there, and every live one is
 * told to end; its task goes back to its place in the queue, at no cost of an attempt, and what it wrote is kept. A merge
 * goes on to its end. Repeatable; with `preview` it only says what would happen. Throws NOT_FOUND, ILLEGAL_TRANSITION.
 */
export async function stopWork(
  tx: Tx,
  runs: Runs,
  person: Person,
  target: StopTarget,
  { note, preview }: StopWish,
): Promise<Stop> {
  const { workspaceId } = person;
  // A claim that is being granted holds this: what it grants is seen below, and what comes after sees the stop.
  if (!preview) await runs.query(GUARD_QUEUE, [workspaceId]);
  const scope = await findScope(tx, runs, person, target);
  const of = [workspaceId, scope.projectId, scope.runnerId, scope.taskIds];
  if (!preview) await runs.query(LOCK_WORKED_ON, of);
  const live: LiveRow[] = await runs.query(LIVE_AGENTS, of);
  if (!preview) {
    const ended = live.filter(({ kind }) => kind !== 'merge').map(({ id }) => id);
    const told = await tellAgents(runs, person, ended, note ?? null);
    const changed = await scope.mark(true, note ?? 'Stopped by a person');
    if (changed || told > 0)
      say(runs, person, 'work.stopped', target, scope, { note: note ?? null, agents: told });
  }
  return answer(runs, workspaceId, target, scope, live, !preview || (await scope.isStopped()));
}

/** Lets agents begin again on what was stopped; those that were ended do not come back, their tasks do. */
export async function startWork(tx: Tx, runs: Runs, person: Person, target: StopTarget): Promise<Stop> {
  const { workspaceId } = person;
  await runs.query(GUARD_QUEUE, [workspaceId]);
  const scope = await findScope(tx, runs, person, target);
  if (await scope.mark(false, null)) say(runs, person, 'work.started_again', target, scope, {});
  runs.wakes.add(topic.claims(workspaceId));
  const live: LiveRow[] = await runs.query(LIVE_AGENTS, [
    workspaceId,
    scope.projectId,
    scope.runnerId,
    scope.taskIds,
  ]);
  return answer(runs, workspaceId, target, scope, live, false);
}

interface LiveRow {
  id: string;
  kind: string;
  task_id: string;
  number: number;
  title: string;
  runner_name: string;
}

/** Tells agents to end; answers how many had not been told before. */
async function tellAgents(
  runs: Runs,
  { workspaceId, userId }: Person,
  ids: string[],
  note: string | null,
): Promise<number> {
  const told = await runs.query(REQUEST_KILLS, [workspaceId, ids, 'requeue', note]);
  for (const { id, task_id: taskId, runner_id: runnerId } of told) {
    appendEvent(runs, {
      workspaceId,
      type: 'agent.kill_requested',
      actor: `person:${userId}`,
      taskId,
      agentId: id,
      runnerId,
      payload: { requeue: true, reason: note },
    });
    runs.wakes.add(topic.agent(id));
  }
  return told.length;
}

function say(
  runs: Runs,
  { workspaceId, userId }: Person,
  type: 'work.stopped' | 'work.started_again',
  { level }: StopTarget,
  { about, payload: besides }: Scope,
  payload: object,
): void {
  appendEvent(runs, {
    workspaceId,
    type,
    actor: `person:${userId}`,
    ...about,
    payload: { level, ...besides, ...payload },
  });
}

async function answer(
  runs: Runs,
  workspaceId: string,
  { level }: StopTarget,
  { projectId, taskIds, runnerId }: Scope,
  live: LiveRow[],
  stopped: boolean,
): Promise<Stop> {
  const [waiting] = runnerId
    ? [{ n: 0 }]
    : await runs.query(COUNT_WAITING, [workspaceId, projectId, taskIds]);
  return {
    level,
    stopped,
    agents: live
      .filter(({ kind }) => kind !== 'merge')
      .map(({ id, number, title, runner_name }) => ({
        id: toWireId('agent', id),
        taskRef: taskRef(number),
        taskTitle: title,
        runnerName: runner_name,
      })),
    merging: live.filter(({ kind }) => kind === 'merge').map(({ number }) => taskRef(number)),
    waiting: waiting.n,
  };
}
