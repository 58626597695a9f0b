import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '@/contract/agent';
import { whyTask } from '@/contract/task-calls';
import type { Dashboard } from '../../server/dashboard';
import { say } from '../../terminal/say';
import { findAgent } from '../find-agent';
import { readTaskRef } from '../read-ref';

/** How often a task that has no agent yet is looked at. */
const LOOK_MS = 1_000;

/** Waits for the first agent of a task that has had none, saying why there is none. */
export async function awaitAgent(dashboard: Dashboard, given: string): Promise<Agent> {
  const ref = readTaskRef(given);
  const { sentence } = await dashboard.call(whyTask, { params: { id: ref } });
  say(`Waiting for an agent of ${ref}. ${sentence}`);
  for (;;) {
    const agent = await findAgent(dashboard, ref);
    if (agent) return agent;
    await sleep(LOOK_MS);
  }
}
