import { findCycle } from '@/contract/find-cycle';
import type { BatchDraft } from '@/contract/task-batch';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { TASK_NUMBERS, WAITS, WAITS_FOR } from './wait-graph.sql';

/** A task of a batch by its database uuid, with what it waits for: of the batch or outside it. */
export interface BatchNode {
  id: string;
  draft: Pick<BatchDraft, 'key'>;
  needs: string[];
  parentId: string | null;
}

/** How the tasks of a batch are named where they have no ref yet. */
export const nameOf = ({ key }: Pick<BatchDraft, 'key'>, index: number): string =>
  key ? `key:${key}` : `task ${index + 1}`;

/**
 * The circle that a batch would close, by the keys and refs on it, its first again at its end; null where it closes
 * none. Only where tasks outside it are both waited for and to be parents is the database asked.
 */
export async function findBatchCycle(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  nodes: BatchNode[],
): Promise<string[] | null> {
  const names = new Map(nodes.map(({ id, draft }, i) => [id, nameOf(draft, i)]));
  const waits = new Map<string, string[]>();
  const wait = (id: string, ...needs: string[]) => waits.get(id)?.push(...needs) ?? waits.set(id, needs);
  for (const { id, needs, parentId } of nodes) {
    wait(id, ...needs);
    if (parentId) wait(parentId, id);
  }
  const outer = (ids: string[]) => [...new Set(ids.filter((id) => !names.has(id)))];
  const needed = outer(nodes.flatMap(({ needs }) => needs));
  const parents = outer(nodes.flatMap(({ parentId }) => parentId ?? []));
  const closes =
    needed.length > 0 && parents.length > 0 && (await waitFor(runs, workspaceId, needed, parents));
  if (closes)
    for (const { id, for_id: step } of await runs.query(WAITS, [workspaceId, needed])) wait(id, step);
  const cycle = findCycle(
    nodes.map(({ id }) => id),
    (id) => waits.get(id) ?? [],
  );
  if (!cycle) return null;
  const rows = await runs.query(TASK_NUMBERS, [workspaceId, outer(cycle)]);
  for (const { id, number } of rows) names.set(id, taskRef(number));
  return cycle.map((id) => names.get(id) ?? id);
}

async function waitFor(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  from: string[],
  goals: string[],
): Promise<boolean> {
  const [answer] = await runs.query(WAITS_FOR, [workspaceId, from, goals]);
  return answer.waits;
}
