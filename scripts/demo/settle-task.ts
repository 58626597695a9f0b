import { setTimeout as pause } from 'node:timers/promises';
import type { Task } from '@/contract/task';
import { getTask, whyTask } from '@/contract/task-calls';
import type { Api } from './call-api';

const LONGEST_MS = 240_000;
const POLL_MS = 300;
/** Where a task stays until somebody acts: the demo has nobody. */
const SETTLED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED', 'IN_REVIEW', 'NEEDS_HUMAN']);

/** Watches a task until it stays where it is, telling each step; gives it up after four minutes. */
export async function settleTask(api: Api, id: string, tell: (line: string) => void): Promise<Task> {
  let shown = '';
  for (const until = Date.now() + LONGEST_MS; ; await pause(POLL_MS)) {
    const task = await api.call(getTask, { params: { id } });
    if (task.status !== shown) tell(`${task.ref} ${task.status}`);
    shown = task.status;
    const settled = SETTLED.has(task.status);
    if (settled && task.status !== 'COMPLETED') tell((await api.call(whyTask, { params: { id } })).sentence);
    if (settled || Date.now() > until) return task;
  }
}
