import { type Runs, reading } from './pool';
import { IS_MINE } from './read-as-engine.sql';

/**
 * The engine for a read that names its workspace itself (a database uuid), where the transaction is of that workspace;
 * else the transaction, which sees nothing of it. Row-level security would keep the planner from the indexes.
 */
export async function readAsEngine(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
): Promise<Pick<Runs, 'query'>> {
  const [{ mine }] = (await runs.query(IS_MINE, [workspaceId])) as [{ mine: boolean | null }];
  return mine ? reading : runs;
}
