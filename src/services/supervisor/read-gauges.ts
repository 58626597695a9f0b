import { collectDefaultMetrics, type Gauge } from 'prom-client';
import { peoplePool } from '@/lib/db';
import { metrics } from '@/lib/metrics';
import { engine, enginePool, readingPool } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { timers } from '@/lib/timers';
import { READ_GAUGES } from './read-gauges.sql';

/** However often it is asked, the database is asked once in so long (milliseconds). */
const FRESH_MS = 5_000;
/** Labels that are shown as 0 where there is nothing, so that an alert can tell it from no answer. */
const ALWAYS = {
  runners: ['online', 'busy', 'stale', 'offline', 'never'],
  leases: ['live', 'expired'],
};

/**
 * All metrics of this process, with how things stand in the database, as text for Prometheus. Where the database does
 * not answer, what is said of it is left out and the rest is told.
 */
export async function readMetrics(): Promise<{ type: string; text: string }> {
  shared('default-metrics', () => collectDefaultMetrics({ register: metrics().registry, prefix: 'ao_' }));
  await readGauges();
  const pools = { engine: enginePool(), people: peoplePool(), reading: readingPool() };
  for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
    metrics().pool.set({ pool, state: 'used' }, totalCount - idleCount);
    metrics().pool.set({ pool, state: 'idle' }, idleCount);
    metrics().pool.set({ pool, state: 'waited for' }, waitingCount);
  }
  return { type: metrics().registry.contentType, text: await metrics().registry.metrics() };
}

async function readGauges(): Promise<void> {
  const read = shared('gauges-read', () => ({ at: Number.NEGATIVE_INFINITY }));
  if (performance.now() - read.at < FRESH_MS) return;
  const { tasks, ready, oldest, runners, leases, exceptions } = metrics();
  const gauges: Record<string, Gauge> = { tasks, ready, oldest, runners, leases, exceptions };
  const rows = await engine.query(READ_GAUGES, [timers().offlineAfterMs]).catch(() => []);
  for (const gauge of Object.values(gauges)) gauge.reset();
  if (rows.length === 0) return;
  read.at = performance.now();
  for (const label of ALWAYS.runners) runners.set({ liveness: label }, 0);
  for (const label of ALWAYS.leases) leases.set({ state: label }, 0);
  for (const row of rows) {
    const gauge = gauges[row.gauge] as Gauge;
    if (row.label) gauge.set({ [LABEL[row.gauge] as string]: row.label }, row.value);
    else gauge.set(row.value);
  }
}

const LABEL: Record<string, string> = { tasks: 'status', runners: 'liveness', leases: 'state' };
