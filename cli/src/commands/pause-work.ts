import { type Runner, updateRunner } from '@/contract/runner';
import { needConnection } from '../config/store';
import { type DashboardOptions, openDashboard } from '../server/dashboard';
import { print, printJson } from '../terminal/say';

/** Pauses the runner of this machine. */
export async function pauseWork(options: DashboardOptions): Promise<void> {
  const runner = await setRunner({ status: 'PAUSED' }, options);
  if (options.json) return printJson({ data: runner });
  print(`${runner.name} takes no new work; what runs goes on. Let it go on with: agent-orchestrator resume`);
}

/** Lets the runner of this machine go on. */
export async function resumeWork(options: DashboardOptions): Promise<void> {
  const runner = await setRunner({ status: 'ACTIVE' }, options);
  if (options.json) return printJson({ data: runner });
  print(`${runner.name} takes work again.`);
}

function setRunner(body: { status: 'ACTIVE' | 'PAUSED' }, options: DashboardOptions): Promise<Runner> {
  const { connection } = needConnection();
  const dashboard = openDashboard({ ...options, url: options.url ?? connection.url });
  return dashboard.call(updateRunner, { params: { id: connection.runnerId }, body });
}
