import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';
import { RunnerStatus } from './runner';
import { ServedProject } from './session';
import { StallLimits } from './stall';
import { AgentKind, EngineName, Label, Micros, RiskLevel } from './task';

/** What an earlier agent left behind, for the one that goes on. Texts are cut to what a prompt can hold. */
export const Earlier = z.object({
  taskRef: z.string().describe('Another task’s where this one goes on from it'),
  attempt: z.number().int(),
  /** What a session of the engine needs to be resumed; null where it never had one. */
  session: z
    .object({
      id: z.string(),
      engine: z.string(),
      engineVersion: z.string().nullable(),
      baseBranch: z.string(),
      baseSha: z.string().nullable(),
      here: z.boolean().describe('It ran on this runner'),
    })
    .nullable(),
  status: z.string(),
  reason: z.string().nullable(),
  message: z.string(),
  files: z.array(z.string()),
  checks: z.array(z.object({ name: z.string(), status: z.string(), outputTail: z.string() })),
  /** What it asked people, oldest first; without an answer it still waits for one. */
  questions: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      body: z.string(),
      options: z.array(z.object({ id: z.string(), label: z.string() })),
      answer: z.object({ option: z.string().nullable(), text: z.string().nullable() }).nullable(),
    }),
  ),
  /** What people said and its model saw, oldest first. */
  heard: z.array(z.string()),
});
export type Earlier = z.infer<typeof Earlier>;

/** Everything a runner needs for one agent, and the token that is good for that agent alone. */
export const Assignment = z.object({
  agentId: id('agent'),
  taskId: id('task'),
  taskRef: z.string(),
  attempt: z.number().int(),
  kind: AgentKind,
  /** `aoj_…`: valid for this agent’s own calls and dying with it. */
  token: z.string(),
  leaseTtlMs: z.number().int(),
  project: ServedProject,
  task: z.object({
    title: z.string(),
    description: z.string(),
    role: z.string(),
    riskLevel: RiskLevel,
    acceptance: z.array(z.string()),
    filesHint: z.array(z.string()),
    /** What the last attempt was told: data for the prompt, never an instruction to the runner. */
    feedback: z.string().nullable(),
  }),
  limits: z.object({
    timeoutMs: z.number().int(),
    maxTurns: z.number().int(),
    budgetMicros: Micros.nullable().describe('What is left for this agent'),
    maxRounds: z.number().int().describe('How often failing checks go back into the session'),
    stall: StallLimits.prefault({}).describe('When it counts as silent, and what is done then'),
  }),
  /** Of a work agent whose task was worked on before. */
  earlier: Earlier.nullable().default(null),
  /** Of a work agent: another runner is to check the commit, so it is put where that one finds it. */
  sendsCommit: z.boolean().default(false),
  engine: EngineName.nullable(),
  model: z.string().nullable(),
  /** Where the work starts. */
  baseBranch: z.string(),
  /** What a merge moves to the commit. */
  targetBranch: z.string(),
  /** `ao/<ref>/<attempt>`: where the runner commits. */
  branch: z.string(),
  /** The frozen commit that a verify or merge agent is about. */
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  /** Over all of it that steers the agent, as whoever wrote the task signed it; null where nobody did. */
  signature: z.string().max(8192).nullable().default(null),
  /** Of a verify agent: once the checks have passed, a judge answers for each acceptance point. */
  judge: z.boolean().default(false),
});
export type Assignment = z.infer<typeof Assignment>;

export const claim = endpoint({
  name: 'claim',
  summary:
    'Ask for work; held until there is some or the wait is over. The same claimId gives the same grant.',
  method: 'POST',
  path: '/api/runner/claims',
  who: 'runner',
  body: z.object({
    claimId: z.uuid(),
    waitMs: z.number().int().min(0).max(60_000),
    projects: z.array(id('proj')).max(1000),
    projectsVersion: z.string().max(100),
    labels: z.array(Label).max(50),
    engines: z.array(EngineName).max(10),
  }),
  returns: z.object({
    assignment: Assignment.nullable(),
    pollAfterMs: z.number().int(),
    /** Differs from the one sent when projects have changed: report them again. */
    projectsVersion: z.string(),
    /** How the runner stands, as people or the server decided: only an active one is given work. */
    runnerStatus: RunnerStatus.optional(),
  }),
});
export type ClaimAnswer = z.output<typeof claim.returns>;
