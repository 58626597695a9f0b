import type { Assignment } from '@/contract/claim';
import { send } from '../../support/protocol-runner';
import { noteResult, resultOf, trust } from './machine-commands';
import { restart } from './session-commands';
import { type Agent, bytesOf, chunk, demand, type Model, noteGrant, type Real, taskOf } from './world';

const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);
/** In which no task at all comes to its end. Tasks that want the same files take turns, so all of them need many more. */
const MOST_IN_VAIN = 40;

/** Two chunks at least: a digest of one alone says nothing of how they are chained. */
async function appendUntilTwo(real: Real, agent: Agent, assignment: Assignment): Promise<void> {
  while (agent.chunks.length < 2) {
    const bytes = chunk(agent, 0);
    const answer = await real.runners[agent.runner]!.append(assignment, bytesOf(agent), bytes);
    demand(answer.status === 200, 'I5 a chunk in its place is stored', answer);
    agent.chunks.push(bytes);
  }
}

/** The machine of the first verification starts again without it: the last fault of every schedule, as nobody cancels its task any more. */
async function loseVerification(model: Model, real: Real): Promise<boolean> {
  const verifies = model.agents.find(({ live, kind }) => live && kind === 'verify');
  if (!verifies) return false;
  const others = model.agents.flatMap((agent, place) =>
    agent.live && agent.runner === verifies.runner && agent !== verifies ? [place] : [],
  );
  await restart(model, real, verifies.runner, others);
  return true;
}

/** The faults are over but for one: machines work, people decide, and every task has to come to its end. */
export async function drain(model: Model, real: Real): Promise<void> {
  let hasLost = false;
  let fewest = Number.POSITIVE_INFINITY;
  for (let inVain = 0; ; inVain++) {
    for (const at of real.runners.keys()) await trust(real, at);
    if (!hasLost) hasLost = await loseVerification(model, real);
    for (const [at, agent] of model.agents.entries()) {
      if (!agent.live) continue;
      await appendUntilTwo(real, agent, real.assignments[at]!);
      const result = resultOf(agent.kind, 'succeeded');
      const answer = await real.runners[agent.runner]!.finish(real.assignments[at]!, result, agent.chunks);
      demand(answer.status === 200, 'a live agent finishes', answer);
      noteResult(model, real, at, result, answer.data.taskStatus);
    }
    const open = [];
    for (const ref of real.refs) {
      const task = await taskOf(real, ref);
      if (ENDED.has(task.status)) continue;
      open.push(`${ref} ${task.status} (${task.reason})`);
      const post = (path: string, body: object) =>
        send(real.url, 'POST', `/api/tasks/${ref}/${path}`, { body });
      if (task.status === 'IN_REVIEW') await post('approve', { headSha: task.headSha });
      else if (task.status === 'NEEDS_HUMAN') await post('retry', {});
      else if (task.status === 'QUEUED') await post('run', {});
    }
    if (open.length === 0) return;
    if (open.length < fewest) inVain = 0;
    fewest = Math.min(fewest, open.length);
    if (inVain > MOST_IN_VAIN) throw new Error(`I1 these never come to an end: ${open.join(', ')}`);
    for (const [at, machine] of real.runners.entries())
      for (let more = true; more; ) {
        const { data } = await machine.claim(0);
        if (data.assignment) noteGrant(model, real, at, data.assignment);
        more = Boolean(data.assignment);
      }
  }
}
