import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { Signature, Task } from './task';
import { text } from './text';

/** sent: it waits for its agent. delivered: the engine has it. seen: the model’s next request went out with it. */
export const MessageState = z.enum(['sent', 'delivered', 'seen']);
export type MessageState = z.infer<typeof MessageState>;

/** What a person says to an agent while it works, or to the next one of its task. */
export const Message = z.object({
  id: id('msg'),
  taskId: id('task'),
  agentId: id('agent')
    .nullable()
    .describe('The agent that has it, or is meant to get it; null waits for the next'),
  state: MessageState,
  text: z.string(),
  createdAt: Timestamp,
  deliveredAt: Timestamp.nullable(),
  seenAt: Timestamp.nullable(),
});
export type Message = z.infer<typeof Message>;

const MessageSignature = Signature.optional().describe('For machines that take signed tasks alone');
const MessageText = text(10_000).refine((said) => said.trim() !== '', 'must say something');

export const sendMessage = endpoint({
  name: 'sendMessage',
  summary: 'Say something to a live agent; it hears it once, at its next tool boundary',
  method: 'POST',
  path: '/api/agents/:id/messages',
  who: 'person',
  action: 'agent:steer',
  status: 201,
  params: z.strictObject({ id: id('agent') }),
  body: z.strictObject({ text: MessageText, signature: MessageSignature }),
  returns: Message,
});
export const listAgentMessages = endpoint({
  name: 'listAgentMessages',
  summary: 'What was said to an agent, oldest first, and whether it has seen it',
  method: 'GET',
  path: '/api/agents/:id/messages',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: id('agent') }),
  returns: z.array(Message),
});
export const listMessages = endpoint({
  name: 'listMessages',
  summary: 'What was said to the agents of a task, oldest first, and whether they have seen it',
  method: 'GET',
  path: '/api/tasks/:id/messages',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: TaskRef }),
  returns: z.array(Message),
});
export const followUpTask = endpoint({
  name: 'followUpTask',
  summary:
    'Go on with a task whose agent has finished, in the same session: it is queued again with the message; of one that is done, a new task goes on from it',
  method: 'POST',
  path: '/api/tasks/:id/follow-up',
  who: 'person',
  action: 'task:write',
  params: z.strictObject({ id: TaskRef }),
  body: z.strictObject({ text: MessageText, signature: MessageSignature }),
  returns: Task,
});

/** A message as the runner takes it. `seq` orders the messages of a task. */
export const AgentMessage = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  text: z.string(),
  signature: z.string().max(8192).nullable().default(null),
});
export type AgentMessage = z.infer<typeof AgentMessage>;
