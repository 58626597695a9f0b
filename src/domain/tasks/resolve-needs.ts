import type { TaskStatus } from '@/contract/task';
import { AppError, notFound } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { LOCK_NEEDED } from './create-task.sql';

/** A task that another depends on. */
export interface Needed {
  id: string;
  ref: string;
  status: TaskStatus;
}

/**
 * The tasks behind refs or ids, once each, locked until the transaction ends. Throws NOT_FOUND for one that is not
 * in the workspace and CONFLICT for one that has ended without success: nothing could ever begin after it.
 */
export async function resolveNeeds(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  refs: string[],
): Promise<Needed[]> {
  const needs = await lockNeeds(runs, workspaceId, refs);
  const named = byName(needs);
  for (const ref of refs) {
    const fault = needFault(ref, named);
    if (fault) throw fault;
  }
  return needs;
}

/** The same without those that are not there, and with those that have ended. */
export async function lockNeeds(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  refs: string[],
): Promise<Needed[]> {
  if (refs.length === 0) return [];
  const by = refs.map((ref) => byRef('task', ref));
  const rows = await runs.query<{ id: string; number: number; status: TaskStatus }>(LOCK_NEEDED, [
    workspaceId,
    by.flatMap((one) => ('id' in one ? [one.id] : [])),
    by.flatMap((one) => ('number' in one ? [one.number] : [])),
  ]);
  return rows.map((row) => ({ id: row.id, ref: taskRef(row.number), status: row.status }));
}

/** Needs by both of their names. */
export const byName = (needs: Needed[]): Map<string, Needed> =>
  new Map(needs.flatMap((need) => [[need.id, need] as const, [need.ref, need] as const]));

/** Which of these a ref or id names. */
export const needOf = (ref: string, needs: Map<string, Needed>): Needed | undefined => {
  const by = byRef('task', ref);
  return needs.get('id' in by ? by.id : taskRef(by.number));
};

/** Why nothing can wait for what a ref or id names; null where something can. */
export function needFault(ref: string, needs: Map<string, Needed>): AppError | null {
  const need = needOf(ref, needs);
  if (!need) return notFound('task', ref);
  if (!WITHOUT_SUCCESS.has(need.status)) return null;
  return new AppError(
    'CONFLICT',
    `${need.ref} has ended as ${need.status}, so nothing can wait for it. Leave it out of dependsOn, or name another task.`,
  );
}

const WITHOUT_SUCCESS: ReadonlySet<TaskStatus> = new Set(['FAILED', 'CANCELLED', 'SKIPPED']);
