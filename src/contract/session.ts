import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';
import { Argv, CheckSpec, ProjectReportState } from './project';
import { Timers } from './protocol';
import { RunnerReport } from './runner';

/** A project as a runner needs it: enough to decide whether this machine serves it. */
export const ServedProject = z.object({
  id: id('proj'),
  name: z.string(),
  repo: z.string(),
  defaultBranch: z.string(),
  checks: z.array(CheckSpec),
  setup: Argv.nullable(),
});
export type ServedProject = z.infer<typeof ServedProject>;

const Projects = z.object({ projects: z.array(ServedProject), projectsVersion: z.string() });

/** How many agents a machine may name that it still has. */
export const ACTIVE_AGENTS_MAX = 100;

export const openSession = endpoint({
  name: 'openSession',
  summary: 'Open a session: a newer one supersedes every older one of the same runner',
  method: 'POST',
  path: '/api/runner/sessions',
  who: 'runner',
  status: 201,
  body: z.object({
    instanceId: z.uuid(),
    protocol: z.string().regex(/^\d{1,4}\.\d{1,4}$/),
    features: z.array(z.string().max(60)).max(50),
    maxConcurrent: z.number().int().min(1).max(64),
    /** Agents this machine still has: the server says which to go on with. */
    activeAgents: z.array(id('agent')).max(ACTIVE_AGENTS_MAX),
    report: RunnerReport,
  }),
  returns: Projects.extend({
    sessionEpoch: z.number().int(),
    timers: Timers,
    features: z.array(z.string()),
    /** Agents to go on with, each with a new token; all others must be dropped. */
    adopt: z.array(z.object({ agentId: id('agent'), token: z.string() })),
    drop: z.array(id('agent')),
  }),
});
export type SessionOpened = z.output<typeof openSession.returns>;

export const closeSession = endpoint({
  name: 'closeSession',
  summary: 'Say goodbye: the runner shows as offline at once, and what it has not begun goes to others',
  method: 'DELETE',
  path: '/api/runner/sessions/current',
  who: 'runner',
  returns: z.object({ closed: z.literal(true) }),
});

export const reportProjects = endpoint({
  name: 'reportProjects',
  summary: 'Say of each project whether this machine can serve it, and why not',
  method: 'POST',
  path: '/api/runner/projects',
  who: 'runner',
  body: z.object({
    reports: z
      .array(z.object({ projectId: id('proj'), state: ProjectReportState, detail: z.string().max(1000) }))
      .max(1000),
  }),
  returns: Projects,
});

export const leave = endpoint({
  name: 'leave',
  summary: 'Say goodbye for good: this runner is revoked, and its tasks go back to the queue',
  method: 'DELETE',
  path: '/api/runner/runners/current',
  who: 'runner',
  returns: z.object({ runnerId: id('runner'), revoked: z.literal(true) }),
});

export const getProtocol = endpoint({
  name: 'getProtocol',
  summary: 'Which runners this server takes: the oldest and newest protocol it speaks, and its own version',
  method: 'GET',
  path: '/api/runner/protocol',
  who: 'anyone',
  returns: z.object({ min: z.string(), max: z.string(), version: z.string() }),
});
