import type { TaskStatus } from '@/contract/task';
import { cancelVerdict, mergeHold } from '@/domain/tasks/cancel-state';
import { startOf } from '@/domain/tasks/start-of';
import { type Answers, type Command, Refused } from '../commands';
import type { Model } from './model';
import { advanceTask, enqueue, moveTask, queueWaiters } from './moves';
import type { Rows, TaskRow } from './rows';
import { lockChanges } from './settle';

type Ask<N extends Command['do']> = Extract<Command, { do: N }>;

export function create(model: Model, ask: Ask<'create'>): Answers['create'] {
  const { rows, nowMs } = model;
  const needs = ask.needs.map((id) => rows.tasks.get(id)!);
  if (needs.some(({ status }) => status === 'FAILED' || status === 'CANCELLED' || status === 'SKIPPED'))
    throw new Refused('CONFLICT');
  const open = needs.find(({ status }) => status !== 'COMPLETED');
  const place = startOf(
    { draft: false, type: 'task', priority: ask.priority as 0 },
    open ? `TASK-${open.number}` : null,
    new Date(nowMs),
  );
  const id = model.name('task');
  const task: TaskRow = {
    id,
    number: rows.tasks.size + 1,
    status: place.status,
    reason: place.reason,
    ready: null,
    claimKey: null,
    claimOrder: 0,
    notBefore: null,
    queuedAt: null,
    queuedOrder: 0,
    waitKey: null,
    wait: null,
    movedAt: nowMs,
    countedFrom: 0,
    attempt: 0,
    failures: 0,
    maxRetries: ask.maxRetries,
    version: 0,
    priority: ask.priority,
    role: ask.role,
    review: ask.review,
    filesHint: ask.files,
    readsHint: ask.reads,
    needs: ask.needs,
    headSha: null,
    approvedSha: null,
    mergedSha: null,
    pinned: null,
    prefer: null,
    cancelAt: null,
  };
  rows.tasks.set(id, task);
  if (place.ready) enqueue(rows, task, 'work', nowMs);
  rows.tell('task.created', id);
  return { taskId: id, status: task.status };
}

export function cancel(model: Model, ask: Ask<'cancel'>): { status: TaskStatus } {
  const { rows, nowMs } = model;
  const task = rows.tasks.get(ask.taskId)!;
  const verdict = cancelVerdict({ status: task.status, ...mergeFacts(rows, task) });
  if (verdict === 'nothing') return { status: task.status };
  if (typeof verdict === 'string') throw new Refused('ILLEGAL_TRANSITION');
  if (verdict.tellAgent) task.cancelAt = nowMs;
  closeExceptions(rows, task.id);
  if (verdict.via) moveTask(rows, task, { to: verdict.via }, nowMs);
  advanceTask(rows, task, { to: verdict.to, reason: 'cancelled' }, nowMs);
  return { status: task.status };
}

/** Who is at work on a task, and whether anybody began to merge the commit that it has now. */
function mergeFacts(rows: Rows, { id }: TaskRow): { hasAgent: boolean; mergeBegan: boolean } {
  const agents = [...rows.agents.values()].filter(({ taskId }) => taskId === id);
  const made = agents.filter(({ kind, status }) => kind === 'work' && status === 'completed');
  const since = Math.max(0, ...made.map(({ attempt }) => attempt));
  const mergeBegan = agents.some((one) => one.kind === 'merge' && one.hasSession && one.attempt > since);
  return { hasAgent: rows.leaseOfTask(id) !== null, mergeBegan };
}

export function retry(model: Model, ask: Ask<'retry'>): { status: TaskStatus } {
  const task = model.rows.tasks.get(ask.taskId)!;
  if (task.status !== 'NEEDS_HUMAN') throw new Refused('ILLEGAL_TRANSITION');
  return queueAgain(model, task, 'retry');
}

export function requestChanges(model: Model, ask: Ask<'requestChanges'>): { status: TaskStatus } {
  const task = model.rows.tasks.get(ask.taskId)!;
  if (task.status === 'MERGING') {
    if (mergeHold(mergeFacts(model.rows, task))) throw new Refused('ILLEGAL_TRANSITION');
    moveTask(model.rows, task, { to: 'IN_REVIEW' }, model.nowMs);
  }
  if (task.status !== 'IN_REVIEW') throw new Refused('ILLEGAL_TRANSITION');
  return queueAgain(model, task, 'request_changes');
}

function queueAgain({ rows, nowMs }: Model, task: TaskRow, reason: string): { status: TaskStatus } {
  task.failures = 0;
  task.countedFrom = task.attempt;
  task.approvedSha = null;
  closeExceptions(rows, task.id);
  advanceTask(rows, task, { to: 'QUEUED', reason }, nowMs);
  return { status: task.status };
}

export function approve(model: Model, ask: Ask<'approve'>): { status: TaskStatus } {
  const { rows, nowMs } = model;
  const task = rows.tasks.get(ask.taskId)!;
  if (task.approvedSha === ask.headSha && (task.status === 'MERGING' || task.status === 'COMPLETED'))
    return { status: task.status };
  if (task.status !== 'IN_REVIEW') throw new Refused('ILLEGAL_TRANSITION');
  if (task.headSha !== ask.headSha) throw new Refused('STALE_COMMIT');
  if (lockChanges(rows, task.id) !== null) throw new Refused('CONFLICT');
  task.approvedSha = ask.headSha;
  closeExceptions(rows, task.id);
  advanceTask(rows, task, { to: 'MERGING', reason: 'approved', ready: 'merge' }, nowMs);
  return { status: task.status };
}

export function kill(model: Model, ask: Ask<'kill'>): Answers['kill'] {
  const { rows, nowMs } = model;
  const agent = rows.agents.get(ask.agentId)!;
  if (!rows.leases.has(agent.id)) throw new Refused('CONFLICT');
  if (agent.kind === 'merge') throw new Refused('ILLEGAL_TRANSITION');
  const request = ask.requeue ? 'requeue' : 'person';
  if (agent.kill?.request !== request) {
    agent.kill = { request, note: null, at: agent.kill?.at ?? nowMs };
    rows.tell('agent.kill_requested', agent.taskId, agent.id);
  }
  return {};
}

export function releaseLocks(model: Model, ask: Ask<'releaseLocks'>): Answers['releaseLocks'] {
  const { rows } = model;
  if (rows.tasks.get(ask.taskId)!.status === 'MERGING') throw new Refused('ILLEGAL_TRANSITION');
  const freed = rows.locks.filter((lock) => lock.taskId === ask.taskId);
  rows.locks = rows.locks.filter((lock) => lock.taskId !== ask.taskId);
  if (freed.length > 0) {
    rows.tell('lock.released', ask.taskId, rows.leaseOfTask(ask.taskId)?.agentId ?? null);
    queueWaiters(rows, freed, model.nowMs, null);
  }
  return { released: freed.length };
}

export function trust(model: Model, ask: Ask<'trust'>): Answers['trust'] {
  const runner = model.rows.runners.get(ask.runnerId)!;
  runner.status = 'ACTIVE';
  runner.trusted = model.rows.nextOrder();
  return {};
}

function closeExceptions(rows: Rows, taskId: string): void {
  for (const one of rows.exceptions) if (one.taskId === taskId) one.open = false;
}
