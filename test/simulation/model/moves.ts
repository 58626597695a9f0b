import type { AgentKind, TaskStatus } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
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
import { EVENT_OF, mayMove } from '@/domain/tasks/task-state';
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
  if (waiters.length === 0) return;
  const wishes = waiters.map(wishToBegin);
  const served = new Set(firstServed(heldLocks(rows), wishes, waitersOf(rows, nowMs)));
  for (const task of rows.tasks.values())
    if (served.has(task.id)) moveTask(rows, task, { to: 'QUEUED', keepsPlace: true }, nowMs);
}

/** What a waiting task asks for, worked out once as long as it waits for the same. */
const asked = new WeakMap<TaskRow, { key: string | null; wish: LockWish }>();
function wishToBegin(task: TaskRow): LockWish {
  const { id, waitKey } = task;
  const place = placeOf(task);
  const before = asked.get(task);
  if (before?.key === waitKey && before.wish.place === place) return before.wish;
  const wish = { taskId: id, projectId: 'project', ...wishOf(task, waitKey), place };
  asked.set(task, { key: waitKey, wish });
  return wish;
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
export const waitersOf = ({ tasks }: Rows, nowMs: number): Waiter[] => {
  const waiting: Waiter[] = [];
  for (const task of tasks.values()) {
    const { wait, status } = task;
    if (wait === null) continue;
    const isWoken = status === 'QUEUED' && task.movedAt > nowMs - WOKEN_MS;
    if (isWoken || (status === 'BLOCKED' && task.waitKey !== null)) waiting.push(waiterOf(task, wait));
  }
  return waiting.sort((a, b) => a.place - b.place);
};

/** Each as long as it waits for the same: what it wants is worked out once. */
const known = new WeakMap<NonNullable<TaskRow['wait']>, Waiter>();
function waiterOf(task: TaskRow, wait: NonNullable<TaskRow['wait']>): Waiter {
  const { id } = task;
  const named = { taskId: id, projectId: 'project', taskRef: id, taskTitle: id };
  const waiter = known.get(wait) ?? { ...wishOf(task, wait.path), ...named, ...wait };
  waiter.passes = wait.passes;
  known.set(wait, waiter);
  return waiter;
}

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
