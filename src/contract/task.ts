import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { line, text } from './text';

export const TaskStatus = z.enum([
  'DRAFT',
  'QUEUED',
  'BLOCKED',
  'ASSIGNED',
  'IN_PROGRESS',
  'VERIFYING',
  'IN_REVIEW',
  'MERGING',
  'NEEDS_HUMAN',
  'CANCELLING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'SKIPPED',
]);
export type TaskStatus = z.infer<typeof TaskStatus>;

export const RiskLevel = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
export type RiskLevel = z.infer<typeof RiskLevel>;

export const TaskType = z.enum(['epic', 'feature', 'story', 'task', 'bug']);
export type TaskType = z.infer<typeof TaskType>;

export const Resolution = z.enum(['duplicate', 'invalid', 'already_resolved', 'wont_fix']);
export type Resolution = z.infer<typeof Resolution>;

export const AgentKind = z.enum(['work', 'verify', 'merge']);
export type AgentKind = z.infer<typeof AgentKind>;

export const Verdict = z.enum(['PASSED', 'FAILED', 'UNPROVEN', 'GAPS_FOUND', 'HUMAN_NEEDED']);
export type Verdict = z.infer<typeof Verdict>;

export const TaskRole = z.enum([
  'planner',
  'starter',
  'coding',
  'reviewer',
  'deployer',
  'verifier',
  'auditor',
  'healthcheck',
  'judge',
  'merger',
]);
export type TaskRole = z.infer<typeof TaskRole>;

export const EngineName = z.enum(['claude-code', 'anthropic-api']);
export type EngineName = z.infer<typeof EngineName>;

/** Whole micro-dollars: 1_000_000 is one US dollar. */
export const Micros = z.number().int().min(0).max(1_000_000_000_000);

export const Label = z.string().regex(/^[A-Za-z0-9][\w.:/-]{0,62}$/, 'letters, digits and . _ : / - only');
export const BranchName = z
  .string()
  .regex(/^[A-Za-z0-9][\w./-]{0,200}$/, 'must be a plain branch name')
  .refine(
    (b) => !b.includes('..') && !b.endsWith('/') && !b.endsWith('.lock'),
    'must be a plain branch name',
  );

/** What a person may say of a task when it is made. */
export const TaskDraft = z.strictObject({
  projectId: id('proj').optional().describe('Required where the workspace has more than one project'),
  title: line(200),
  description: text(20_000).default(''),
  priority: z.number().int().min(0).max(4).default(2).describe('0 is most urgent'),
  riskLevel: RiskLevel.default('MEDIUM'),
  role: TaskRole.default('coding'),
  filesHint: z.array(z.string().min(1).max(512)).max(64).default([]),
  dependsOn: z.array(TaskRef).max(100).default([]),
  labels: z.array(Label).max(20).default([]),
  runnerLabels: z.array(Label).max(20).default([]),
  acceptance: z.array(text(500)).max(50).default([]),
  requiresReview: z.boolean().default(false),
  engine: EngineName.optional(),
  model: line(100).optional(),
  timeoutMs: z.number().int().min(10_000).max(86_400_000).optional(),
  maxTurns: z.number().int().min(1).max(1000).optional(),
  maxRetries: z.number().int().min(0).max(20).default(2),
  budgetMicros: Micros.optional(),
  baseBranch: BranchName.optional(),
  draft: z.boolean().default(false).describe('true keeps it out of the queue'),
});
export type TaskDraft = z.infer<typeof TaskDraft>;

export const Task = z.object({
  id: id('task'),
  ref: z.string(),
  projectId: id('proj'),
  projectName: z.string(),
  title: z.string(),
  description: z.string(),
  role: z.string(),
  status: TaskStatus,
  reason: z.string().nullable(),
  priority: z.number().int(),
  riskLevel: RiskLevel,
  filesHint: z.array(z.string()),
  labels: z.array(z.string()),
  runnerLabels: z.array(z.string()),
  acceptance: z.array(z.string()),
  dependsOn: z.array(z.string()).describe('refs'),
  requiresReview: z.boolean(),
  engine: z.string().nullable(),
  model: z.string().nullable(),
  timeoutMs: z.number().int(),
  maxTurns: z.number().int(),
  maxRetries: z.number().int(),
  budgetMicros: Micros.nullable(),
  spentMicros: Micros.describe('All its agents, the live one as far as it has told'),
  attempt: z.number().int(),
  failures: z.number().int(),
  version: z.number().int(),
  verdict: Verdict.nullable(),
  baseBranch: z.string().nullable(),
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  mergedSha: z.string().nullable(),
  approvedSha: z.string().nullable(),
  feedback: z.string().nullable(),
  /** The live agent, if there is one. */
  agentId: id('agent').nullable(),
  runnerName: z.string().nullable(),
  activity: z.string().nullable(),
  queuedAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  endedAt: Timestamp.nullable(),
});
export type Task = z.infer<typeof Task>;

