import { DATABASE_NOW } from './clock.sql';
import type { Runs } from './pool';

/** The database's own clock: the only one by which a lease, a token or a machine's silence is judged. */
export async function databaseNow(runs: Pick<Runs, 'query'>): Promise<Date> {
  const [row] = await runs.query(DATABASE_NOW);
  return new Date(row.now);
}
