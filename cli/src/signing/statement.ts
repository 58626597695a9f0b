import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '@/contract/canonical-json';
import type { Assignment } from '@/contract/claim';
import type { Project } from '@/contract/project';
import type { Task } from '@/contract/task';

/** Everything of a task that steers its agent, by the words in which a refusal names it. */
export type Steering = Record<(typeof STEERS)[number], unknown>;

const STEERS = [
  'reference',
  'project',
  'project’s name',
  'repository',
  'checks',
  'set-up',
  'title',
  'description',
  'role',
  'risk',
  'acceptance',
  'list of files',
  'engine',
  'model',
  'base branch',
  'target branch',
] as const;

/** What an agent may use up at most: what is left at a later attempt is less. */
const Most = z.object({
  timeoutMs: z.number(),
  maxTurns: z.number(),
  budgetMicros: z.number().nullable(),
});

/** What a signature of a task says. A digest for each part, so that a refusal can name the one that differs. */
export const TaskClaims = z.object({
  of: z.literal('task'),
  task: z.string(),
  exp: z.number(),
  parts: z.record(z.string(), z.string()),
  /** Of what was said of the last attempt, as it was when it was signed; null where nothing was. */
  guidance: z.string().nullable(),
  most: Most,
});
export type TaskClaims = z.infer<typeof TaskClaims>;

/** What a signature of a message says. */
export const MessageClaims = z.object({
  of: z.literal('message'),
  task: z.string(),
  exp: z.number(),
  text: z.string(),
});

/** How long a signature is good, in seconds: thirty days. */
export const GOOD_FOR_S = 30 * 86_400;

/** The digest of a value's canonical bytes. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url');

/** The parts that an author and a machine are told in the same words. */
const alike = (
  project: Pick<Project, 'id' | 'name' | 'repo' | 'checks' | 'setup'>,
  task: Pick<Task, 'title' | 'description' | 'role' | 'riskLevel' | 'acceptance' | 'filesHint'>,
) => ({
  project: project.id,
  'project’s name': project.name,
  repository: project.repo,
  checks: project.checks,
  'set-up': project.setup,
  title: task.title,
  description: task.description,
  role: task.role,
  risk: task.riskLevel,
  acceptance: task.acceptance,
  'list of files': task.filesHint,
});

/** What steers the agent of a task, as its author reads it. */
export const steeringOf = (task: Task, project: Project): Steering => ({
  ...alike(project, task),
  reference: task.ref,
  engine: task.engine,
  model: task.model,
  'base branch': task.baseBranch ?? task.targetBranch ?? project.defaultBranch,
  'target branch': task.targetBranch ?? task.baseBranch ?? project.defaultBranch,
});

/** The same, as a machine is given it. */
export const steeringOfAssignment = ({ task, project, ...rest }: Assignment): Steering => ({
  ...alike(project, task),
  reference: rest.taskRef,
  engine: rest.engine,
  model: rest.model,
  'base branch': rest.baseBranch,
  'target branch': rest.targetBranch,
});

/** What is signed of a task: seconds of the machine's clock at `now`. */
export const claimsOf = (task: Task, steering: Steering, now: number): TaskClaims => ({
  of: 'task',
  task: task.id,
  exp: Math.floor(now / 1000) + GOOD_FOR_S,
  parts: Object.fromEntries(Object.entries(steering).map(([part, value]) => [part, digestOf(value)])),
  guidance: task.feedback === null ? null : digestOf(task.feedback),
  most: { timeoutMs: task.timeoutMs, maxTurns: task.maxTurns, budgetMicros: task.budgetMicros },
});
