import type { Resolution, TaskStatus, TaskType } from '@/contract/task';
import { AppError, notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { AGENT_OF_TASK, LOCK_TASK, MERGE_BEGAN } from './lock-task.sql';
import { movesFrom } from './task-state';

/** A task as a person's decision needs it; nobody else changes it until the transaction ends. Ids are database uuids. */
export interface LockedTask {
  id: string;
  ref: string;
  status: TaskStatus;
  reason: string | null;
  version: number;
  headSha: string | null;
  approvedSha: string | null;
  projectId: string;
  feedback: string | null;
  type: TaskType;
  parentId: string | null;
  attempt: number;
  resolution: Resolution | null;
  /** The agent that holds a lease on it. */
  agentId: string | null;
  /** In MERGING: an agent has begun to merge its commit, now or before. */
  mergeBegan: boolean;
}

/** Locks one task by id or ref; throws NOT_FOUND. */
export async function lockTask(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  ref: string,
): Promise<LockedTask> {
  const by = byRef('task', ref);
  const [row] = await runs.query(LOCK_TASK, [
    workspaceId,
    'id' in by ? by.id : null,
    'number' in by ? by.number : null,
  ]);
  if (!row) throw notFound('task', ref);
  const [live] = await runs.query(AGENT_OF_TASK, [workspaceId, row.id]);
  const [merge] = row.status === 'MERGING' ? await runs.query(MERGE_BEGAN, [workspaceId, row.id]) : [];
  return {
    id: row.id,
    ref: taskRef(row.number),
    status: row.status,
    reason: row.reason,
    version: row.version,
    headSha: row.head_sha,
    approvedSha: row.approved_sha,
    projectId: row.project_id,
    feedback: row.feedback,
    type: row.type,
    parentId: row.parent_id,
    attempt: row.attempt,
    resolution: row.resolution,
    agentId: live?.agent_id ?? null,
    mergeBegan: merge?.began ?? false,
  };
}

/** The refusal of a move a person asked for, with what is possible instead. */
export const illegalMove = (
  task: Pick<LockedTask, 'ref' | 'status'>,
  why: string,
  allowed = movesFrom(task.status),
): AppError =>
  new AppError('ILLEGAL_TRANSITION', `${task.ref} is ${task.status}: ${why}`, {
    details: { status: task.status, allowed },
  });
