import type { AgentKind, TaskStatus } from '@/contract/task';
import type { Waiter } from '@/domain/locks/give-way';
import {
  firstServed,
  grantLocks,
  type LiveLock,
  type LockVerdict,
  type LockWish,
} from '@/domain/locks/lock-state';
import { type Lockable, overlaps } from '@/domain/locks/overlap';
import { waitedFor, waitKeyOf } from '@/domain/locks/wait-key';
import { wishOf } from '@/domain/locks/wish-of';
import { EVENT_OF, mayMove, TERMINAL } from '@/domain/tasks/task-state';
import { keepLocks, type Rows, type TaskRow } from './rows';

export interface Move {
  to: TaskStatus;
  reason?: string | null;
  ready?: AgentKind | null;
  delayMs?: number;
  keepsPlace?: boolean;
  /** The path it waits for. */
  waitsFor?: string;
}
const PRIORITY_STEP_MS = 600_000;
const WOKEN_MS = 60_000;

/** Offers a task to agents of a kind from now on, without a new place in the queue of its own. */
export function offer(rows: Rows, task: TaskRow, kind: AgentKind, fromMs: number): void {
  task.ready = kind;
  task.claimKey = fromMs + task.priority * PRIORITY_STEP_MS;
  task.claimOrder = rows.nextOrder();
}

/** Puts a task into the queue: at its end, or in the place it had. */
export function enqueue(
  rows: Rows,
  task: TaskRow,
  kind: AgentKind,
  nowMs: number,
  { delayMs = 0, keepsPlace = false }: Pick<Move, 'delayMs' | 'keepsPlace'> = {},
): void {
  if (!keepsPlace || task.queuedAt === null) {
    task.queuedAt = nowMs;
    task.queuedOrder = rows.nextOrder();
  }
  offer(rows, task, kind, task.queuedAt + delayMs);
  task.claimOrder = task.queuedOrder;
}

/** One status to the next, as the guarded update does it. */
export function moveTask(rows: Rows, task: TaskRow, move: Move, nowMs: number): void {
  if (!mayMove(task.status, move.to)) throw new Error(`no move from ${task.status} to ${move.to}`);
  const ready = move.ready === undefined && move.to === 'QUEUED' ? 'work' : (move.ready ?? null);
  task.status = move.to;
  task.reason = move.reason ?? null;
  task.ready = null;
  task.claimKey = null;
  task.waitKey = move.waitsFor === undefined ? null : waitKeyOf(move.waitsFor);
  if (ready) enqueue(rows, task, ready, nowMs, move);
  task.notBefore = move.delayMs === undefined ? null : nowMs + move.delayMs;
  task.version++;
  task.movedAt = nowMs;
  if (move.waitsFor !== undefined)
    task.wait = { path: move.waitsFor, place: placeOf(task), passes: task.wait?.passes ?? 0 };
  rows.tell(EVENT_OF[move.to], task.id);
}

/** The same with what it means for locks and dependents. */
export function advanceTask(rows: Rows, task: TaskRow, move: Move, nowMs: number): void {
  moveTask(rows, task, move, nowMs);
  const ended = TERMINAL.has(move.to);
  if ((ended || move.to === 'QUEUED') && rows.holds.delete(task.id)) {
    const freed = rows.locks.filter((lock) => lock.taskId === task.id);
    rows.locks = rows.locks.filter((lock) => lock.taskId !== task.id);
    queueWaiters(rows, freed, nowMs, task.id);
  }
  if (ended) settleDependents(rows, task, nowMs);
}

/** Queues the first of the tasks that waited for one of these paths, in the places they had. */
export function queueWaiters(rows: Rows, freed: Lockable[], nowMs: number, except: string | null): void {
  const waiters = [...rows.tasks.values()].filter(({ id, status, waitKey }) => {
    if (status !== 'BLOCKED' || waitKey === null || id === except) return false;
    return freed.some((path) => overlaps(path, waitedFor(waitKey)));
  });
  const place = (task: TaskRow) => (task.queuedAt ?? 0) + task.priority * PRIORITY_STEP_MS;
  waiters.sort((a, b) => place(a) - place(b) || a.queuedOrder - b.queuedOrder);
  queueFirst(rows, waiters, nowMs);
}

/** Queues those of the waiting tasks, in this order, that can have all they want at once. */
export function queueFirst(rows: Rows, waiters: TaskRow[], nowMs: number): void {
  const wishes = waiters.map((task) => ({
    taskId: task.id,
    projectId: 'project',
    ...wishOf(task, task.waitKey),
    place: placeOf(task),
  }));
  const served = new Set(firstServed(heldLocks(rows), wishes, waitersOf(rows, nowMs)));
  for (const task of rows.tasks.values())
    if (served.has(task.id)) moveTask(rows, task, { to: 'QUEUED', keepsPlace: true }, nowMs);
}

/** Where a task stands in the order of claims. */
export const placeOf = (task: TaskRow): number =>
  ((task.queuedAt ?? 0) + task.priority * PRIORITY_STEP_MS) * 1_000_000 + task.queuedOrder;

/** The locks, and whose tasks wait for a person. */
export const heldLocks = ({ locks, tasks }: Rows): LiveLock[] =>
  locks.map((lock) => {
    const { status } = tasks.get(lock.taskId)!;
    return { ...lock, rests: status === 'IN_REVIEW' || status === 'NEEDS_HUMAN' };
  });

/** Those that wait for file locks, or were woken a moment ago, in the order of claims. */
export const waitersOf = ({ tasks }: Rows, nowMs: number): Waiter[] =>
  [...tasks.values()]
    .flatMap((task) => {
      const { id, wait, status, waitKey, movedAt } = task;
      const waits =
        status === 'BLOCKED' ? waitKey !== null : status === 'QUEUED' && movedAt > nowMs - WOKEN_MS;
      if (!wait || !waits) return [];
      const { path, place, passes } = wait;
      return [
        {
          ...wishOf(task, path),
          taskId: id,
          projectId: 'project',
          place,
          passes,
          taskRef: id,
          taskTitle: id,
        },
      ];
    })
    .sort((a, b) => a.place - b.place);

/** Grants what production would, and keeps the locks and how often those that wait were passed. */
export function holdLocks(rows: Rows, wish: LockWish, nowMs: number): LockVerdict {
  const { verdicts, made, passed } = grantLocks(heldLocks(rows), [wish], waitersOf(rows, nowMs));
  for (const [taskId, passes] of passed) rows.tasks.get(taskId)!.wait!.passes += passes;
  keepLocks(rows, made);
  return verdicts[0]!;
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
