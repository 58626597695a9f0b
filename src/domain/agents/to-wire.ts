import type { Agent } from '@/contract/agent';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** What an agent's wire object needs besides its own row. */
export const WITH_PLACE = {
  task: { select: { number: true, title: true, role: true } },
  runner: { select: { name: true } },
  lease: { select: { agentId: true } },
} satisfies Prisma.AgentInclude;

type Row = Prisma.AgentGetPayload<{ include: typeof WITH_PLACE }>;

/** An agent as it stands on the wire. */
export const agentToWire = (row: Row): Agent => ({
  id: toWireId('agent', row.id),
  taskId: toWireId('task', row.taskId),
  taskRef: taskRef(row.task.number),
  taskTitle: row.task.title,
  role: row.task.role,
  runnerId: toWireId('runner', row.runnerId),
  runnerName: row.runner.name,
  attempt: row.attempt,
  kind: row.kind,
  status: row.status,
  reason: row.reason,
  engine: row.engine,
  engineVersion: row.engineVersion,
  engineSessionId: row.engineSessionId,
  resumedAttempt: row.resumedAttempt,
  model: row.model,
  branch: row.branch,
  baseSha: row.baseSha,
  headSha: row.headSha,
  sandbox: row.sandbox,
  billing: row.billing,
  activity: row.activity,
  phase: row.phase,
  usage: {
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
    cacheReadTokens: Number(row.cacheReadTokens),
    cacheWriteTokens: Number(row.cacheWriteTokens),
    costMicros: Number(row.costMicros),
    turns: row.turns,
    model: row.model,
  },
  logBytes: Number(row.logBytes),
  logLines: Number(row.logLines),
  logDigest: row.logDigest ? Buffer.from(row.logDigest).toString('hex') : null,
  live: row.lease !== null,
  pauseRequestedAt: row.pauseRequestedAt?.toISOString() ?? null,
  pausedAt: row.pausedAt?.toISOString() ?? null,
  killRequestedAt: row.killRequestedAt?.toISOString() ?? null,
  supervision: row.lease ? lastStep(row.supervision) : null,
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** What is shown of a step; an agent that goes on has only its number left. */
const lastStep = (stored: Row['supervision']): Agent['supervision'] => {
  const known = stored as (NonNullable<Agent['supervision']> & { n: number }) | null;
  return known?.step
    ? { step: known.step, finding: known.finding, sentence: known.sentence, at: known.at }
    : null;
};
