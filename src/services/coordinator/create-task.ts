import type { Task, TaskDraft } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { likelyFiles } from '@/domain/locks/likely-files';
import { chooseProject } from '@/domain/projects/choose-project';
import { NEXT_TASK_NUMBER } from '@/domain/tasks/create-task.sql';
import { getTask } from '@/domain/tasks/get-task';
import { lockGraph } from '@/domain/tasks/lock-graph';
import { refuseCycle } from '@/domain/tasks/refuse-cycle';
import { type Needed, resolveNeeds } from '@/domain/tasks/resolve-needs';
import { resolveParent } from '@/domain/tasks/resolve-parent';
import { startOf } from '@/domain/tasks/start-of';
import { gathers } from '@/domain/tasks/task-type';
import { tasksToWire } from '@/domain/tasks/to-wire';
import type { Tx } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { refuseTooManyTasks } from '@/lib/quota';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { settleGathering } from './advance-task';

/** Who asks, as database uuids. */
interface Author {
  workspaceId: string;
  userId: string;
}
/** What a task that is made from another has from it. */
interface Inherited {
  originId?: string;
  feedback?: string | null;
  avoidRunnerIds?: string[];
}

/**
 * Writes a task and its event; a task that may start is offered to runners when the transaction commits.
 * Throws BAD_PATH, VALIDATION_ERROR (which project? what parent?), NOT_FOUND, CONFLICT, QUOTA_REACHED or DEPENDENCY_CYCLE.
 */
export async function createTask(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Author,
  draft: TaskDraft,
  inherited: Inherited = {},
): Promise<Task> {
  const [filesHint, readsHint] = [draft.filesHint, draft.readsHint].map(canonicalPatterns);
  const project = await chooseProject(tx, draft.projectId);
  if (draft.parent) await lockGraph(runs, workspaceId);
  const needs = await resolveNeeds(runs, workspaceId, draft.dependsOn);
  const parent = draft.parent ? await parentFor(runs, workspaceId, draft.parent, needs) : null;
  const [likely] = await likelyFiles(runs, { workspaceId, projectId: project.id }, [filesHint!]);
  const [{ number, now, of_day, own_quota }] = (await runs.query(NEXT_TASK_NUMBER, [workspaceId])) as [
    { number: number; now: Date; of_day: number; own_quota: number | null },
  ];
  refuseTooManyTasks(of_day, own_quota);
  const open = needs.find(({ status }) => status !== 'COMPLETED');
  const start = startOf(draft, open?.ref ?? null, now);
  const id = newId();
  const { projectId: _, dependsOn: __, draft: ___, parent: ____, ...said } = draft;
  const row = await tx.task.create({
    data: {
      ...said,
      ...start,
      ...inherited,
      id,
      workspaceId,
      projectId: project.id,
      parentId: parent?.id ?? null,
      number,
      filesHint,
      readsHint,
      likelyFiles: likely,
      timeoutMs: draft.timeoutMs ?? project.defaultTimeoutMs,
      maxTurns: draft.maxTurns ?? project.defaultMaxTurns,
      budgetMicros: draft.budgetMicros ?? project.defaultBudgetMicros,
      createdBy: userId,
      updatedAt: now,
    },
  });
  if (needs.length > 0)
    await tx.taskDependency.createMany({
      data: needs.map((need) => ({ workspaceId, taskId: id, neededId: need.id })),
    });
  appendEvent(runs, {
    workspaceId,
    type: 'task.created',
    actor: `person:${userId}`,
    projectId: project.id,
    taskId: id,
    payload: { ref: taskRef(number), title: draft.title, status: start.status, reason: start.reason },
  });
  if (start.ready) runs.wakes.add(topic.claims(workspaceId));
  if (parent) await settleGathering(runs, workspaceId, parent.id);
  if (parent || gathers(draft.type)) return getTask(tx, toWireId('task', id));
  // What was just written needs no reading: runners are offered it that much sooner.
  const needed = needs.map(({ ref }) => ({ needed: { number: numberOf(ref) } }));
  needed.sort((a, b) => a.needed.number - b.needed.number);
  const [task] = await tasksToWire(tx, [{ ...row, project, needs: needed, agents: [], assignee: null }]);
  return task!;
}

const numberOf = (ref: string) => Number(ref.replace('TASK-', ''));

/** The parent of a task that is about to be made: it will wait for the task, which waits for `needs`. */
async function parentFor(runs: Runs, workspaceId: string, ref: string, needs: Needed[]) {
  const parent = await resolveParent(runs, workspaceId, ref);
  if (needs.length > 0) await refuseCycle(runs, workspaceId, parent, needs, ['the task']);
  return parent;
}
