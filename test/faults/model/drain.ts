import { send } from '../../support/protocol-runner';
import { noteResult, resultOf } from './machine-commands';
import { demand, type Model, noteGrant, type Real, taskOf } from './world';

const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);
/** In which no task at all comes to its end. Tasks that want the same files take turns, so all of them need many more. */
const MOST_IN_VAIN = 40;

/** The faults are over: machines work, people decide, and every task has to come to its end. */
export async function drain(model: Model, real: Real): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let inVain = 0; ; inVain++) {
    for (const runner of real.runners)
      await send(real.url, 'PATCH', `/api/runners/${runner.runnerId}`, { body: { status: 'ACTIVE' } });
    for (const [at, agent] of model.agents.entries()) {
      if (!agent.live) continue;
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
