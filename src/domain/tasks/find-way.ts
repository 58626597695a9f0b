import type { Runs } from '@/lib/pool';
import { shortestWay } from './shortest-way';
import { WAITS, WAITS_FOR } from './wait-graph.sql';

/**
 * The way on which one of `from` waits for one of `goals`, both ends included, or null where none does: a task waits
 * for what it depends on, and for the sub-tasks it gathers. Database uuids.
 */
export async function findWay(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  from: string[],
  goals: string[],
): Promise<string[] | null> {
  if (from.length === 0 || goals.length === 0) return null;
  const [answer] = await runs.query(WAITS_FOR, [workspaceId, from, goals]);
  if (!answer.waits) return null;
  const waits = new Map<string, string[]>();
  for (const { id, for_id: needed } of await runs.query(WAITS, [workspaceId, from]))
    waits.set(id, [...(waits.get(id) ?? []), needed]);
  return shortestWay((at) => waits.get(at) ?? [], from, new Set(goals));
}
