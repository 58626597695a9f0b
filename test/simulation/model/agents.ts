import type { Desired } from '@/contract/attempt';
import { recordOf, resultVerdict } from '@/domain/agents/result-state';
import { isFenced } from '@/domain/leases/lease-state';
import { appendVerdict, isWhole } from '@/domain/logs/log-state';
import { extendDigest } from '../../../cli/src/logs/upload-state';
import { type Answers, type Command, Refused, saidOf } from '../commands';
import type { Model } from './model';
import { advanceTask, holdLocks, placeOf } from './moves';
import { type AgentRow, chunkAt, type LeaseRow, type TaskRow } from './rows';
import { endAgent, settle } from './settle';

type Ask<N extends Command['do']> = Extract<Command, { do: N }>;
interface Live {
  agent: AgentRow;
  lease: LeaseRow;
  task: TaskRow;
}

/** That a runner is there is written down again after so long. */
const NOTED_APART_MS = 5000;

function findLive(model: Model, ask: { agentId: string; token: string }): Live | null {
  const { rows } = model;
  const lease = rows.leases.get(ask.agentId);
  if (!lease) return null;
  const task = rows.tasks.get(lease.taskId)!;
  const facts = {
    agentId: lease.agentId,
    tokenHash: model.tokenHash(lease.token),
    attempt: lease.attempt,
    taskAttempt: task.attempt,
  };
  const write = { agentId: ask.agentId, tokenHash: model.tokenHash(ask.token) };
  return isFenced(facts, write) ? { agent: rows.agents.get(lease.agentId)!, lease, task } : null;
}

function live(model: Model, ask: { agentId: string; token: string }): Live {
  const found = findLive(model, ask);
  if (!found) throw new Refused('LEASE_LOST');
  return found;
}

const desired = ({ agent, task }: Live): Desired => (task.cancelAt !== null || agent.kill ? 'cancel' : 'run');

export function start(model: Model, ask: Ask<'start'>): Answers['start'] {
  const found = live(model, ask);
  const { agent, task } = found;
  const again = agent.status !== 'starting';
  agent.status = 'running';
  agent.hasSession = true;
  if (agent.kind === 'work' && task.status === 'ASSIGNED')
    advanceTask(model.rows, task, { to: 'IN_PROGRESS' }, model.nowMs);
  if (!again) model.rows.tell('agent.started', task.id, agent.id);
  return { desired: desired(found) };
}

export function heartbeat(model: Model, ask: Ask<'heartbeat'>): Answers['heartbeat'] {
  const found = live(model, ask);
  found.lease.expiresAt = model.nowMs + model.timers.leaseTtlMs;
  found.lease.order = model.rows.nextOrder();
  const runner = model.rows.runners.get(found.lease.runnerId)!;
  if (runner.seenAt < model.nowMs - NOTED_APART_MS) runner.seenAt = model.nowMs;
  return { desired: desired(found) };
}

export function append(model: Model, ask: Ask<'append'>): Answers['append'] {
  const found = live(model, ask);
  const { agent } = found;
  const chunk = { off: ask.off, len: ask.bytes.length, sha256: ask.sha256.toString('hex') };
  const stored = chunkAt(agent, ask.off);
  const verdict = appendVerdict(
    agent.logBytes,
    chunk,
    stored ? { len: stored.bytes.length, sha256: stored.sha256 } : null,
  );
  if (verdict === 'conflict') throw new Refused('LOG_CONFLICT', agent.logBytes);
  if (verdict === 'gap') throw new Refused('LOG_GAP', agent.logBytes);
  if (verdict === 'fits') {
    agent.chunks.push({ off: ask.off, bytes: ask.bytes, sha256: chunk.sha256 });
    agent.logBytes += chunk.len;
    agent.logDigest = extendDigest(agent.logDigest, ask.off, chunk.len, ask.sha256);
  }
  return { next: agent.logBytes, duplicate: verdict === 'duplicate', desired: desired(found) };
}

export function logState(model: Model, ask: Ask<'logState'>): Answers['logState'] {
  const { agent } = live(model, ask);
  return { next: agent.logBytes, digest: agent.logDigest };
}

export function lock(model: Model, ask: Ask<'lock'>): Answers['lock'] {
  const { agent, task } = live(model, ask);
  const { rows } = model;
  const wish = { taskId: task.id, projectId: 'project', paths: ask.paths, place: placeOf(task) };
  const { granted, fresh, heldBy } = holdLocks(rows, wish, model.nowMs);
  if (!granted) rows.tell('lock.refused', task.id, agent.id);
  else if (fresh.length > 0) rows.tell('lock.granted', task.id, agent.id);
  return { granted, heldBy: heldBy.map(({ path }) => path) };
}

export function finish(model: Model, ask: Ask<'finish'>): Answers['finish'] {
  const { rows, nowMs } = model;
  const { result } = ask;
  const hash = saidOf(ask);
  const found = findLive(model, ask);
  const known = rows.agents.get(ask.agentId)?.resultHash ?? null;
  const logIsWhole =
    found !== null &&
    isWhole(
      { bytes: found.agent.logBytes, digest: found.agent.logDigest },
      { bytes: ask.logBytes, digest: ask.logDigest },
    );
  const verdict = resultVerdict(found !== null, known, { hash, logIsWhole });
  if (verdict === 'lost') throw new Refused('LEASE_LOST');
  if (verdict === 'conflict') throw new Refused('RESULT_CONFLICT');
  if (verdict === 'repeat')
    return { taskStatus: rows.tasks.get(rows.agents.get(ask.agentId)!.taskId)!.status };
  const { agent, task } = found!;
  if (verdict === 'incomplete') throw new Refused('LOG_INCOMPLETE', agent.logBytes);
  const record = recordOf(agent.kill !== null, result);
  endAgent(rows, agent, record.status, record.reason, nowMs);
  agent.resultHash = hash;
  if (agent.kind === 'work' && result.outcome === 'succeeded' && result.headSha && !agent.kill) {
    task.headSha = result.headSha;
    task.pinned = agent.runnerId;
    task.approvedSha = null;
  }
  if (agent.kind === 'merge' && result.outcome === 'succeeded') task.mergedSha = result.mergedSha;
  rows.tell('agent.ended', task.id, agent.id);
  const taskStatus = settle(
    rows,
    agent,
    task,
    {
      outcome: result.outcome,
      reason: result.reason,
      hasCommit: result.headSha !== null && result.headSha !== result.baseSha,
      check: result.check,
    },
    nowMs,
  );
  return { taskStatus };
}
