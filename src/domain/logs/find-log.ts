import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** Where an agent's log lies and how far it has come. */
export interface LogPlace {
  /** Database uuid. */
  agentId: string;
  /** `2026-11-21`: which partition. */
  startDay: string;
  totalLines: number;
  totalBytes: number;
  /** Nothing more will come. */
  ended: boolean;
  /** `TASK-142-2`: for file names. */
  title: string;
}

/** The log of an agent by wire id; throws NOT_FOUND. */
export async function findLog(tx: Tx, wireId: string): Promise<LogPlace> {
  const agent = await tx.agent.findFirst({
    where: { id: fromWireId('agent', wireId) },
    select: {
      id: true,
      startDay: true,
      logLines: true,
      logBytes: true,
      endedAt: true,
      attempt: true,
      task: { select: { number: true } },
    },
  });
  if (!agent) throw notFound('agent', wireId);
  return {
    agentId: agent.id,
    startDay: agent.startDay.toISOString().slice(0, 10),
    totalLines: Number(agent.logLines),
    totalBytes: Number(agent.logBytes),
    ended: agent.endedAt !== null,
    title: `${taskRef(agent.task.number)}-${agent.attempt}`,
  };
}
