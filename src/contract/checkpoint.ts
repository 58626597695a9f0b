import { z } from 'zod';
import { AgentStatus } from './agent';
import { endpoint } from './endpoint';
import { Exception, ExceptionAnswer } from './exception';
import { ExceptionRef, id, Timestamp } from './ids';
import { ListQuery } from './list';
import { AgentKind, Micros } from './task';

/** Work that was tried as often as it may be: the exception that asks what now, with all that was tried. */
export const Checkpoint = Exception.extend({
  failures: z.number().int().describe('How often the task has failed'),
  maxRetries: z.number().int().describe('How often it could be tried again by itself'),
  feedback: z.string().nullable().describe('What failed so far, as the next agent would read it'),
  branch: z.string().nullable().describe('Where the last attempt left its work'),
  headSha: z.string().nullable(),
  spentMicros: Micros,
  attempts: z.array(
    z.object({
      agentId: id('agent'),
      attempt: z.number().int(),
      kind: AgentKind,
      status: AgentStatus,
      reason: z.string().nullable(),
      runnerName: z.string(),
      costMicros: Micros,
      startedAt: Timestamp.nullable(),
      endedAt: Timestamp.nullable(),
    }),
  ),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

const params = z.strictObject({ id: ExceptionRef });

export const listCheckpoints = endpoint({
  name: 'listCheckpoints',
  summary: 'List work whose retries are used up, newest first; open ones unless told otherwise',
  method: 'GET',
  path: '/api/checkpoints',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ status: z.enum(['open', 'resolved', 'all']).default('open') }),
  returns: Exception,
  answer: 'list',
});
export const getCheckpoint = endpoint({
  name: 'getCheckpoint',
  summary: 'Get a checkpoint: what was tried, what failed, and what may be done',
  method: 'GET',
  path: '/api/checkpoints/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Checkpoint,
});
export const resolveCheckpoint = endpoint({
  name: 'resolveCheckpoint',
  summary: 'Resolve a checkpoint; the chosen option acts',
  method: 'POST',
  path: '/api/checkpoints/:id/resolve',
  who: 'person',
  action: 'exception:resolve',
  params,
  body: ExceptionAnswer.omit({ status: true }),
  returns: Checkpoint,
});
