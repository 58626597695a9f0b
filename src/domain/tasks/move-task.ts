import type { AgentKind, TaskStatus } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { MOVE_TASK } from './move-task.sql';
import { EVENT_OF, mayMove } from './task-state';

/** A status that a task passes through in the same change of its row; told as a move of its own. */
export interface Passed {
  to: TaskStatus;
  reason?: string | null;
  actor: string;
}
export interface Move {
  workspaceId: string;
  taskId: string;
  /** Where the task must stand; a move that is illegal from all of these is a mistake of ours and throws. */
  from: readonly TaskStatus[];
  to: TaskStatus;
  /** What it passes through on the way, two at most: none where tasks end or wait to be claimed. */
  via?: Passed[];
  reason?: string | null;
  /** Which kind of agent may claim it next, null for none; QUEUED means work unless told. */
  ready?: AgentKind | null;
  /** It may not be claimed earlier than this, by the clock of the database. */
  delayMs?: number;
  /** It is claimed in the order in which it was queued first, as if it had never waited. */
  keepsPlace?: boolean;
  /** The key of the path it waits for: see domain/locks. */
  waitKey?: string;
  actor: string;
  payload?: Record<string, unknown>;
}
export interface Moved {
  id: string;
  projectId: string;
  number: number;
  version: number;
  attempt: number;
  failures: number;
  riskLevel: string;
  headSha: string | null;
  parentId: string | null;
  flowRunId: string | null;
}

/**
 * The only writer of a status besides the claim: a guarded update and its event in the open transaction.
 * Answers null where the task stands elsewhere by now. Use services/coordinator/advance-task, which also
 * settles what the move means for locks and dependents.
 */
export async function moveTask(runs: Runs, move: Move): Promise<Moved | null> {
  const { via = [] } = move;
  const steps = [...via.map(({ to }) => to), move.to];
  const isWay = steps.every((to, i) => i === 0 || mayMove(steps[i - 1]!, to));
  const from = move.from.filter((status) => isWay && mayMove(status, steps[0]!));
  if (from.length === 0) throw new Error(`no move from ${move.from.join(', ')} to ${steps.join(', ')}`);
  const ready = move.ready === undefined && move.to === 'QUEUED' ? 'work' : (move.ready ?? null);
  const [row] = await runs.each(MOVE_TASK, [
    move.workspaceId,
    move.taskId,
    from.join(','),
    move.to,
    move.reason ?? null,
    ready,
    move.delayMs ?? null,
    move.keepsPlace ?? false,
    move.waitKey ?? null,
    via.length > 0 ? via.map(({ to }) => to).join(',') : null,
  ]);
  if (!row) return null;
  for (const { to, reason = null, actor, payload } of [...via, move] as (Passed & Pick<Move, 'payload'>)[])
    appendEvent(runs, {
      workspaceId: move.workspaceId,
      type: EVENT_OF[to],
      actor,
      taskId: move.taskId,
      projectId: row.project_id,
      payload: { status: to, reason, ...payload },
    });
  if (ready) runs.wakes.add(topic.claims(move.workspaceId));
  return {
    id: row.id,
    projectId: row.project_id,
    number: row.number,
    version: row.version,
    attempt: row.attempt,
    failures: row.failures,
    riskLevel: row.risk_level,
    headSha: row.head_sha,
    parentId: row.parent_id,
    flowRunId: row.flow_run_id,
  };
}
