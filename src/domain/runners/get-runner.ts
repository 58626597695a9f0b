import type { Runner } from '@/contract/runner';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { runnerToWire, WITH_RUNNING, withSeenProjects } from './to-wire';

/** One runner by wire id; throws NOT_FOUND. */
export async function getRunner(tx: Tx, runs: Runs, wireId: string): Promise<Runner> {
  const row = await tx.runner.findFirst({
    where: { id: fromWireId('runner', wireId) },
    include: WITH_RUNNING,
  });
  if (!row) throw notFound('runner', wireId);
  const [runner] = await withSeenProjects(tx, [runnerToWire(row, await databaseNow(runs))]);
  return runner!;
}