export const Hold = z.object({
  /** Stable code: lock, dependency, runner, queue, budget, checks, person, cancelling, none. */
  code: z.string(),
  sentence: z.string(),
  /** Where to look or act, as a path of the page. */
  link: z.string().nullable(),
});
export const Why = z.object({ taskRef: z.string(), sentence: z.string(), holds: z.array(Hold) });
export type Why = z.infer<typeof Why>;

export const ChangedFile = z.object({
  path: z.string(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed', 'typechange']),
  additions: z.number().int(),
  deletions: z.number().int(),
  binary: z.boolean(),
});
export type ChangedFile = z.infer<typeof ChangedFile>;
export const Changes = z.object({
  agentId: id('agent').nullable(),
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  files: z.array(ChangedFile),
  patch: z.string(),
  truncated: z.boolean(),
});
export type Changes = z.infer<typeof Changes>;

const params = z.strictObject({ id: TaskRef });
const list = (value: unknown) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value);

export const listTasks = endpoint({
  name: 'listTasks',
  summary: 'List tasks, newest change first',
  method: 'GET',
  path: '/api/tasks',
  who: 'person',
  query: ListQuery.extend({
    status: z.preprocess(list, z.array(TaskStatus).max(14)).optional(),
    projectId: id('proj').optional(),
    riskLevel: z.preprocess(list, z.array(RiskLevel).max(4)).optional(),
    q: text(200).optional(),
  }),
  returns: Task,
  answer: 'list',
});
export const createTask = endpoint({
  name: 'createTask',
  summary: 'Create a task',
  method: 'POST',
  path: '/api/tasks',
  who: 'person',
  body: TaskDraft,
  returns: Task,
  status: 201,
});
export const getTask = endpoint({
  name: 'getTask',
  summary: 'Get a task',
  method: 'GET',
  path: '/api/tasks/:id',
  who: 'person',
  params,
  returns: Task,
});
export const updateTask = endpoint({
  name: 'updateTask',
  summary: 'Change a task that no agent works on, or move it to a status a person may set',
  method: 'PATCH',
  path: '/api/tasks/:id',
  who: 'person',
  params,
  body: z.strictObject({
    title: line(200).optional(),
    description: text(20_000).optional(),
    priority: z.number().int().min(0).max(4).optional(),
    riskLevel: RiskLevel.optional(),
    filesHint: z.array(z.string().min(1).max(512)).max(64).optional(),
    requiresReview: z.boolean().optional(),
    budgetMicros: Micros.nullable().optional(),
    status: TaskStatus.optional(),
    version: z.number().int().optional().describe('Refuse with STALE_VERSION if it has changed since'),
  }),
  returns: Task,
});
export const deleteTask = endpoint({
  name: 'deleteTask',
  summary: 'Delete a task that no agent works on',
  method: 'DELETE',
  path: '/api/tasks/:id',
  who: 'person',
  params,
  returns: z.object({ id: id('task'), deleted: z.literal(true) }),
});
export const cancelTask = endpoint({
  name: 'cancelTask',
  summary: 'Cancel a task; a live agent is stopped',
  method: 'POST',
  path: '/api/tasks/:id/cancel',
  who: 'person',
  params,
  body: z.strictObject({ reason: text(500).optional() }),
  returns: Task,
});
export const retryTask = endpoint({
  name: 'retryTask',
  summary: 'Queue a task that waits for a person again, with guidance for the next agent',
  method: 'POST',
  path: '/api/tasks/:id/retry',
  who: 'person',
  params,
  body: z.strictObject({ guidance: text(10_000).optional() }),
  returns: Task,
});
export const approveTask = endpoint({
  name: 'approveTask',
  summary: 'Approve the commit that was seen; it is merged',
  method: 'POST',
  path: '/api/tasks/:id/approve',
  who: 'person',
  params,
  body: z.strictObject({ headSha: z.string().regex(/^[0-9a-f]{40,64}$/) }),
  returns: Task,
});
export const requestChanges = endpoint({
  name: 'requestChanges',
  summary: 'Send a reviewed task back with guidance',
  method: 'POST',
  path: '/api/tasks/:id/request-changes',
  who: 'person',
  params,
  body: z.strictObject({ guidance: text(10_000).min(1) }),
  returns: Task,
});
export const whyTask = endpoint({
  name: 'whyTask',
  summary: 'Why the task stands where it stands, in one sentence',
  method: 'GET',
  path: '/api/tasks/:id/why',
  who: 'person',
  params,
  returns: Why,
});
export const getChanges = endpoint({
  name: 'getChanges',
  summary: 'What the last agent changed',
  method: 'GET',
  path: '/api/tasks/:id/changes',
  who: 'person',
  params,
  query: z.strictObject({ agentId: id('agent').optional() }),
  returns: Changes,
});
