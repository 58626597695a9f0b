import { getProject, type Project } from '@/contract/project';
import type { Task } from '@/contract/task';
import { getTask, updateTask } from '@/contract/task-calls';
import { type Dashboard, type DashboardOptions, openDashboard } from '../../server/dashboard';
import { signClaims } from '../../signing/jws';
import { needSigningKey } from '../../signing/signing-key';
import { claimsOf, type Steering, steeringOf } from '../../signing/statement';
import { askYes } from '../../terminal/ask';
import { Failure } from '../../terminal/failure';
import { sayMoney } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Signs what a task says now, after showing it: whoever signs it answers for all of it. */
export async function signTask(given: string, options: DashboardOptions & { yes?: boolean }): Promise<void> {
  const key = needSigningKey();
  const dashboard = openDashboard(options);
  const task = await dashboard.call(getTask, { params: { id: readTaskRef(given) } });
  const project = await dashboard.call(getProject, { params: { id: task.projectId } });
  const steering = steeringOf(task, project);
  if (!options.json) showSteering(task, steering);
  if (!options.yes && !(await askYes(`Sign ${task.ref} as it stands here?`, '--yes')))
    throw new Failure('NOT_SIGNED', `${task.ref} was not signed.`);
  const signature = signClaims(claimsOf(task, steering, Date.now()), key);
  const signed = await store(dashboard, task, signature);
  if (options.json) return printJson({ data: signed });
  print(`${task.ref} is signed, for thirty days. Whoever changes it takes the signature away.`);
}

/**
 * Signs a task that was just made, with what its author has said in place of what the server made of it: where that
 * changed a word, no machine will take it.
 */
export async function signFresh(
  dashboard: Dashboard,
  task: Task,
  said: Partial<Task>,
): Promise<{ task: Task; project: Project }> {
  const project = await dashboard.call(getProject, { params: { id: task.projectId } });
  const meant = { ...task, ...said, feedback: null };
  const claims = claimsOf(meant, steeringOf(meant, project), Date.now());
  return { task: await store(dashboard, task, signClaims(claims, needSigningKey())), project };
}

/** What the author of a signed task left to its project, in a sentence. */
export function sayProject({ name, repo, checks, setup }: Project): string {
  const argvs = [...(setup ? [setup] : []), ...checks.map(({ argv }) => argv)];
  const said = argvs.length > 0 ? argvs.map((argv) => argv.join(' ')).join('; ') : 'what is found in it';
  return `It is signed for project ${name}, in ${repo}, where machines run: ${said}.`;
}

const store = (dashboard: Dashboard, task: Task, signature: string): Promise<Task> =>
  dashboard.call(updateTask, {
    params: { id: task.ref },
    body: { signature, version: task.version },
  });

function showSteering(task: Task, steering: Steering): void {
  for (const [name, value] of Object.entries(steering))
    print(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const { timeoutMs, maxTurns, budgetMicros, feedback } = task;
  if (feedback !== null) print(`said of the last attempt: ${feedback}`);
  const money = budgetMicros === null ? 'no budget' : sayMoney(budgetMicros);
  print(`at most: ${timeoutMs / 60_000} minutes, ${maxTurns} turns, ${money}`);
}
