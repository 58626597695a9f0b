import type { z } from 'zod';
import type { TaskChange } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { likelyFiles } from '@/domain/locks/likely-files';
import { WAITS_FOR_LOCK } from '@/domain/locks/lock-reason';
import type { LockedTask } from '@/domain/tasks/lock-task';
import { EDITABLE } from '@/domain/tasks/person-moves';
import { refuseCycle } from '@/domain/tasks/refuse-cycle';
import { REORDER_TASK } from '@/domain/tasks/reorder-task.sql';
import type { Needed } from '@/domain/tasks/resolve-needs';
import { lockParents, parentFault } from '@/domain/tasks/resolve-parent';
import { HEIGHT } from '@/domain/tasks/resolve-parent.sql';
import { gathers } from '@/domain/tasks/task-type';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { advanceTask, settleGathering } from './advance-task';
import type { Decision } from './cancel-task';
import { changeType } from './change-type';
import { holdBack } from './hold-back';

type Fields = Omit<z.output<typeof TaskChange>, 'status' | 'version'>;

/** What a signature is over: changed without a fresh one, it takes the signature away. */
const SIGNED = [
  'title',
  'description',
  'riskLevel',
  'role',
  'filesHint',
  'acceptance',
  'engine',
  'model',
  'timeoutMs',
  'maxTurns',
  'budgetMicros',
  'baseBranch',
  'targetBranch',
] as const satisfies (keyof Fields)[];

/**
 * Changes what a locked task says, and puts it where that leads: a lock or a dependency it no longer has frees it, a
 * new one blocks it. `needs` are what it is to depend on, locked. Throws CONFLICT, BAD_PATH, DEPENDENCY_CYCLE,
 * NOT_FOUND or VALIDATION_ERROR (parent).
 */
export async function changeFields(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Decision,
  task: LockedTask,
  fields: Fields,
  needs: Needed[] | undefined,
): Promise<void> {
  if (!EDITABLE.has(task.status)) {
    throw new AppError(
      'CONFLICT',
      `${task.ref} is ${task.status}: what it says can be changed only before an agent has begun, or while it waits for a person.`,
    );
  }
  const { type, parent, dependsOn: _, ...said } = fields;
  const where = { workspaceId, taskId: task.id };
  const filesHint = said.filesHint && canonicalPatterns(said.filesHint);
  const readsHint = said.readsHint && canonicalPatterns(said.readsHint);
  const [likely] = filesHint
    ? await likelyFiles(runs, { workspaceId, projectId: task.projectId }, [filesHint])
    : [];
  const retyped = type !== undefined && (await changeType(tx, runs, workspaceId, task, type));
  const signature = SIGNED.some((field) => said[field] !== undefined) ? null : undefined;
  const parentId = parent && (await newParent(runs, workspaceId, task, parent));
  await tx.task.update({
    where: { id: task.id },
    data: {
      signature,
      ...said,
      type,
      parentId,
      filesHint,
      readsHint,
      likelyFiles: likely,
      version: { increment: 1 },
    },
  });
  if (needs) await changeNeeds(tx, runs, workspaceId, task, needs);
  if (said.priority !== undefined) await runs.query(REORDER_TASK, [workspaceId, task.id]);
  const actor = `person:${userId}`;
  appendEvent(runs, {
    workspaceId,
    type: 'task.updated',
    actor,
    projectId: task.projectId,
    taskId: task.id,
    payload: { fields: Object.keys(fields) },
  });
  for (const id of new Set(parent === undefined ? [] : [task.parentId, parentId]))
    if (id) await settleGathering(runs, workspaceId, id);
  if (gathers(type ?? task.type)) return settleGathering(runs, workspaceId, task.id);
  const held = (needs || retyped) && task.status !== 'DRAFT' && (await holdBack(runs, where));
  const waitsFor = (what: string) => task.reason?.startsWith(what) ?? false;
  const unblocks =
    retyped ||
    (needs && waitsFor('dependency:')) ||
    ((filesHint || readsHint) && waitsFor(WAITS_FOR_LOCK)) ||
    (said.budgetMicros !== undefined && waitsFor('budget'));
  if (task.status === 'BLOCKED' && unblocks && !held)
    await advanceTask(runs, { ...where, from: ['BLOCKED'], to: 'QUEUED', actor });
  else if (task.status === 'QUEUED') runs.wakes.add(topic.claims(workspaceId));
}

/** The database uuid of the parent that a task is put under, which will wait for it. */
async function newParent(runs: Runs, workspaceId: string, task: LockedTask, ref: string): Promise<string> {
  const [parent] = await lockParents(runs, workspaceId, [ref]);
  if (!parent) throw notFound('task', ref);
  await refuseCycle(runs, workspaceId, parent, [task]);
  const [{ levels }] = (await runs.query(HEIGHT, [workspaceId, task.id])) as [{ levels: number }];
  const fault = parentFault(parent, levels);
  if (fault) throw fault;
  return parent.id;
}

async function changeNeeds(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  task: LockedTask,
  needs: Needed[],
): Promise<void> {
  await refuseCycle(runs, workspaceId, task, needs);
  await tx.taskDependency.deleteMany({ where: { taskId: task.id } });
  await tx.taskDependency.createMany({
    data: needs.map((need) => ({ workspaceId, taskId: task.id, neededId: need.id })),
  });
}
