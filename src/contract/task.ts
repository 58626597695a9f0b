import { z } from 'zod';
import { isBranchName } from './branch-name';
import { id, TaskRef, Timestamp } from './ids';
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

/** A million dollars. */
export const MOST_MICROS = 1_000_000_000_000;
/** Whole micro-dollars: 1_000_000 is one US dollar. */
export const Micros = z.number().int().min(0).max(MOST_MICROS);

export const Label = z.string().regex(/^[A-Za-z0-9][\w.:/-]{0,62}$/, 'letters, digits and . _ : / - only');
export const BranchName = z.string().max(201).refine(isBranchName, 'must be a plain branch name');

const said = {
  title: line(200),
  description: text(20_000),
  priority: z.number().int().min(0).max(4),
  filesHint: z.array(z.string().min(1).max(512)).max(64),
  labels: z.array(Label).max(20),
  acceptance: z.array(text(500)).max(50),
  model: line(100),
  timeoutMs: z.number().int().min(10_000).max(86_400_000),
  maxTurns: z.number().int().min(1).max(1000),
  maxRetries: z.number().int().min(0).max(20),
};

/** What a person may say of a task when it is made. */
export const TaskDraft = z.strictObject({
  projectId: id('proj').optional().describe('Required where the workspace has more than one project'),
  title: said.title,
  description: said.description.default(''),
  type: TaskType.default('task').describe(
    'epic, feature and story gather sub-tasks; task and bug are worked on',
  ),
  parent: TaskRef.optional().describe('The epic, feature or story that it is a sub-task of'),
  priority: said.priority.default(2).describe('0 is most urgent'),
  riskLevel: RiskLevel.default('MEDIUM'),
  role: TaskRole.default('coding'),
  filesHint: said.filesHint.default([]).describe('Locked from its claim until it is merged or ended'),
  readsHint: said.filesHint
    .default([])
    .describe('Held shared as long: others may read them too, and nobody else writes them'),
  dependsOn: z.array(TaskRef).max(100).default([]),
  labels: said.labels.default([]),
  runnerLabels: said.labels.default([]),
  acceptance: said.acceptance.default([]),
  requiresReview: z.boolean().default(false),
  engine: EngineName.optional(),
  model: said.model.optional(),
  timeoutMs: said.timeoutMs.optional(),
  maxTurns: said.maxTurns.optional(),
  maxRetries: said.maxRetries.default(2),
  budgetMicros: Micros.optional(),
  baseBranch: BranchName.optional().describe('Where the work starts; the target branch unless told'),
  targetBranch: BranchName.optional().describe(
    'Where it is merged; the base branch unless told, else the default branch of the project',
  ),
  draft: z.boolean().default(false).describe('true keeps it out of the queue'),
});
export type TaskDraft = z.infer<typeof TaskDraft>;

/** A JWS over what steers an agent, made by `agent-orchestrator tasks sign`: machines that take signed tasks alone check it. */
export const Signature = z
  .string()
  .max(8192)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be a compact JWS');

/** What a person may change of a task. */
export const TaskChange = z.strictObject({
  title: said.title.optional(),
  description: said.description.optional(),
  type: TaskType.optional(),
  parent: TaskRef.nullable().optional(),
  priority: said.priority.optional(),
  riskLevel: RiskLevel.optional(),
  role: TaskRole.optional(),
  filesHint: said.filesHint.optional(),
  readsHint: said.filesHint.optional(),
  dependsOn: z.array(TaskRef).max(100).optional().describe('Takes the place of all that stood there'),
  labels: said.labels.optional(),
  runnerLabels: said.labels.optional(),
  acceptance: said.acceptance.optional(),
  requiresReview: z.boolean().optional(),
  engine: EngineName.nullable().optional(),
  model: said.model.nullable().optional(),
  timeoutMs: said.timeoutMs.optional(),
  maxTurns: said.maxTurns.optional(),
  maxRetries: said.maxRetries.optional(),
  budgetMicros: Micros.nullable().optional(),
  baseBranch: BranchName.nullable().optional(),
  targetBranch: BranchName.nullable().optional(),
  signature: Signature.nullable().optional().describe('Goes where what it signs is changed without it'),
  status: TaskStatus.optional(),
  version: z.number().int().optional().describe('Refuse with STALE_VERSION if it has changed since'),
});

export const Task = z.object({
  id: id('task'),
  ref: z.string(),
  projectId: id('proj'),
  projectName: z.string(),
  title: z.string(),
  description: z.string(),
  type: TaskType,
  parentRef: z.string().nullable(),
  subTasks: z.object({ total: z.number().int(), open: z.number().int() }),
  role: z.string(),
  status: TaskStatus,
  reason: z.string().nullable(),
  priority: z.number().int(),
  riskLevel: RiskLevel,
  filesHint: z.array(z.string()),
  readsHint: z.array(z.string()).default([]),
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
  targetBranch: z.string().nullable(),
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  mergedSha: z.string().nullable(),
  approvedSha: z.string().nullable(),
  feedback: z.string().nullable(),
  resolution: Resolution.nullable().describe('Why it was closed without being done'),
  resolutionNote: z.string().nullable(),
  signed: z.boolean().describe('Somebody signed it; whether a machine accepts that, it decides itself'),
  originRef: z
    .string()
    .nullable()
    .describe('The ended task that it does again, goes on from, or is a duplicate of'),
  followsUp: z.boolean().describe('It goes on from its origin, which is done'),
  /** The live agent, if there is one. */
  agentId: id('agent').nullable(),
  runnerName: z.string().nullable(),
  activity: z.string().nullable(),
  assignee: z
    .object({ id: id('user'), name: z.string() })
    .nullable()
    .default(null)
    .describe('Whose it is'),
  stoppedAt: Timestamp.nullable().describe('Since when no agent begins on it, as a person said'),
  queuedAt: Timestamp.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  endedAt: Timestamp.nullable(),
  archivedAt: Timestamp.nullable().default(null).describe('Since when it is kept out of the lists'),
});
export type Task = z.infer<typeof Task>;

export const Hold = z.object({
  /** Stable code: lock, dependency, runner, queue, budget, checks, person, subtasks, subtask_failed, cancelling, paused, none. */
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

/** As many files as a runner lists of a commit: where there are so many, there may be more. */
export const CHANGED_FILES_MAX = 5000;
/** What a commit changes, as a machine hands it in. */
export const CommitChanges = z.object({
  files: z.array(ChangedFile).max(CHANGED_FILES_MAX),
  patch: z.string().max(2_000_000),
  truncated: z.boolean(),
});

export const Changes = z.object({
  agentId: id('agent').nullable(),
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  files: z.array(ChangedFile),
  patch: z.string(),
  truncated: z.boolean(),
});
export type Changes = z.infer<typeof Changes>;
