import { claimVerdict } from '@/domain/leases/claim-state';
import { pairClaims } from '@/services/scheduler/pair-claims';
import type { Answers, Command } from '../commands';
import type { Model } from './model';
import { holdLocks, moveTask, placeOf } from './moves';
import type { LeaseRow, Rows, TaskRow } from './rows';

const PROJECT = 'project';
const MAX_LOOKS = 10;
export const NO_CHUNKS = '0'.repeat(64);

/** Grants a claim, repeats what it was granted, or says why there is nothing. */
export function claim(model: Model, asked: Extract<Command, { do: 'claim' }>): Answers['claim'] {
  const { rows } = model;
  const runner = rows.runners.get(asked.runnerId)!;
  let agents = 0;
  let before: LeaseRow | null = null;
  for (const lease of rows.leases.values()) {
    if (lease.runnerId !== runner.id) continue;
    agents++;
    if (rows.agents.get(lease.agentId)!.claimId === asked.claimId) before ??= lease;
  }
  const verdict = claimVerdict({
    current: runner.epoch === asked.epoch,
    status: runner.status,
    granted: before?.agentId ?? null,
    spent: !before && wasGranted(rows, runner.id, asked.claimId),
    agents,
    maxConcurrent: runner.maxConcurrent,
  });
  if (verdict === 'superseded' || verdict === 'paused') return { state: verdict, granted: null };
  if (verdict === 'spent') return { state: 'none', granted: null };
  if (verdict === 'again') return again(model, before!.agentId);
  if (asked.late) return { state: 'none', granted: null };
  const passed = new Set<string>();
  for (let look = 0; look < MAX_LOOKS; look++) {
    const task = candidate(model, asked.runnerId, passed);
    if (!task) break;
    if (task.ready === 'work' && isBlocked(model, task)) {
      passed.add(task.id);
      continue;
    }
    return grant(model, task, asked);
  }
  return { state: 'none', granted: null };
}

function wasGranted(rows: Rows, runnerId: string, claimId: string): boolean {
  for (const agent of rows.agents.values())
    if (agent.claimId === claimId && agent.runnerId === runnerId) return true;
  return false;
}

function candidate({ rows, nowMs }: Model, runnerId: string, passed: Set<string>): TaskRow | null {
  let first: TaskRow | null = null;
  for (const task of rows.tasks.values()) {
    if (task.ready === null || passed.has(task.id)) continue;
    if (task.notBefore !== null && task.notBefore > nowMs) continue;
    if (first && !isBefore(task, first)) continue;
    const offer = {
      id: task.id,
      ready: task.ready,
      pinned_runner_id: task.pinned,
      verify_by: 'any' as const,
      avoid_runner_ids: [],
      prefer_runner_id: task.prefer && task.prefer.until > nowMs ? task.prefer.runnerId : null,
    };
    if (pairClaims([{ runnerId }], [offer]).length > 0) first = task;
  }
  return first;
}

function isBefore(a: TaskRow, b: TaskRow): boolean {
  const apart = (a.claimKey ?? 0) - (b.claimKey ?? 0) || a.claimOrder - b.claimOrder;
  return apart < 0;
}

/** Takes the locks of a task, or sets it aside. */
function isBlocked({ rows, nowMs }: Model, task: TaskRow): boolean {
  const { filesHint, readsHint } = task;
  if (filesHint.length + readsHint.length === 0) return false;
  const wish = {
    taskId: task.id,
    projectId: PROJECT,
    paths: filesHint,
    reads: readsHint,
    place: placeOf(task),
  };
  const { granted, heldBy } = holdLocks(rows, wish, nowMs);
  if (!granted) {
    const { path } = heldBy[0]!;
    moveTask(rows, task, { to: 'BLOCKED', reason: `lock:${path}`, waitsFor: path }, nowMs);
    return true;
  }
  rows.holds.add(task.id);
  return false;
}

function grant(model: Model, task: TaskRow, asked: Extract<Command, { do: 'claim' }>): Answers['claim'] {
  const { rows, nowMs, timers } = model;
  const kind = task.ready!;
  if (kind === 'work') task.status = 'ASSIGNED';
  task.reason = null;
  task.ready = null;
  task.claimKey = null;
  task.attempt++;
  task.version++;
  const agentId = model.name('agent');
  const token = model.name('token');
  rows.agents.set(agentId, {
    id: agentId,
    taskId: task.id,
    runnerId: asked.runnerId,
    attempt: task.attempt,
    kind,
    claimId: asked.claimId,
    status: 'starting',
    reason: null,
    endedAt: null,
    endOrder: 0,
    resultHash: null,
    hasSession: false,
    signature: null,
    logBytes: 0,
    logDigest: NO_CHUNKS,
    chunks: [],
    kill: null,
  });
  rows.leases.set(agentId, {
    agentId,
    taskId: task.id,
    runnerId: asked.runnerId,
    attempt: task.attempt,
    epoch: asked.epoch,
    expiresAt: nowMs + timers.leaseTtlMs,
    order: rows.nextOrder(),
    token,
  });
  rows.holds.add(task.id);
  rows.tell(kind === 'work' ? 'task.assigned' : 'agent.claimed', task.id, agentId);
  return { state: 'granted', granted: granted(model, agentId) };
}

function again(model: Model, agentId: string): Answers['claim'] {
  const lease = model.rows.leases.get(agentId)!;
  lease.expiresAt = model.nowMs + model.timers.leaseTtlMs;
  lease.order = model.rows.nextOrder();
  return { state: 'granted', granted: granted(model, agentId) };
}

function granted({ rows }: Model, agentId: string) {
  const agent = rows.agents.get(agentId)!;
  const { taskId, kind, attempt } = agent;
  // Work begins from its base; only what is verified or merged has a commit.
  const headSha = kind === 'work' ? null : rows.tasks.get(taskId)!.headSha;
  return { agentId, token: rows.leases.get(agentId)!.token, taskId, kind, attempt, headSha };
}
