import { text as readAll } from 'node:stream/consumers';
import type { BodyGiven } from '@/contract/endpoint';
import { type Task, TaskDraft } from '@/contract/task';
import { createTask, runTask } from '@/contract/task-calls';
import { openDashboard } from '../../server/dashboard';
import { needSigningKey } from '../../signing/signing-key';
import { print, printJson } from '../../terminal/say';
import { chooseProject, sayWhichProject } from '../choose-project';
import { readMicros, readMinutes, readWhole } from '../read-amount';
import { readTaskRef } from '../read-ref';
import type { CreateOptions } from './create';
import { sayProject, signFresh } from './sign-task';

/** Creates a task; what is not said is left to the dashboard. */
export async function createOneTask(title: string, options: CreateOptions): Promise<void> {
  const { description, priority, maxTurns, maxRetries, timeout, budget } = options;
  if (options.sign) needSigningKey();
  const dashboard = openDashboard(options);
  const draft = {
    title,
    description: description === '-' ? (await readAll(process.stdin)).trimEnd() : description,
    projectId: await chooseProject(dashboard, options.project),
    priority: priority === undefined ? undefined : readWhole(priority, '--priority'),
    riskLevel: options.risk,
    type: options.type,
    role: options.role,
    parent: options.parent && readTaskRef(options.parent),
    filesHint: options.file,
    readsHint: options.read,
    dependsOn: options.dependsOn?.map(readTaskRef),
    labels: options.label,
    runnerLabels: options.runnerLabel,
    acceptance: options.accept,
    requiresReview: options.review,
    engine: options.engine,
    model: options.model,
    timeoutMs: timeout === undefined ? undefined : readMinutes(timeout),
    maxTurns: maxTurns === undefined ? undefined : readWhole(maxTurns, '--max-turns'),
    maxRetries: maxRetries === undefined ? undefined : readWhole(maxRetries, '--max-retries'),
    budgetMicros: budget === undefined ? undefined : readMicros(budget),
    baseBranch: options.base,
    targetBranch: options.target,
    // Nobody takes it before it is signed.
    draft: options.sign || options.draft,
  };
  // What is no role or engine is refused by the dashboard, which says why.
  let task = await dashboard
    .call(createTask, { body: draft as BodyGiven<typeof createTask> })
    .catch(sayWhichProject(dashboard, options.project));
  if (options.sign) {
    const signed = await signFresh(dashboard, task, saidOf(draft));
    const params = { id: task.ref };
    task = options.draft ? signed.task : await dashboard.call(runTask, { params, body: {} });
    if (!options.json) print(sayProject(signed.project));
  }
  if (options.json) return printJson({ data: task });
  print(`${task.ref} is ${task.status}: ${task.title}`);
  print(`${dashboard.origin}/tasks/${task.ref}`);
}

/** What a person said of a task, as it must come back. */
function saidOf(draft: object): Partial<Task> {
  const { title, description, role, riskLevel, acceptance, filesHint, ...rest } = TaskDraft.parse(draft);
  const { engine = null, model = null, timeoutMs, maxTurns, budgetMicros, baseBranch, targetBranch } = rest;
  const said = { timeoutMs, maxTurns, budgetMicros, baseBranch, targetBranch };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { title, description, role, riskLevel, acceptance, filesHint, engine, model, ...given };
}
