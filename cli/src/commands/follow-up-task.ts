import { text as readAll } from 'node:stream/consumers';
import { followUpTask } from '@/contract/message';
import { type DashboardOptions, openDashboard } from '../server/dashboard';
import { print, printJson } from '../terminal/say';
import { readTaskRef } from './read-ref';

/** Goes on with a finished task; the answer is the task that will run, which may be a new one. */
export async function followUp(given: string, said: string, options: DashboardOptions): Promise<void> {
  const id = readTaskRef(given);
  const text = said === '-' ? (await readAll(process.stdin)).trim() : said;
  const task = await openDashboard(options).call(followUpTask, { params: { id }, body: { text } });
  if (options.json) return printJson({ data: task });
  const from = task.followsUp ? `, which goes on from ${task.originRef},` : '';
  print(`${task.ref}${from} is ${task.status}. Why, and what is next: agent-orchestrator why ${task.ref}`);
}
