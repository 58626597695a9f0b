import { text as readAll } from 'node:stream/consumers';
import { followUpTask } from '@/contract/message';
import { getTask } from '@/contract/task-calls';
import { type Dashboard, type DashboardOptions, openDashboard } from '../server/dashboard';
import { signMessage } from '../signing/sign-message';
import { Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import { readTaskRef } from './read-ref';

/** Goes on with a finished task; the answer is the task that will run, which may be a new one. */
export async function followUp(
  given: string,
  said: string,
  options: DashboardOptions & { sign?: boolean },
): Promise<void> {
  const id = readTaskRef(given);
  const text = said === '-' ? (await readAll(process.stdin)).trim() : said;
  const dashboard = openDashboard(options);
  const signature = options.sign ? await signFor(dashboard, id, text) : undefined;
  const task = await dashboard.call(followUpTask, { params: { id }, body: { text, signature } });
  if (options.json) return printJson({ data: task });
  if (task.status === 'DRAFT')
    return print(
      `Kept for the next agent of ${task.ref}; it is a draft: agent-orchestrator tasks run ${task.ref}`,
    );
  const from = task.followsUp ? `, which goes on from ${task.originRef},` : '';
  print(`${task.ref}${from} is ${task.status}. Why, and what is next: agent-orchestrator why ${task.ref}`);
}

async function signFor(dashboard: Dashboard, ref: string, text: string): Promise<string> {
  const { id, status } = await dashboard.call(getTask, { params: { id: ref } });
  if (status === 'COMPLETED')
    throw new Failure(
      'TASK_IS_DONE',
      `${ref} is done, so a task of its own goes on from it. Make that one signed: agent-orchestrator tasks create --sign "…"`,
    );
  return signMessage(id, text);
}
