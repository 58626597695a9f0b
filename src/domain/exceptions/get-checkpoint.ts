import type { Checkpoint } from '@/contract/checkpoint';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { byRef } from '@/lib/refs';
import { exceptionsToWire, WITH_TASK } from './to-wire';

/** Of attempts beyond these only the latest are told. */
const MOST_ATTEMPTS = 50;

const WITH_ATTEMPTS = {
  ...WITH_TASK,
  task: {
    include: {
      agents: {
        orderBy: { attempt: 'desc' },
        take: MOST_ATTEMPTS,
        include: { runner: { select: { name: true } } },
      },
    },
  },
} as const;

/** A checkpoint by its id or ref; throws NOT_FOUND, for an exception of another type too. */
export async function getCheckpoint(tx: Tx, ref: string): Promise<Checkpoint> {
  const row = await tx.exception.findFirst({
    where: { ...byRef('exc', ref), type: 'RETRIES_EXHAUSTED' },
    include: WITH_ATTEMPTS,
  });
  if (!row) throw notFound('checkpoint', ref);
  const [exception] = await exceptionsToWire(tx, [row]);
  const { task } = row;
  const attempts = task.agents.toReversed();
  return {
    ...exception!,
    failures: task.failures,
    maxRetries: task.maxRetries,
    feedback: task.feedback,
    branch: attempts.findLast(({ branch }) => branch !== null)?.branch ?? null,
    headSha: task.headSha,
    spentMicros: Number(task.spentMicros),
    attempts: attempts.map((agent) => ({
      agentId: toWireId('agent', agent.id),
      attempt: agent.attempt,
      kind: agent.kind,
      status: agent.status,
      reason: agent.reason,
      runnerName: agent.runner.name,
      costMicros: Number(agent.costMicros),
      startedAt: agent.startedAt?.toISOString() ?? null,
      endedAt: agent.endedAt?.toISOString() ?? null,
    })),
  };
}
