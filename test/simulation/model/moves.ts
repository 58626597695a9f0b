import type { AgentKind, TaskStatus } from '@/contract/task';
import { mayMove, TERMINAL } from '@/domain/tasks/task-state';
import type { Rows, TaskRow } from './rows';

export interface Move {
  to: TaskStatus;
  reason?: string | null;
  ready?: AgentKind | null;
  delayMs?: number;
}
const EVENT: Record<TaskStatus, string> = {
  DRAFT: 'task.updated',
  QUEUED: 'task.queued',
  BLOCKED: 'task.blocked',
  ASSIGNED: 'task.assigned',
  IN_PROGRESS: 'task.started',
  VERIFYING: 'task.verifying',
  IN_REVIEW: 'task.review',
  MERGING: 'task.merging',
  NEEDS_HUMAN: 'task.needs_human',
  CANCELLING: 'task.cancelling',
  COMPLETED: 'task.completed',
  FAILED: 'task.failed',
  CANCELLED: 'task.cancelled',
  SKIPPED: 'task.skipped',
};
const PRIORITY_STEP_MS = 600_000;

/** Offers a task to agents of a kind from now on. */
export function offer(rows: Rows, task: TaskRow, kind: AgentKind, nowMs: number, delayMs = 0): void {
  task.ready = kind;
  task.claimKey = nowMs + delayMs + task.priority * PRIORITY_STEP_MS;
  task.claimOrder = rows.nextOrder();
}

/** One status to the next, as the guarded update does it. */
export function moveTask(rows: Rows, task: TaskRow, move: Move, nowMs: number): void {
  if (!mayMove(task.status, move.to)) throw new Error(`no move from ${task.status} to ${move.to}`);
  const ready = move.ready === undefined && move.to === 'QUEUED' ? 'work' : (move.ready ?? null);
  task.status = move.to;
  task.reason = move.reason ?? null;
  task.ready = null;
  task.claimKey = null;
  if (ready) offer(rows, task, ready, nowMs, move.delayMs);
  task.notBefore = move.delayMs === undefined ? null : nowMs + move.delayMs;
  task.version++;
  rows.tell(EVENT[move.to], task.id);
}

/** The same with what it means for locks and dependents. */
export function advanceTask(rows: Rows, task: TaskRow, move: Move, nowMs: number): void {
  moveTask(rows, task, move, nowMs);
  const ended = TERMINAL.has(move.to);
  if ((ended || move.to === 'QUEUED') && rows.holds.delete(task.id)) {
    rows.locks = rows.locks.filter((lock) => lock.taskId !== task.id);
    queueWaiters(rows, nowMs, task.id);
  }
  if (ended) settleDependents(rows, task, nowMs);
}

/** Queues every task that waits for a file lock. */
export function queueWaiters(rows: Rows, nowMs: number, except: string | null): void {
  for (const task of rows.tasks.values())
    if (task.status === 'BLOCKED' && task.reason?.startsWith('lock:') && task.id !== except)
      moveTask(rows, task, { to: 'QUEUED' }, nowMs);
}

function settleDependents(rows: Rows, ended: TaskRow, nowMs: number): void {
  for (const task of rows.tasks.values()) {
    if (!task.needs.includes(ended.id) || (task.status !== 'BLOCKED' && task.status !== 'QUEUED')) continue;
    const needs = task.needs.map((id) => rows.tasks.get(id)!.status);
    if (needs.some((status) => TERMINAL.has(status) && status !== 'COMPLETED'))
      advanceTask(rows, task, { to: 'SKIPPED', reason: 'dependency_failed' }, nowMs);
    else if (task.status === 'BLOCKED' && needs.every((status) => status === 'COMPLETED'))
      moveTask(rows, task, { to: 'QUEUED' }, nowMs);
  }
}
