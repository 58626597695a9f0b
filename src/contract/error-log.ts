import { z } from 'zod';
import { AgentStatus } from './agent';
import { endpoint } from './endpoint';
import { FAILURE_CLASS, FailureClass } from './failure';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { AgentKind } from './task';

/** The category of why an agent ended; what is not in the table, a lost machine above all, passes by itself. */
export const categoryOf = (reason: string | null): FailureClass =>
  (FAILURE_CLASS as Record<string, FailureClass>)[reason ?? ''] ?? 'transient';

/** One agent that did not succeed. */
export const ErrorEntry = z.object({
  agentId: id('agent'),
  taskId: id('task'),
  taskRef: TaskRef,
  taskTitle: z.string(),
  nodeId: id('node').nullable().describe('The step of a flow run that it worked for'),
  runnerName: z.string(),
  attempt: z.number().int(),
  kind: AgentKind,
  status: AgentStatus,
  category: FailureClass,
  reason: z.string(),
  message: z.string().describe('What its runner said'),
  at: Timestamp,
});
export type ErrorEntry = z.infer<typeof ErrorEntry>;

export const listErrors = endpoint({
  name: 'listErrors',
  summary: 'The agents that did not succeed, newest first, each with its category',
  method: 'GET',
  path: '/api/errors',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ category: FailureClass.optional(), taskId: TaskRef.optional() }),
  returns: ErrorEntry,
  answer: 'list',
});
