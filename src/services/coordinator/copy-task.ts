import { type Task, TaskDraft } from '@/contract/task';
import { getTask } from '@/domain/tasks/get-task';
import type { LockedTask } from '@/domain/tasks/lock-task';
import { TERMINAL } from '@/domain/tasks/task-state';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import type { Decision } from './cancel-task';
import { createTask } from './create-task';

/**
 * A new task that says what a locked one said, which has ended, and knows where it comes from; the one that is under
 * way already where there is one. Throws CONFLICT where what it depends on has not been tried again itself.
 */
export async function copyTask(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  task: LockedTask,
  guidance: string | null,
): Promise<Task> {
  const under = await tx.task.findFirst({
    where: { originId: task.id, ...AGAIN, status: { notIn: [...TERMINAL] } },
    select: { id: true },
  });
  if (under) return getTask(tx, toWireId('task', under.id));
  const row = await tx.task.findUniqueOrThrow({
    where: { id: task.id },
    include: {
      needs: { select: { needed: { select: NEEDED } } },
      parent: { select: { id: true, status: true } },
    },
  });
  const dependsOn: string[] = [];
  for (const { needed } of row.needs) dependsOn.push(await standsFor(tx, task, needed));
  const draft: TaskDraft = {
    projectId: toWireId('proj', row.projectId),
    title: row.title,
    description: row.description,
    type: row.type,
    parent: row.parent && !TERMINAL.has(row.parent.status) ? toWireId('task', row.parent.id) : undefined,
    priority: row.priority,
    riskLevel: row.riskLevel,
    role: TaskDraft.shape.role.parse(row.role),
    filesHint: row.filesHint,
    dependsOn,
    labels: row.labels,
    runnerLabels: row.runnerLabels,
    acceptance: row.acceptance as string[],
    requiresReview: row.requiresReview,
    engine: TaskDraft.shape.engine.parse(row.engine ?? undefined),
    model: row.model ?? undefined,
    timeoutMs: row.timeoutMs,
    maxTurns: row.maxTurns,
    maxRetries: row.maxRetries,
    budgetMicros: row.budgetMicros === null ? undefined : Number(row.budgetMicros),
    baseBranch: row.baseBranch ?? undefined,
    targetBranch: row.targetBranch ?? undefined,
    draft: false,
  };
  return createTask(tx, runs, decision, draft, {
    originId: task.id,
    feedback: guidance ?? row.feedback,
    avoidRunnerIds: row.avoidRunnerIds,
  });
}

const NEEDED = { id: true, number: true, status: true } as const;
/** A duplicate names its original in the same way, and does nothing again. */
const AGAIN = { OR: [{ resolution: null }, { resolution: { not: 'duplicate' as const } }] };

interface Needed {
  id: string;
  number: number;
  status: Task['status'];
}

/** The wire id of what the copy depends on in place of what its original did: the last copy of that, where it failed. */
async function standsFor(tx: Tx, task: LockedTask, needed: Needed): Promise<string> {
  let at = needed;
  while (TERMINAL.has(at.status) && at.status !== 'COMPLETED') {
    const again = await tx.task.findFirst({
      where: { originId: at.id, ...AGAIN },
      orderBy: { number: 'desc' },
      select: NEEDED,
    });
    if (!again)
      throw new AppError(
        'CONFLICT',
        `${task.ref} depends on ${taskRef(at.number)}, which has ended as ${at.status}. Try that one again first.`,
      );
    at = again;
  }
  return toWireId('task', at.id);
}
