import type { Project } from '@/contract/project';
import type { Task, TaskDraft } from '@/contract/task';
import { send } from '../../test/support/protocol-runner';
import { SeedRunner } from './seed-runner';

export interface Shop {
  project: Project;
  runner: SeedRunner;
  /** The agent that is at work on `running`. */
  agentId: string;
  /** A run of a flow that waits for a person; it has made no task. */
  runId: string;
  /** Tasks by what they show. */
  tasks: Record<
    | 'done'
    | 'review'
    | 'asking'
    | 'running'
    | 'failing'
    | 'blocked'
    | 'queued'
    | 'draft'
    | 'cancelled'
    | 'feature',
    string
  >;
}

export const SHOP_FLOW = {
  name: 'Release the till',
  nodes: [
    {
      id: 'urgent',
      kind: 'condition',
      label: 'Urgent?',
      condition: { path: 'vars.urgent', op: 'eq', value: true },
    },
    { id: 'hotfix', label: 'Ship a hotfix', instructions: 'Ship it.' },
    { id: 'agree', kind: 'review', label: 'Agree on the release' },
    { id: 'ship', kind: 'parallel', label: 'Ship' },
    { id: 'notes', parent: 'ship', label: 'Write the notes', instructions: 'Write them.' },
    { id: 'pack', parent: 'ship', label: 'Pack the till', instructions: 'Pack it.' },
  ],
  edges: [
    { id: '1', source: 'urgent', target: 'hotfix', sourceHandle: 'true' },
    { id: '2', source: 'urgent', target: 'agree', sourceHandle: 'false' },
    { id: '3', source: 'agree', target: 'ship' },
  ],
  variables: { urgent: { type: 'boolean', default: false } },
};

async function made<T>(url: string, path: string, body: unknown, method = 'POST'): Promise<T> {
  const answer = await send(url, method, path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
  return answer.data as T;
}

/** Makes a project, by the API alone. */
export const seedProject = (url: string, name: string) =>
  made<Project>(url, '/api/projects', {
    name,
    repo: '/home/ana/code/corner-shop',
    setup: ['npm', 'ci'],
    checks: [
      { name: 'types', kind: 'types', argv: ['npx', 'tsc', '--noEmit'] },
      { name: 'test', kind: 'test', argv: ['npm', 'test'] },
    ],
  });

export const seedTask = (url: string, projectId: string, title: string, more: Partial<TaskDraft> = {}) =>
  made<Task>(url, '/api/tasks', { projectId, title, ...more });

/** Fills a workspace through the API: one task for every state that a page has to show well. */
export async function seedShop(url: string, name = 'corner-shop', machine = 'ana-laptop'): Promise<Shop> {
  const project = await seedProject(url, name);
  const runner = await new SeedRunner(url).arrive(machine, project.id);
  const task = (title: string, more: Partial<TaskDraft> = {}) => seedTask(url, project.id, title, more);
  const asleep = { draft: true };

  const done = await task('Reject orders with a negative amount', {
    riskLevel: 'LOW',
    description:
      'An order line with a price of zero, below zero or with half cents must be refused.\nLeave the ledger alone.',
    acceptance: ['A price of 0, -1 or 0.5 is refused with “amount”', 'All tests pass'],
    filesHint: ['src/orders/', 'src/money/', 'tests/'],
  });
  await runner.carry('merge');
  const review = await task('Round totals half to even', {
    riskLevel: 'HIGH',
    filesHint: ['src/orders/', 'src/money/'],
    budgetMicros: 2_000_000,
  });
  await runner.carry('proof');
  const failing = await task('Book refunds once', { maxRetries: 0, filesHint: ['src/refunds/'] });
  await runner.carry('proof', true);
  const asking = await task('Check old orders as well', { filesHint: ['src/history/'], priority: 1 });
  await runner.ask(await runner.work('asks whether old orders count'));
  const running = await task('Show the tax on every receipt', { filesHint: ['src/receipts/'] });
  const { agentId } = await runner.work('editing src/receipts/render-receipt.ts');
  const blocked = await task('Name the reason of every refused order', {
    filesHint: ['src/orders/place-order.ts'],
  });
  await runner.claim(0);
  const queued = await task('Print receipts in the customer’s language', {
    runnerLabels: ['printer'],
    priority: 3,
  });
  await task('Archive receipts after ten years', { dependsOn: [queued.ref], priority: 4 });
  const draft = await task('Move the ledger to its own package', {
    ...asleep,
    riskLevel: 'CRITICAL',
    priority: 0,
  });
  const cancelled = await task('Try another tax library', asleep);
  await made(url, `/api/tasks/${cancelled.ref}/cancel`, {});
  const feature = await task('Receipts that every customer can read', { type: 'feature' });
  await task('Receipts in large print', { ...asleep, parent: feature.ref, labels: ['receipts'] });
  await task('Euro signs are cut off', {
    ...asleep,
    parent: feature.ref,
    type: 'bug',
    labels: ['receipts', 'money'],
  });
  const run = await made<{ id: string }>(url, '/api/flow/execute', {
    projectId: project.id,
    flow: SHOP_FLOW,
  });
  const refs = { done, review, asking, running, failing, blocked, queued, draft, cancelled, feature };
  return {
    project,
    runner,
    agentId,
    runId: run.id,
    tasks: Object.fromEntries(Object.entries(refs).map(([key, one]) => [key, one.ref])) as Shop['tasks'],
  };
}
