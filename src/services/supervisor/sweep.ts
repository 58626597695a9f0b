import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { endCancelled } from './end-cancelled';
import { endKilled } from './end-killed';
import { forgetOld } from './forget-old';
import { loseExpiredAgents } from './lose-agents';
import { queueFreed } from './queue-freed';
import { KEEP_PARTITIONS, TAKE_TURN } from './sweep.sql';
import { trustAgain } from './trust-again';

/** In this order; each is bounded and safe to run twice. */
const SWEEPS: Record<string, () => Promise<number>> = {
  loseExpiredAgents,
  endCancelled,
  endKilled,
  trustAgain,
  keepPartitions: async () => (await engine.query(KEEP_PARTITIONS, [env().LOG_RETENTION_DAYS]))[0].changed,
  queueFreed,
  forgetOld,
};

/** Runs every sweep; answers what each did. */
export async function sweep(): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  for (const [name, run] of Object.entries(SWEEPS)) {
    done[name] = await run();
    metrics().swept.inc({ sweep: name }, done[name]);
  }
  return done;
}

const turn = () => shared('sweep-turn', () => ({ next: 0 }));

/**
 * Runs the sweeps if they are due in the whole cluster, at most once per `sweepEveryMs`. Every poll and heartbeat
 * may call it: the system heals by use, and cron is only the backstop.
 */
export async function sweepIfDue(): Promise<Record<string, number> | null> {
  const now = performance.now();
  if (turn().next > now) return null;
  turn().next = now + timers().sweepEveryMs;
  const [mine] = await engine.query(TAKE_TURN, [timers().sweepEveryMs]);
  return mine ? sweep() : null;
}

/** As sweepIfDue, for callers whose own answer must not wait for it or fail with it. */
export function sweepBeside(): void {
  sweepIfDue().catch((error: Error) =>
    logger().warn({ error: error.message }, 'a sweep failed; the next one tries again'),
  );
}
