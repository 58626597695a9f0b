import { z } from 'zod';
import { ApprovalTable } from './approval';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { StallOverrides } from './stall';
import { BranchName, Micros } from './task';

export const CheckKind = z.enum(['syntax', 'types', 'lint', 'test', 'custom']);
export type CheckKind = z.infer<typeof CheckKind>;

/** A command as an argument list: it is never given to a shell. */
export const Argv = z
  .array(
    z
      .string()
      .min(1)
      .max(2000)
      .refine((a) => !/\0|\p{Surrogate}/u.test(a), 'must not contain NUL'),
  )
  .min(1)
  .max(64);

export const CheckSpec = z.strictObject({
  name: z.string().regex(/^[\w .:/-]{1,60}$/),
  kind: CheckKind,
  argv: Argv,
  timeoutMs: z.number().int().min(1000).max(3_600_000).default(600_000),
});
export type CheckSpec = z.infer<typeof CheckSpec>;

/** An absolute folder on the runner's machine, or an https or ssh URL. */
export const Repo = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine(
    (repo) =>
      /^(\/|[A-Za-z]:[\\/])/.test(repo) || /^(https:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)[^\s]+$/.test(repo),
    'must be an absolute folder on the runner’s machine, or an https or ssh URL',
  )
  .refine(
    (repo) => !/[\p{Cc}\p{Surrogate}]/u.test(repo) && !repo.split(/[\\/]/).includes('..'),
    'must not contain control characters or ..',
  );

const name = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w .-]{0,62}$/, 'letters, digits, space and . _ - only');

export const ProjectReportState = z.enum([
  'ok',
  'missing',
  'not_allowed',
  'not_git',
  'bare',
  'empty',
  'no_branch',
  'no_identity',
  'unsupported',
  'no_room',
]);
export type ProjectReportState = z.infer<typeof ProjectReportState>;

/** Who sees a project: everyone in its workspace, or its owner and the workspace's admins and owners. */
export const ProjectVisibility = z.enum(['workspace', 'private']);

/** Who runs the checks of a commit: the runner that made it, which has it, or another one than that. */
export const VerifyBy = z.enum(['any', 'another_runner']);
export type VerifyBy = z.infer<typeof VerifyBy>;

export const Project = z.object({
  id: id('proj'),
  name: z.string(),
  visibility: ProjectVisibility,
  /** null: whoever it belonged to is gone, and the workspace's admins look after it. */
  owner: z.object({ id: id('user'), name: z.string() }).nullable(),
  repo: z.string(),
  defaultBranch: z.string(),
  checks: z.array(CheckSpec),
  setup: Argv.nullable(),
  autoMergeLow: z.boolean(),
  verifyBy: VerifyBy.describe(
    'another_runner: never the one that made the commit; both must reach one repository',
  ),
  judge: z
    .boolean()
    .describe('A model that is not the author judges each acceptance point once the checks have passed'),
  approvals: ApprovalTable.nullable().describe('Who approves a commit, by its risk; null: the standard'),
  defaultBudgetMicros: Micros.nullable(),
  defaultTimeoutMs: z.number().int(),
  defaultMaxTurns: z.number().int(),
  maxConcurrent: z.number().int().nullable().describe('Agents at work on it at once; null sets no limit'),
  stall: StallOverrides.nullable().describe(
    'Where its silent agents are looked after otherwise than elsewhere',
  ),
  stoppedAt: Timestamp.nullable().describe('Since when no agent begins on it, as a person said'),
  stopNote: z.string().nullable(),
  /** What each runner says of the repository on its machine. */
  reports: z.array(
    z.object({ runnerName: z.string(), state: ProjectReportState, detail: z.string(), updatedAt: Timestamp }),
  ),
  history: z
    .object({
      runnerName: z.string(),
      tip: z.string(),
      commits: z.number().int(),
      pairCount: z.number().int().describe('How many pairs of files changed together more than once'),
      updatedAt: Timestamp,
    })
    .nullable()
    .default(null)
    .describe('What a machine read of the last commits of its branch: forecasts of collisions rest on it'),
  createdAt: Timestamp,
});
export type Project = z.infer<typeof Project>;

const fields = {
  name,
  repo: Repo,
  defaultBranch: BranchName,
  checks: z.array(CheckSpec).max(20),
  setup: Argv.nullable(),
  autoMergeLow: z.boolean(),
  verifyBy: VerifyBy,
  judge: z.boolean(),
  approvals: ApprovalTable.nullable(),
  defaultBudgetMicros: Micros.nullable(),
  defaultTimeoutMs: z.number().int().min(10_000).max(86_400_000),
  defaultMaxTurns: z.number().int().min(1).max(1000),
  maxConcurrent: z.number().int().min(1).max(1000).nullable(),
  stall: StallOverrides.nullable(),
  visibility: ProjectVisibility,
};

const params = z.strictObject({ id: id('proj') });

export const listProjects = endpoint({
  name: 'listProjects',
  summary: 'List projects',
  method: 'GET',
  path: '/api/projects',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery,
  returns: Project,
  answer: 'list',
});
export const createProject = endpoint({
  name: 'createProject',
  summary: 'Create a project',
  method: 'POST',
  path: '/api/projects',
  who: 'person',
  action: 'project:write',
  status: 201,
  body: z.strictObject({
    name: fields.name,
    repo: fields.repo,
    defaultBranch: fields.defaultBranch.default('main'),
    checks: fields.checks.default([]),
    setup: fields.setup.default(null),
    autoMergeLow: fields.autoMergeLow.default(true),
    verifyBy: fields.verifyBy.default('any'),
    judge: fields.judge.default(false),
    approvals: fields.approvals.default(null),
    defaultBudgetMicros: fields.defaultBudgetMicros.default(null),
    defaultTimeoutMs: fields.defaultTimeoutMs.default(1_800_000),
    defaultMaxTurns: fields.defaultMaxTurns.default(60),
    maxConcurrent: fields.maxConcurrent.default(null),
    stall: fields.stall.default(null),
    visibility: fields.visibility.default('workspace'),
  }),
  returns: Project,
});
export const getProject = endpoint({
  name: 'getProject',
  summary: 'Get a project',
  method: 'GET',
  path: '/api/projects/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Project,
});
export const updateProject = endpoint({
  name: 'updateProject',
  summary:
    'Change a project; who sees it and whose it is change its owner and admins alone, who approves admins alone',
  method: 'PATCH',
  path: '/api/projects/:id',
  who: 'person',
  action: 'project:write',
  params,
  body: z.strictObject({ ...fields, ownerId: id('user').describe('A member of the workspace') }).partial(),
  returns: Project,
});
export const deleteProject = endpoint({
  name: 'deleteProject',
  summary: 'Delete a project that has no live task',
  method: 'DELETE',
  path: '/api/projects/:id',
  who: 'person',
  action: 'project:write',
  params,
  returns: z.object({ id: id('proj'), deleted: z.literal(true) }),
});
