import type { Message } from '@/contract/message';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { byRef } from '@/lib/refs';
import { messageToWire } from './to-wire';

/** The newest that are shown; what was said before is in the events. */
const MOST = 500;

/** What was said to the agents of a task (its id or ref), oldest first. Throws NOT_FOUND. */
export async function listMessages(tx: Tx, ref: string): Promise<Message[]> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  return newest(tx, { taskId: task.id });
}

/** What was said to one agent (a wire id), oldest first. Throws NOT_FOUND. */
export async function listAgentMessages(tx: Tx, wireId: string): Promise<Message[]> {
  const agent = await tx.agent.findFirst({
    where: { id: fromWireId('agent', wireId) },
    select: { id: true },
  });
  if (!agent) throw notFound('agent', wireId);
  return newest(tx, { agentId: agent.id });
}

async function newest(tx: Tx, where: { taskId: string } | { agentId: string }): Promise<Message[]> {
  const rows = await tx.message.findMany({ where, orderBy: { seq: 'desc' }, take: MOST });
  return rows.reverse().map(messageToWire);
}
