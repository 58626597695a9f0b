import type { ReturnsOf } from '@/contract/endpoint';
import type { createTasks as endpoint } from '@/contract/task-batch';
import { CREATE_DEPENDENCIES, CREATE_TASKS, NEXT_TASK_NUMBERS } from '@/domain/tasks/create-tasks.sql';
import { startOf } from '@/domain/tasks/start-of';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { refuseTooManyTasks } from '@/lib/quota';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { settleGathering } from './advance-task';
import type { Plan, PlannedTask } from './plan-tasks';

type Made = ReturnsOf<typeof endpoint>['tasks'];

/** The number before those that are given out, and the moment. */
interface Numbers {
  before: number;
  now: Date;
}

/** Gives out the numbers of as many new tasks. Throws QUOTA_REACHED. */
export async function takeNumbers(runs: Runs, workspaceId: string, many: number): Promise<Numbers> {
  const [{ before, now, of_day, own_quota }] = (await runs.query(NEXT_TASK_NUMBERS, [workspaceId, many])) as [
    Numbers & { of_day: number; own_quota: number | null },
  ];
  refuseTooManyTasks(of_day, own_quota);
  return { before, now };
}

/** Writes the tasks of a plan without faults, their dependencies and events, however many they are, in three statements. */
export async function writeTasks(
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { tasks, parentIds }: Omit<Plan, 'faults'>,
  numbers?: Numbers,
): Promise<Made> {
  const { before, now } = numbers ?? (await takeNumbers(runs, workspaceId, tasks.length));
  const refs = new Map(tasks.map(({ id }, ord) => [id, taskRef(before + ord + 1)]));
  const starts = tasks.map((task) => startOf(task.draft, openNeed(task, refs), now));
  const rows = tasks.map((task, ord) => rowOf(task, { ord, number: before + ord + 1, ...starts[ord]! }));
  runs.unread(runs.query(CREATE_TASKS, [workspaceId, userId, now.toISOString(), JSON.stringify(rows)]));
  const pairs = tasks.flatMap(({ id, needs }) => needs.map((need) => ({ id, needed: need.id })));
  if (pairs.length > 0)
    runs.unread(
      runs.query(CREATE_DEPENDENCIES, [
        workspaceId,
        pairs.map(({ id }) => id),
        pairs.map(({ needed }) => needed),
      ]),
    );
  for (const id of parentIds) await settleGathering(runs, workspaceId, id);
  runs.wakes.add(topic.events(workspaceId));
  if (starts.some(({ ready }) => ready)) runs.wakes.add(topic.claims(workspaceId));
  return tasks.map(({ id, draft }, ord) => ({
    key: draft.key ?? null,
    id: toWireId('task', id),
    ref: refs.get(id)!,
    status: starts[ord]!.status,
  }));
}

/** The ref of the first that a task waits for, if any. */
function openNeed({ needs }: PlannedTask, refs: Map<string, string>): string | null {
  const open = needs.find(({ known }) => known?.status !== 'COMPLETED');
  return open ? (open.known?.ref ?? refs.get(open.id)!) : null;
}

/** A task as CREATE_TASKS reads it. */
function rowOf(
  { id, draft, project, parentId, filesHint, readsHint, likelyFiles }: PlannedTask,
  place: ReturnType<typeof startOf> & { ord: number; number: number },
) {
  return {
    id,
    ord: place.ord,
    number: place.number,
    project_id: project.id,
    title: draft.title,
    description: draft.description,
    type: draft.type,
    parent_id: parentId,
    role: draft.role,
    status: place.status,
    reason: place.reason,
    priority: draft.priority,
    risk_level: draft.riskLevel,
    files_hint: filesHint,
    reads_hint: readsHint,
    likely_files: likelyFiles,
    labels: draft.labels,
    runner_labels: draft.runnerLabels,
    acceptance: draft.acceptance,
    requires_review: draft.requiresReview,
    engine: draft.engine,
    model: draft.model,
    timeout_ms: draft.timeoutMs ?? project.defaultTimeoutMs,
    max_turns: draft.maxTurns ?? project.defaultMaxTurns,
    max_retries: draft.maxRetries,
    budget_micros: draft.budgetMicros ?? numberOf(project.defaultBudgetMicros),
    base_branch: draft.baseBranch,
    target_branch: draft.targetBranch,
    ready: place.ready,
    queued_at: place.queuedAt,
    claim_key: place.claimKey,
  };
}

const numberOf = (value: bigint | number | null) => (value === null ? null : Number(value));
