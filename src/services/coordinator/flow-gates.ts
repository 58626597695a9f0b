import { cut } from '@/contract/cut';
import { appendEvent } from '@/domain/events/append-event';
import { CLOSE_GATES, FIND_GATE_TASK, NAME_GATE } from '@/domain/exceptions/flow-gates.sql';
import { openException } from '@/domain/exceptions/open-exception';
import { optionsFor, severityOf } from '@/domain/exceptions/options';
import type { Place } from '@/domain/flows/plan';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import type { Driven } from './drive-flow';

/**
 * Asks people about steps that wait for one. It is asked at a task: that of the step itself, else the one that led to it.
 * A run that begins with a review has none yet; that one is decided where the run is shown.
 */
export async function askAtGates(
  { runs, workspaceId, run, work }: Pick<Driven, 'runs' | 'workspaceId' | 'run' | 'work'>,
  gates: (Place & { id: string })[],
): Promise<void> {
  for (const { id, scope, step } of gates) {
    const before = upstreamOf(work.sources, step).map((at) => ({ scope, step: at }));
    const [task] = await runs.query<{ id: string }>(FIND_GATE_TASK, [
      ...[workspaceId, run.id, JSON.stringify(before)],
    ]);
    if (!task) continue;
    const { node, part } = work.plan.steps[step]!;
    const found = work.nodes.get(node);
    const label = `${found?.label || node}${part ? ` (${part})` : ''}`;
    const exceptionId = newId();
    await openException(runs, {
      ...{ id: exceptionId, workspaceId, taskId: task.id, type: 'FLOW_REVIEW', actor: 'system' },
      severity: severityOf('FLOW_REVIEW'),
      title: cut(`Review ${label}`, 200),
      body: [`A step of ${work.flow.name} waits for a person.`, found?.instructions]
        .filter(Boolean)
        .join('\n\n'),
      options: optionsFor('FLOW_REVIEW', ''),
    });
    await runs.query(NAME_GATE, [workspaceId, exceptionId, run.id, id]);
  }
}

/** The step, then all that leads to it, nearest first. */
function upstreamOf(sources: number[][], step: number): number[] {
  const found = new Set([step]);
  for (const at of found) for (const from of sources[at]!) found.add(from);
  return [...found];
}

/** Closes what people were asked about steps of a run that do not wait any more. Database uuids. */
export async function closeGates(
  runs: Runs,
  workspaceId: string,
  runId: string,
  said: { option: string | null; text: string | null; because?: string },
  userId: string | null = null,
): Promise<void> {
  const status = said.option === null ? 'dismissed' : 'resolved';
  const closed = await runs.query<{ id: string; task_id: string }>(CLOSE_GATES, [
    ...[workspaceId, runId, status, JSON.stringify(said), userId],
  ]);
  for (const { id, task_id: taskId } of closed)
    appendEvent(runs, {
      ...{ workspaceId, type: 'exception.resolved', taskId, exceptionId: id },
      actor: userId ? `person:${userId}` : 'system',
      payload: { status, option: said.option },
    });
}
