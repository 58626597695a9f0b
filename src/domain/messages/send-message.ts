import { cut } from '@/contract/cut';
import type { Message } from '@/contract/message';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { SEND_MESSAGE } from './messages.sql';
import { messageToWire } from './to-wire';

/** How much of a message its event repeats, in characters. */
const SHOWN = 300;

/** Writes what a person says to a task whose row is locked, for a live agent or, with null, for the next one. Database uuids. */
export async function sendMessage(
  tx: Tx,
  runs: Runs,
  said: {
    workspaceId: string;
    userId: string;
    taskId: string;
    agentId: string | null;
    text: string;
    signature?: string;
  },
): Promise<Message> {
  const { workspaceId, userId, taskId, agentId, text, signature = null } = said;
  const id = newId();
  await runs.query(SEND_MESSAGE, [workspaceId, id, taskId, agentId, userId, text, signature]);
  appendEvent(runs, {
    workspaceId,
    type: 'message.sent',
    actor: `person:${userId}`,
    taskId,
    agentId: agentId ?? undefined,
    payload: { messageId: toWireId('msg', id), text: cut(text, SHOWN) },
  });
  if (agentId) runs.wakes.add(topic.agent(agentId));
  return messageToWire(await tx.message.findUniqueOrThrow({ where: { id } }));
}
