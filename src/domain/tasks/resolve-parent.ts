import type { TaskStatus, TaskType } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { AppError, notFound, wrongField } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { LEVELS, LOCK_PARENTS } from './resolve-parent.sql';
import { gathers, MOST_LEVELS } from './task-type';

/** What gathers sub-tasks. */
export interface Parent {
  /** A database uuid. */
  id: string;
  ref: string;
  type: TaskType;
  status: TaskStatus;
  /** 1 where it has no parent itself. */
  level: number;
}

/**
 * The tasks behind refs or ids that are to be parents, once each, locked until the transaction ends.
 * Those that are not in the workspace are left out.
 */
export async function lockParents(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  refs: string[],
): Promise<Parent[]> {
  if (refs.length === 0) return [];
  const by = refs.map((ref) => byRef('task', ref));
  const rows = await runs.query(LOCK_PARENTS, [
    workspaceId,
    by.flatMap((one) => ('id' in one ? [one.id] : [])),
    by.flatMap((one) => ('number' in one ? [one.number] : [])),
  ]);
  const levels = await runs.query(LEVELS, [workspaceId, rows.map(({ id }) => id)]);
  const levelOf = new Map<string, number>(levels.map(({ id, level }) => [id, level]));
  return rows.map(({ id, number, type, status }) => ({
    id,
    ref: taskRef(number),
    type,
    status,
    level: levelOf.get(id) ?? 1,
  }));
}

/**
 * One such task, which gathers sub-tasks and has room for one more below it. Throws NOT_FOUND, CONFLICT where it
 * has ended, and VALIDATION_ERROR where it is no place for sub-tasks.
 */
export async function resolveParent(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  ref: string,
): Promise<Parent> {
  const [parent] = await lockParents(runs, workspaceId, [ref]);
  if (!parent) throw notFound('task', ref);
  const fault = parentFault(parent, 1);
  if (fault) throw fault;
  return parent;
}

/** Why a task may not be the parent of one with `levels` levels of its own; null where it may. */
export function parentFault(
  parent: Pick<Parent, 'ref' | 'type' | 'status' | 'level'>,
  levels: number,
): AppError | null {
  if (!gathers(parent.type))
    return wrong(
      `${parent.ref} is a ${parent.type}: only an epic, a feature or a story gathers sub-tasks. Change its type, or name another parent.`,
    );
  if (TERMINAL.has(parent.status))
    return new AppError(
      'CONFLICT',
      `${parent.ref} has ended as ${parent.status}, so nothing can be added to it. Name another parent, or none.`,
    );
  if (parent.level + levels > MOST_LEVELS)
    return wrong(
      `Below ${parent.ref} there would be more than ${MOST_LEVELS} levels of sub-tasks. Put it higher up.`,
    );
  return null;
}

const wrong = (message: string): AppError => wrongField('parent', message);
