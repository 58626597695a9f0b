import type { Runs } from '@/lib/pool';
import { LOCK_GRAPH } from './wait-graph.sql';

/**
 * Lets nobody else change who waits for whom in the workspace (a database uuid) until the transaction ends.
 * Take it before any row.
 */
export async function lockGraph(runs: Pick<Runs, 'query'>, workspaceId: string): Promise<void> {
  await runs.query(LOCK_GRAPH, [workspaceId]);
}
