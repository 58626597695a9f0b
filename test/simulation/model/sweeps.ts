import { sortAgents } from '@/domain/leases/lease-state';
import { isSuspect } from '@/services/supervisor/suspect-state';
import type { Answers, Command } from '../commands';
import type { Model } from './model';
import { advanceTask, queueFirst } from './moves';
import type { AgentRow, LeaseRow, TaskRow } from './rows';
import { endAgent, settle } from './settle';

/** The sweeps of supervision, in production's order. */
export function sweep(model: Model): Answers['sweep'] {
  const done = { lost: loseExpired(model), cancelled: endCancelled(model), killed: endKilled(model) };
  const { rows, nowMs } = model;
  const waiting = [...rows.tasks.values()].filter(
    ({ status, reason }) => status === 'BLOCKED' && reason?.startsWith('lock:'),
  );
  queueFirst(rows, waiting, nowMs);
  return done;
}

/** A new epoch: goes on with what the runner still has, and loses its other agents. */
export function open(model: Model, ask: Extract<Command, { do: 'open' }>): Answers['open'] {
  const { rows, nowMs, timers } = model;
  const runner = rows.runners.get(ask.runnerId)!;
  runner.epoch++;
  runner.seenAt = nowMs;
  const live = [...rows.leases.values()].filter((lease) => lease.runnerId === runner.id);
  const { adopt, lose, drop } = sortAgents(
    ask.active,
    live.map(({ agentId }) => agentId),
  );
  const adopted = adopt.map((agentId) => {
    const lease = rows.leases.get(agentId)!;
    lease.epoch = runner.epoch;
    lease.token = model.name('token');
    lease.expiresAt = nowMs + timers.leaseTtlMs;
    lease.order = rows.nextOrder();
    return { agentId, token: lease.token };
  });
  for (const agentId of lose) loseAgent(model, rows.agents.get(agentId)!, 'runner_restarted');
  return { epoch: runner.epoch, adopt: adopted, drop };
}

function loseAgent(model: Model, agent: AgentRow, reason: string): void {
  const { rows, nowMs } = model;
  const task = rows.tasks.get(agent.taskId)!;
  endAgent(rows, agent, 'lost', reason, nowMs);
  rows.tell('agent.lost', agent.taskId, agent.id);
  const why = reason === 'runner_restarted' ? ('restarted' as const) : null;
  settle(rows, agent, task, { outcome: 'lost', reason: why, hasCommit: false, check: null }, nowMs);
}

function loseExpired(model: Model): number {
  const { rows, nowMs, timers } = model;
  const expired: LeaseRow[] = [];
  for (const lease of rows.leases.values())
    if (lease.expiresAt < nowMs - timers.leaseGraceMs) expired.push(lease);
  if (expired.length === 0) return 0;
  expired.sort((a, b) => a.expiresAt - b.expiresAt || a.order - b.order);
  for (const lease of expired) loseAgent(model, rows.agents.get(lease.agentId)!, 'lease_expired');
  for (const runnerId of new Set(expired.map((lease) => lease.runnerId))) suspect(model, runnerId);
  return expired.length;
}

function suspect({ rows, timers }: Model, runnerId: string): void {
  const runner = rows.runners.get(runnerId)!;
  if (runner.status !== 'ACTIVE') return;
  const ends = [...rows.agents.values()]
    .filter((a) => a.runnerId === runnerId && a.endedAt !== null && a.endOrder > runner.trusted)
    .sort((a, b) => b.endOrder - a.endOrder)
    .map((a) => ({ lost: a.status === 'lost' && a.reason === 'lease_expired', endedAtMs: a.endedAt! }));
  if (isSuspect(ends, timers.leaseTtlMs)) runner.status = 'SUSPECT';
}

function endCancelled(model: Model): number {
  const { rows, nowMs } = model;
  const overdue: TaskRow[] = [];
  for (const task of rows.tasks.values()) {
    if (task.status !== 'CANCELLING') continue;
    if (rows.leaseOfTask(task.id) === null || task.cancelAt! < nowMs - model.patienceMs) overdue.push(task);
  }
  for (const task of overdue) {
    const lease = rows.leaseOfTask(task.id);
    if (lease) {
      endAgent(rows, rows.agents.get(lease.agentId)!, 'killed', 'cancel_timeout', nowMs);
      rows.tell('agent.ended', task.id, lease.agentId);
    }
    advanceTask(rows, task, { to: 'CANCELLED', reason: 'cancelled' }, nowMs);
  }
  return overdue.length;
}

function endKilled(model: Model): number {
  const { rows, nowMs } = model;
  const overdue: AgentRow[] = [];
  for (const agent of rows.agents.values())
    if (agent.endedAt === null && agent.kill !== null && agent.kill.at < nowMs - model.patienceMs)
      overdue.push(agent);
  overdue.sort((a, b) => a.kill!.at - b.kill!.at);
  for (const agent of overdue) {
    endAgent(rows, agent, 'killed', 'kill_timeout', nowMs);
    rows.tell('agent.ended', agent.taskId, agent.id);
    const task = rows.tasks.get(agent.taskId)!;
    settle(rows, agent, task, { outcome: 'lost', reason: null, hasCommit: false, check: null }, nowMs);
  }
  return overdue.length;
}
