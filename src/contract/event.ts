import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';

export const EventType = z.enum([
  'task.created',
  'task.updated',
  'task.queued',
  'task.blocked',
  'task.assigned',
  'task.started',
  'task.verifying',
  'task.review',
  'task.approved',
  'task.merging',
  'task.needs_human',
  'task.cancelling',
  'task.completed',
  'task.failed',
  'task.cancelled',
  'task.skipped',
  'task.closed',
  'task.deleted',
  'task.taken_over',
  'task.handed_in',
  'task.work_kept',
  'task.recovery_requested',
  'task.recovered',
  'agent.claimed',
  'agent.started',
  'agent.progress',
  'agent.ended',
  'agent.lost',
  'agent.log',
  'agent.pause_requested',
  'agent.paused',
  'agent.resumed',
  'agent.kill_requested',
  'agent.supervised',
  'message.sent',
  'message.delivered',
  'message.seen',
  'check.finished',
  'verify.passed',
  'verify.failed',
  'verify.unproven',
  'exception.opened',
  'exception.acknowledged',
  'exception.triaged',
  'exception.resolved',
  'exception.delivered',
  'rule.created',
  'rule.removed',
  'comment.added',
  'comment.changed',
  'comment.deleted',
  'attachment.added',
  'attachment.deleted',
  'hook.called',
  'lock.granted',
  'lock.refused',
  'lock.released',
  'runner.enrolled',
  'runner.connected',
  'runner.disconnected',
  'runner.updated',
  'runner.revoked',
  'runner.lost',
  'runner.suspected',
  'runner.key_changed',
  'project.created',
  'project.updated',
  'project.deleted',
  'flow.created',
  'flow.saved',
  'flow.deleted',
  'enrollment.created',
  'enrollment.revoked',
  'flow.started',
  'flow.paused',
  'flow.resumed',
  'flow.retried',
  'flow.aborting',
  'flow.completed',
  'flow.failed',
  'flow.cancelled',
  'node.started',
  'node.review',
  'node.completed',
  'node.failed',
  'node.skipped',
  'queue.updated',
  'work.stopped',
  'work.started_again',
  'token.created',
  'token.rotated',
  'token.revoked',
  'workspace.updated',
  'workspace.deleted',
  'workspace.quotas_changed',
  'member.joined',
  'member.changed',
  'member.left',
  'member.removed',
  'member.reset_link',
  'member.password_reset',
  'invitation.created',
  'invitation.revoked',
  'person.signed_in',
  'person.signed_out',
  'person.sign_in_added',
  'person.sign_in_removed',
  'person.password_changed',
  'person.disabled',
  'person.enabled',
  'person.made_administrator',
  'person.unmade_administrator',
  'audit.forgotten',
]);
export type EventType = z.infer<typeof EventType>;

/** An append-only fact. `cursor` is (transaction, id): the order in which facts may be read without missing one. */
export const Event = z.object({
  cursor: z.string(),
  type: EventType,
  actor: z.string(),
  projectId: id('proj').nullable(),
  /** null for a project that was deleted. */
  projectName: z.string().nullable(),
  taskId: id('task').nullable(),
  /** null for a task that was deleted. */
  taskRef: z.string().nullable(),
  agentId: id('agent').nullable(),
  runnerId: id('runner').nullable(),
  exceptionId: id('exc').nullable(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: Timestamp,
});
export type Event = z.infer<typeof Event>;

export const commaList = (value: unknown) =>
  typeof value === 'string' ? value.split(',').filter(Boolean) : value;

export const Cursor = z.string().regex(/^\d{1,20}\.\d{1,20}$/);

export const listEvents = endpoint({
  name: 'listEvents',
  summary: 'List events, newest first',
  method: 'GET',
  path: '/api/events',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({
    taskId: TaskRef.optional(),
    type: z.preprocess(commaList, z.array(EventType).max(EventType.options.length)).optional(),
  }),
  returns: Event,
  answer: 'list',
});
/** Events arrive as `event: <type>`, `id: <cursor>`; resume with Last-Event-ID or `after`. */
export const streamEvents = endpoint({
  name: 'streamEvents',
  summary:
    'Live events of the workspace as server-sent events; `closed` says that you may not read them any more',
  method: 'GET',
  path: '/api/events/stream',
  who: 'person',
  action: 'workspace:read',
  stream: 'events',
  query: z.strictObject({
    after: Cursor.optional(),
    taskId: TaskRef.optional(),
    names: z
      .enum(['events', 'flow'])
      .default('events')
      .describe(
        'flow: only what a flow’s live channel names (node:started, files:changed, ...), by these names',
      ),
    token: z
      .string()
      .max(1500)
      .optional()
      .describe('Of POST /api/stream-tokens, for who cannot send headers'),
  }),
  returns: Event,
  answer: 'events',
});
