import type { Health } from '@/contract/health';
import { DATABASE_NOW } from './clock.sql';
import { env } from './env';
import { engine } from './pool';
import { VERSION } from './version';

/** A database that needs longer is not well. */
const PATIENCE_MS = 3_000;

/** Asks the database for the time; 503 where it does not answer. Latency in milliseconds. */
export async function checkHealth(): Promise<{ status: number; value: Health }> {
  const begin = performance.now();
  const answered = await Promise.race([
    engine.query(DATABASE_NOW).then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
  ]);
  return {
    status: answered ? 200 : 503,
    value: {
      status: answered ? 'ok' : 'degraded',
      timestamp: new Date().toISOString(),
      version: VERSION,
      environment: env().NODE_ENV,
      checks: {
        database: { status: answered ? 'ok' : 'error', latencyMs: Math.round(performance.now() - begin) },
      },
    },
  };
}
