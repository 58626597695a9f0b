import { listRunners } from '@/contract/runner';
import {
  type Stop,
  type StopLevel,
  startFlowRun,
  startProject,
  startRunner,
  startTask,
  startWorkspace,
  stopFlowRun,
  stopProject,
  stopRunner,
  stopTask,
  stopWorkspace,
} from '@/contract/stop';
import { type Dashboard, openDashboard } from '../server/dashboard';
import { Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import { chooseProject } from './choose-project';
import { readTaskRef } from './read-ref';
import type { ScopeOptions } from './scope-options';
import type { StopOptions } from './stop';

interface Target {
  level: StopLevel;
  id: string;
}
interface Wish {
  note?: string;
  preview: boolean;
}
/** What is meant, in words for a sentence, and what starts it again. */
const WORDS: Record<StopLevel, { name: string; option: string }> = {
  workspace: { name: 'Everything', option: '--all' },
  project: { name: 'The project', option: '--project …' },
  runner: { name: 'The runner', option: '--runner …' },
  flow: { name: 'The run', option: '--flow …' },
  task: { name: 'The task', option: '' },
};

/** Stops a task, a project, a runner or everything, and says what that ends and what is kept. */
export async function stopWork(task: string | undefined, options: StopOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const target = await targetOf(dashboard, task, options);
  const preview = options.dryRun === true;
  const stop = await callStop(dashboard, target, { note: options.note, preview });
  if (options.json) return printJson({ data: stop });
  const { name, option } = WORDS[target.level];
  if (!preview) print(`${name} is stopped.`);
  for (const { taskRef, taskTitle, runnerName } of stop.agents)
    print(
      `${preview ? 'Would end' : 'Ends'} the agent of ${taskRef} on ${runnerName} (${taskTitle}); what it wrote is kept.`,
    );
  for (const ref of stop.merging) print(`${ref} is being merged, which comes to its end.`);
  if (stop.waiting > 0)
    print(`${stop.waiting} ${stop.waiting === 1 ? 'task stays' : 'tasks stay'} in the queue.`);
  if (!preview) print(`Start again with: agent-orchestrator resume ${option || task}`);
}

/** Starts again what was stopped. */
export async function startWork(task: string | undefined, options: ScopeOptions): Promise<void> {
  const dashboard = openDashboard(options);
  const target = await targetOf(dashboard, task, options);
  const stop = await callStart(dashboard, target);
  if (options.json) return printJson({ data: stop });
  print(`${WORDS[target.level].name} goes on.`);
}

async function targetOf(
  dashboard: Dashboard,
  task: string | undefined,
  { all, project, runner, flow }: ScopeOptions,
): Promise<Target> {
  const named = [task, project, runner, flow, all || undefined].filter((one) => one !== undefined);
  if (named.length > 1)
    throw new Failure('WRONG_USAGE', 'Name one of a task, --project, --runner, --flow and --all.', 'usage');
  if (task !== undefined) return { level: 'task', id: readTaskRef(task) };
  if (flow !== undefined) return { level: 'flow', id: flow };
  if (runner !== undefined) return { level: 'runner', id: await runnerId(dashboard, runner) };
  const projectId = await chooseProject(dashboard, project);
  return projectId ? { level: 'project', id: projectId } : { level: 'workspace', id: '' };
}

async function runnerId(dashboard: Dashboard, given: string): Promise<string> {
  if (given.startsWith('runner_')) return given;
  const { items } = await dashboard.list(listRunners, { query: { limit: 100 } });
  const found = items.find(({ name, status }) => name === given && status !== 'REVOKED');
  if (found) return found.id;
  const names = items.map(({ name }) => name).join(', ') || 'none';
  throw new Failure('NO_SUCH_RUNNER', `No runner is called “${given}”. There are: ${names}.`, 'usage');
}

function callStop(dashboard: Dashboard, { level, id }: Target, body: Wish): Promise<Stop> {
  const given = { params: { id }, body };
  if (level === 'workspace') return dashboard.call(stopWorkspace, { body });
  if (level === 'project') return dashboard.call(stopProject, given);
  if (level === 'flow') return dashboard.call(stopFlowRun, given);
  return level === 'runner' ? dashboard.call(stopRunner, given) : dashboard.call(stopTask, given);
}

function callStart(dashboard: Dashboard, { level, id }: Target): Promise<Stop> {
  const given = { params: { id } };
  if (level === 'workspace') return dashboard.call(startWorkspace);
  if (level === 'project') return dashboard.call(startProject, given);
  if (level === 'flow') return dashboard.call(startFlowRun, given);
  return level === 'runner' ? dashboard.call(startRunner, given) : dashboard.call(startTask, given);
}
