import type pg from 'pg';
import type { Assignment } from '@/contract/claim';
import { type Answer, frame, type ProtocolRunner, send } from '../../support/protocol-runner';

/** How long a lease lasts in these tests, in milliseconds. */
export const LEASE_MS = 600_000;

/** How many agents a runner has room for. */
export const ROOM = 3;

/** What must be, as far as the answers so far decide it. */
export interface Model {
  tasks: number;
  agents: Agent[];
}

/** One agent as its machine knows it. */
export interface Agent {
  task: string;
  runner: number;
  attempt: number;
  kind: Assignment['kind'];
  live: boolean;
  /** Its machine has said that it has begun. */
  begun: boolean;
  /** Chunks that were acknowledged, in order. */
  chunks: Buffer[];
  /** The result that was accepted, and the answer to it. */
  result: { body: Record<string, unknown>; taskStatus: string } | null;
}

/** The system under test, and what is needed to speak to it. */
export interface Real {
  url: string;
  sql: pg.Client;
  projectId: string;
  runners: ProtocolRunner[];
  refs: string[];
  /** Of each agent of the model, by its place there. */
  assignments: Assignment[];
  /** Tokens that were good once. */
  stale: { assignment: Assignment; why: string }[];
  /** How often each thing happened: a run in which nothing rare happens has tested little. */
  seen: Map<string, number>;
  history: string[];
}

export const bytesOf = (agent: Agent): number => agent.chunks.reduce((sum, chunk) => sum + chunk.length, 0);

/** A chunk that differs from every other one. */
export const chunk = (agent: Agent, n: number): Buffer =>
  frame(
    1,
    `${agent.task} attempt ${agent.attempt} chunk ${agent.chunks.length} of kind ${n}\n`.repeat((n % 3) + 1),
  );

/** Notes that something happened. */
export function see(real: Real, what: string): void {
  real.seen.set(what, (real.seen.get(what) ?? 0) + 1);
}

/** Fails the run with what was asked and answered. */
export function demand(holds: boolean, promise: string, answer?: Answer): asserts holds {
  if (holds) return;
  throw new Error(
    `${promise}${answer ? `: ${answer.status} ${JSON.stringify(answer.error ?? answer.data)}` : ''}`,
  );
}

/** The task at a place, read from the server. */
export const taskOf = async ({ url }: Real, ref: string) =>
  (await send(url, 'GET', `/api/tasks/${ref}`)).data;

/** Creates a task and knows it from then on, where the server takes it. */
export async function createTask(model: Model, real: Real, draft: object): Promise<Answer> {
  const body = { title: 'Work', projectId: real.projectId, ...draft };
  const made = await send(real.url, 'POST', '/api/tasks', { body });
  if (made.status !== 201) return made;
  model.tasks++;
  real.refs.push(made.data.ref);
  return made;
}

/** Writes a granted assignment down as a new agent, and demands what must hold of every grant. */
export function noteGrant(model: Model, real: Real, runner: number, assignment: Assignment): Agent {
  const before = model.agents.filter(({ task }) => task === assignment.taskRef);
  demand(
    !before.some(({ live }) => live),
    `I3 ${assignment.taskRef} was granted while an agent of it is live`,
  );
  demand(
    assignment.attempt === before.length + 1,
    `I3 attempt ${assignment.attempt} of ${assignment.taskRef} follows ${before.length}`,
  );
  const agent: Agent = {
    task: assignment.taskRef,
    runner,
    attempt: assignment.attempt,
    kind: assignment.kind,
    live: true,
    begun: false,
    chunks: [],
    result: null,
  };
  model.agents.push(agent);
  const atWork = model.agents.filter(({ live, runner: of }) => live && of === runner).length;
  demand(atWork <= ROOM, `I3 runner ${runner} was given ${atWork} agents and has room for ${ROOM}`);
  real.assignments.push(assignment);
  see(real, `granted ${assignment.kind}`);
  return agent;
}

/** The agent has ended otherwise than by a result of its own. */
export function noteLost(model: Model, real: Real, at: number, why: string): void {
  const agent = model.agents[at]!;
  agent.live = false;
  real.stale.push({ assignment: real.assignments[at]!, why });
  see(real, `lost: ${why}`);
  see(real, `lost ${agent.kind}`);
}
