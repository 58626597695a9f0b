import { z } from 'zod';
import { endpoint } from './endpoint';
import { commaList, Event, EventType } from './event';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Number_ = z.number().int().min(0);

/** An event as it was sealed: all that is known of it, its moment with microseconds. */
export const AuditRow = z.strictObject({
  kind: z.literal('event'),
  id: z.string().regex(/^\d{1,20}$/),
  type: z.string(),
  actor: z.string(),
  projectId: z.string().nullable(),
  taskId: z.string().nullable(),
  agentId: z.string().nullable(),
  runnerId: z.string().nullable(),
  exceptionId: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** The digests of a batch of events, chained to the batch before; its events follow it. */
export const AuditSeal = z.strictObject({
  kind: z.literal('seal'),
  workspaceId: id('ws'),
  number: Number_.min(1),
  previous: Hash,
  entries: z.array(z.tuple([z.string(), Hash])).describe('Id and sha256 of each event'),
  sealedAt: Timestamp,
  hash: Hash,
  /** Its events were older than the retention keeps them. */
  forgotten: z.boolean(),
});
export type AuditSeal = z.infer<typeof AuditSeal>;

/** Where an export ends; `more` says that the chain goes on. */
export const AuditEnd = z.strictObject({
  kind: z.literal('end'),
  workspaceId: id('ws'),
  number: Number_,
  hash: Hash,
  more: z.boolean(),
});
export type AuditEnd = z.infer<typeof AuditEnd>;

export const AuditLine = z.discriminatedUnion('kind', [AuditRow, AuditSeal, AuditEnd]);
export type AuditLine = z.infer<typeof AuditLine>;

/** What the first seal follows. */
export const NO_SEAL = '0'.repeat(64);

export const listAudit = endpoint({
  name: 'listAudit',
  summary:
    'List what people and machines were let in to do, and what was set: all events that are of no task, newest first',
  method: 'GET',
  path: '/api/audit',
  who: 'person',
  action: 'audit:read',
  query: ListQuery.extend({
    type: z.preprocess(commaList, z.array(EventType).max(100)).optional(),
    actor: z
      .string()
      .regex(/^((person:user|runner:runner|agent:agent)_[0-9a-f]{32}|system)$/)
      .optional()
      .describe('As events name it: person:user_…, runner:runner_…, agent:agent_…, system'),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
  }),
  returns: Event,
  answer: 'list',
});
export const exportAudit = endpoint({
  name: 'exportAudit',
  counted: 'expensive',
  summary:
    'Every event of the workspace with the chain of hashes over them, as JSON lines in the order of the chain',
  method: 'GET',
  path: '/api/audit/export',
  who: 'person',
  action: 'audit:read',
  query: z.strictObject({
    after: z.coerce.number().int().min(0).max(1e12).default(0).describe('The seal that you have last'),
    seals: z.coerce
      .number()
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe('How many seals at most; go on after `number` of the last line'),
  }),
  returns: AuditLine,
  answer: 'lines',
});
