import type { Runs, Statement } from '@/lib/pool';
import { AS_BEFORE, BY_HASH, READ_HASHJOIN } from './query-set.sql';

/** From so many on a set is joined by hash. */
const LARGE = 300;

/**
 * Sends a statement that joins a set of `size` rows with steps of a run. Of steps that were written a moment ago the
 * planner knows nothing and expects a handful: where both sides have thousands it would compare each with each.
 */
export async function querySet<R>(
  runs: Pick<Runs, 'query'>,
  statement: Statement,
  values: unknown[],
  size: number,
): Promise<R[]> {
  if (size < LARGE) return runs.query<R>(statement, values);
  const [before] = await runs.query<{ value: string }>(READ_HASHJOIN);
  const asked = [
    runs.query(BY_HASH),
    runs.query<R>(statement, values),
    runs.query(AS_BEFORE, [before!.value]),
  ] as const;
  const [, rows] = await Promise.all(asked);
  return rows;
}
