import { type Agent, pauseAgent, resumeAgent } from '@/contract/agent';
import { type Runner, updateRunner } from '@/contract/runner';
import { getTask, whyTask } from '@/contract/task-calls';
import { needConnection } from '../config/store';
import { type Dashboard, type DashboardOptions, openDashboard } from '../server/dashboard';
import { Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import { findAgent } from './find-agent';
import { isAgentId, readTaskRef } from './read-ref';
import { startWork } from './stop-work';

/** Pauses the runner of this machine, or one agent. */
export async function pauseWork(
  target: string | undefined,
  options: DashboardOptions & { note?: string },
): Promise<void> {
  if (target === undefined) {
    const runner = await setRunner({ status: 'PAUSED', pauseNote: options.note ?? null }, options);
    if (options.json) return printJson({ data: runner });
    return print(
      `${runner.name} takes no new work; what runs goes on. Let it go on with: agent-orchestrator resume`,
    );
  }
  const dashboard = openDashboard(options);
  const { id } = await liveAgent(dashboard, target);
  tell(await dashboard.call(pauseAgent, { params: { id }, body: {} }), options, 'pauses');
}

/** Lets the runner of this machine, or one agent, go on. */
export async function resumeWork(target: string | undefined, options: DashboardOptions): Promise<void> {
  if (target === undefined) {
    const runner = await setRunner({ status: 'ACTIVE', pauseNote: null }, options);
    if (options.json) return printJson({ data: runner });
    return print(`${runner.name} takes work again.`);
  }
  const dashboard = openDashboard(options);
  if (!isAgentId(target)) {
    const { stoppedAt } = await dashboard.call(getTask, { params: { id: readTaskRef(target) } });
    if (stoppedAt) return startWork(target, options);
  }
  const { id } = await liveAgent(dashboard, target);
  tell(await dashboard.call(resumeAgent, { params: { id }, body: {} }), options, 'goes on');
}

function setRunner(
  body: { status: 'ACTIVE' | 'PAUSED'; pauseNote: string | null },
  options: DashboardOptions,
): Promise<Runner> {
  const { connection } = needConnection();
  const dashboard = openDashboard({ ...options, url: options.url ?? connection.url });
  return dashboard.call(updateRunner, { params: { id: connection.runnerId }, body });
}

async function liveAgent(dashboard: Dashboard, target: string): Promise<Agent> {
  const agent = await findAgent(dashboard, target);
  if (agent?.live) return agent;
  const ref = agent?.taskRef ?? readTaskRef(target);
  const { sentence } = await dashboard.call(whyTask, { params: { id: ref } });
  throw new Failure('NO_LIVE_AGENT', `No agent is at work on ${ref} now: ${sentence}`);
}

function tell(agent: Agent, { json }: DashboardOptions, what: string): void {
  if (json) printJson({ data: agent });
  else print(`The agent of ${agent.taskRef} (attempt ${agent.attempt}) on ${agent.runnerName} ${what}.`);
}
