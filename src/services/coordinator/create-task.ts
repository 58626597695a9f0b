import type { Task, TaskDraft } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { chooseProject } from '@/domain/projects/choose-project';
import { NEXT_TASK_NUMBER } from '@/domain/tasks/create-task.sql';
import { getTask } from '@/domain/tasks/get-task';
import { type Needed, resolveNeeds } from '@/domain/tasks/resolve-needs';
import type { Tx } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';

/** Who asks, as database uuids. */
interface Author {
  workspaceId: string;
  userId: string;
}

/** A step of priority costs as much waiting time: see domain/tasks/move-task.sql.ts, which places every later turn. */
const PRIORITY_STEP_MS = 10 * 60_000;

/**
 * Writes a task and its event; a task that may start is offered to runners when the transaction commits.
 * Throws BAD_PATH, VALIDATION_ERROR (which project?), NOT_FOUND or CONFLICT (dependencies).
 */
export async function createTask(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Author,
  draft: TaskDraft,
): Promise<Task> {
  const filesHint = [...new Set(draft.filesHint.map((path) => canonicalPattern(path).pattern))];
  const project = await chooseProject(tx, draft.projectId);
  const needs = await resolveNeeds(runs, workspaceId, draft.dependsOn);
  const [{ number, now }] = (await runs.query<{ number: number; now: Date }>(NEXT_TASK_NUMBER, [
    workspaceId,
  ])) as [{ number: number; now: Date }];
  const start = startOf(draft, needs, now);
  const id = newId();
  const { projectId: _, dependsOn: __, draft: ___, ...said } = draft;
  await tx.task.create({
    data: {
      ...said,
      ...start,
      id,
      workspaceId,
      projectId: project.id,
      number,
      filesHint,
      timeoutMs: draft.timeoutMs ?? project.defaultTimeoutMs,
      maxTurns: draft.maxTurns ?? project.defaultMaxTurns,
      budgetMicros: draft.budgetMicros ?? project.defaultBudgetMicros,
      createdBy: userId,
      updatedAt: now,
    },
  });
  await tx.taskDependency.createMany({
    data: needs.map((need) => ({ workspaceId, taskId: id, neededId: need.id })),
  });
  await appendEvent(runs, {
    workspaceId,
    type: 'task.created',
    actor: `person:${userId}`,
    projectId: project.id,
    taskId: id,
    payload: { ref: taskRef(number), title: draft.title, status: start.status, reason: start.reason },
  });
  if (start.ready) runs.wakes.add(topic.claims(workspaceId));
  return getTask(tx, toWireId('task', id));
}

function startOf(draft: TaskDraft, needs: Needed[], now: Date) {
  const open = needs.find(({ status }) => status !== 'COMPLETED');
  if (draft.draft) return { status: 'DRAFT', reason: null } as const;
  if (open) return { status: 'BLOCKED', reason: `dependency:${open.ref}` } as const;
  const claimKey = new Date(now.getTime() + draft.priority * PRIORITY_STEP_MS);
  return { status: 'QUEUED', reason: null, ready: 'work', queuedAt: now, claimKey } as const;
}
