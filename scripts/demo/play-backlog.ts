import { setTimeout as pause } from 'node:timers/promises';
import { updateProject } from '@/contract/project';
import type { Task } from '@/contract/task';
import { createTasks } from '@/contract/task-batch';
import { getTask, listTasks } from '@/contract/task-calls';
import type { Demo } from './bring-up';
import type { Api } from './call-api';
import { AWAY, backlog } from './tasks';

const POLL_MS = 500;
/** How long the lost machine stays away. */
const AWAY_MS = 3_000;

/** Makes the backlog, loses a machine in the middle of its task, and tells how the tasks move. Never ends by itself. */
export async function playBacklog(
  { api, projectId, connectMachine }: Demo,
  tell: (line: string) => void,
): Promise<never> {
  const startAway = await connectMachine(AWAY);
  const away = startAway();
  await api.call(updateProject, { params: { id: projectId }, body: { judge: true } });
  const { tasks } = await api.call(createTasks, { body: { projectId, tasks: backlog } });
  const greeting = tasks.find(({ key }) => key === 'greeting')!;
  const followed = follow(api, tell);
  while ((await api.call(getTask, { params: { id: greeting.id } })).status !== 'IN_PROGRESS')
    await pause(POLL_MS);
  await pause(POLL_MS);
  tell(`The machine “${AWAY}” is cut off in the middle of ${greeting.ref}.`);
  await away.cutOff();
  await pause(AWAY_MS);
  tell(`The machine “${AWAY}” is back; ${greeting.ref} goes on.`);
  startAway();
  await followed;
  tell('\nEvery task is done. Look around; Ctrl-C ends the demo.');
  return new Promise<never>(() => {});
}

/** Tells each move of each task until all have come to their end. */
async function follow(api: Api, tell: (line: string) => void): Promise<void> {
  const shown = new Map<string, string>();
  for (;;) {
    const tasks = (await api.list(listTasks, { query: { limit: '100', sort: 'number' } })) as Task[];
    for (const { ref, title, status, reason } of tasks) {
      if (shown.get(ref) === status) continue;
      shown.set(ref, status);
      tell(`${ref} ${status}${reason ? ` (${reason})` : ''}  ${title}`);
    }
    if (tasks.every(({ status }) => status === 'COMPLETED')) return;
    await pause(POLL_MS);
  }
}
