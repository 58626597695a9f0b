import { sealEvents } from '@/domain/audit/seal-events';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';
import { engine, inEngine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { notifyPeople } from '../notifier/start-notifier';
import { closeCauseless } from './close-causeless';
import { endCancelled } from './end-cancelled';
import { endKilled } from './end-killed';
import { eraseWorkspaces } from './erase-workspaces';
import { forgetOld } from './forget-old';
import { loseExpiredAgents } from './lose-agents';
import { queueFreed } from './queue-freed';
import { beginLeftOver, endWaits, steerFlows } from './steer-flows';
import { ANALYSE_LOGS, KEEP_PARTITIONS, SUM_TALLIES, TAKE_DAY, TAKE_TURN, WITH_TIME } from './sweep.sql';
import { trustAgain } from './trust-again';

/** In this order, what takes longest last; each is bounded and safe to run twice. */
const SWEEPS: Record<string, () => Promise<number>> = {
  loseExpiredAgents,
  endCancelled,
  endKilled,
  trustAgain,
  steerFlows,
  endWaits,
  beginLeftOver,
  closeCauseless,
  keepPartitions: async () => (await engine.query(KEEP_PARTITIONS, [env().LOG_RETENTION_DAYS]))[0].changed,
  queueFreed,
  sumTallies: async () => (await engine.query(SUM_TALLIES))[0].summed,
  sealEvents: () => sealEvents(),
  notifyPeople,
  forgetOld,
  eraseWorkspaces,
  analyseLogs,
};

async function analyseLogs(): Promise<number> {
  const mine = await engine.query(TAKE_DAY);
  if (mine.length === 0) return 0;
  await inEngine(async (runs) => {
    await runs.query(WITH_TIME);
    await runs.query(ANALYSE_LOGS);
  });
  return 1;
}

/**
 * Runs every sweep, whether or not one before it failed. Answers what each did, null where it failed; throws where all
 * did.
 */
export async function sweep(): Promise<Record<string, number | null>> {
  const done: Record<string, number | null> = {};
  let failure: unknown;
  for (const [name, run] of Object.entries(SWEEPS)) {
    try {
      const count = await run();
      done[name] = count;
      metrics().swept.inc({ sweep: name }, count);
    } catch (error) {
      failure = error;
      done[name] = null;
      logger().warn(
        { sweep: name, error: (error as Error).message },
        'a sweep failed; the next one tries again',
      );
    }
  }
  if (Object.values(done).every((count) => count === null)) throw failure;
  return done;
}

const turn = () => shared('sweep-turn', () => ({ next: 0 }));
const isDue = (): boolean => turn().next <= performance.now();

/**
 * Runs the sweeps if they are due in the whole cluster, at most once per `sweepEveryMs`. Every poll and heartbeat
 * may call it: the system heals by use, and cron is only the backstop.
 */
export async function sweepIfDue(): Promise<Record<string, number | null> | null> {
  if (!isDue()) return null;
  turn().next = performance.now() + timers().sweepEveryMs;
  const [mine] = await engine.query(TAKE_TURN, [timers().sweepEveryMs]);
  return mine ? sweep() : null;
}

/**
 * As sweepIfDue, for callers whose own answer must not fail with it, and must not wait for it. But where nothing goes on
 * after an answer (serverless hosting), a sweep that was begun would hold its locks until the database ends it.
 */
export async function sweepBeside(): Promise<void> {
  // Every heartbeat asks, and nearly none is the one.
  if (!isDue()) return;
  const swept = sweepIfDue().catch((error: Error) =>
    logger().warn({ error: error.message }, 'sweeps could not begin; the next call tries again'),
  );
  if (env().VERCEL) await swept;
}
