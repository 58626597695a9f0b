import { z } from 'zod';
import { commaList } from './comma-list';
import { endpoint } from './endpoint';
import { ExceptionRef, id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { Micros } from './task';
import { text } from './text';

export const ExceptionType = z.enum([
  'QUESTION',
  'PERMISSION',
  'VERIFICATION_FAILED',
  'AGENT_STUCK',
  'CONFLICT_DETECTED',
  'HIGH_RISK_CODE',
  'BUDGET',
  'RETRIES_EXHAUSTED',
  'RUNNER_LOST',
  'UNKNOWN_ERROR',
  'FLOW_REVIEW',
]);
export type ExceptionType = z.infer<typeof ExceptionType>;
export const ExceptionSeverity = z.enum(['low', 'medium', 'high', 'critical']);
export type ExceptionSeverity = z.infer<typeof ExceptionSeverity>;
export const ExceptionStatus = z.enum(['open', 'acknowledged', 'resolved', 'dismissed']);

export const ExceptionOption = z.object({ id: z.string(), label: z.string(), consequence: z.string() });

/** What an agent asks about, exactly: a tool and its whole input (a command as it stands, else canonical JSON). */
export const Subject = z.object({ tool: z.string().min(1).max(100), input: z.string().min(1).max(10_000) });
export type Subject = z.infer<typeof Subject>;

export const Exception = z.object({
  id: id('exc'),
  ref: z.string(),
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
  agentId: id('agent').nullable(),
  type: ExceptionType,
  severity: ExceptionSeverity,
  status: ExceptionStatus,
  title: z.string(),
  body: z.string(),
  options: z.array(ExceptionOption),
  resolution: z
    .object({
      option: z.string().nullable(),
      text: z.string().nullable(),
      because: z.string().optional().describe('Why it was closed by itself; absent where a person answered'),
      rule: id('rule').optional().describe('The rule that answered it'),
    })
    .nullable(),
  subject: Subject.nullable().describe('What a rule could answer from now on; null where nothing can'),
  flowStep: z
    .object({ runId: id('run'), id: id('node') })
    .nullable()
    .describe('The step of a flow that waits for it'),
  deliveredAt: Timestamp.nullable(),
  resolvedAt: Timestamp.nullable(),
  fingerprint: z.string().describe('Equal for exceptions of a project that say the same'),
  occurrences: z.number().int().describe('How many of the project say the same, this one among them'),
  regressed: z.boolean().describe('Whether one that says the same had been resolved before this one came'),
  snoozedUntil: Timestamp.nullable(),
  assignee: z.object({ id: id('user'), name: z.string() }).nullable(),
  duplicateOf: z
    .string()
    .nullable()
    .describe('The ref of the exception whose answer counts for this one too'),
  version: z.number().int(),
  createdAt: Timestamp,
});
export type Exception = z.infer<typeof Exception>;

const params = z.strictObject({ id: ExceptionRef });
export const listExceptions = endpoint({
  name: 'listExceptions',
  summary: 'List what needs a person, newest first',
  method: 'GET',
  path: '/api/exceptions',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({
    status: commaList(ExceptionStatus, 4),
    type: commaList(ExceptionType, 11),
    severity: commaList(ExceptionSeverity, 4),
    taskId: TaskRef.optional(),
    agentId: id('agent').optional(),
    assigneeId: z.union([z.literal('me'), id('user')]).optional(),
    fingerprint: z.string().max(64).optional(),
    snoozed: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: only what is snoozed at the moment; false: only what is not. Absent: both'),
  }),
  returns: Exception,
  answer: 'list',
});
export const getException = endpoint({
  name: 'getException',
  summary: 'Get an exception',
  method: 'GET',
  path: '/api/exceptions/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Exception,
});
/** New limits of a task. */
export const Cap = z.strictObject({
  budgetMicros: Micros.optional(),
  maxTurns: z.number().int().min(1).max(1000).optional(),
  timeoutMs: z.number().int().min(10_000).max(86_400_000).optional(),
});
export type Cap = z.infer<typeof Cap>;

/** What a person says to an exception. */
export const ExceptionAnswer = z.strictObject({
  status: z.enum(['acknowledged', 'resolved', 'dismissed']).default('resolved'),
  option: z.string().max(60).optional(),
  text: text(10_000).optional(),
  cap: Cap.optional().describe('What the option raise_cap raises, and to what'),
  always: z
    .strictObject({ prefix: z.string().min(1).max(1000).optional() })
    .optional()
    .describe(
      'Answer the next same question of the project by itself: the same tool and input, or a command that begins with these words of it',
    ),
  version: z.number().int().optional(),
});

export const resolveException = endpoint({
  name: 'resolveException',
  summary: 'Answer or resolve an exception; the chosen option acts',
  method: 'PATCH',
  path: '/api/exceptions/:id',
  who: 'person',
  action: 'exception:resolve',
  params,
  body: ExceptionAnswer,
  returns: Exception,
});

/** How many exceptions one call may sort out. */
export const MOST_TRIAGED = 100;

export const triageExceptions = endpoint({
  name: 'triageExceptions',
  summary: 'Assign, snooze, merge as duplicates or mark as seen several exceptions at once; all or none',
  method: 'POST',
  path: '/api/exceptions/triage',
  who: 'person',
  action: 'exception:resolve',
  body: z.strictObject({
    ids: z.array(ExceptionRef).min(1).max(MOST_TRIAGED),
    assigneeId: id('user').nullable().optional(),
    snoozedUntil: Timestamp.nullable().optional().describe('At most ninety days ahead; null wakes it'),
    duplicateOf: ExceptionRef.nullable().optional().describe('Whose answer will count for these too'),
    status: z.enum(['open', 'acknowledged']).optional(),
  }),
  returns: z.array(Exception),
});
