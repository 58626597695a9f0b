import { databaseUrl, isPooled } from './database-url';
import { env } from './env';
import type { WakeChannel, WakeEars } from './wake-channel';
import { WakesOverPostgres } from './wake-postgres';
import { WakesOverRedis } from './wake-redis';

/**
 * The channel of this process: what WAKE_THROUGH says, else Postgres where it may listen, else Redis where there is
 * one. Null means that nobody tells: every waiter looks by itself.
 */
export function openWakeChannel(ears: WakeEars): WakeChannel | null {
  const { WAKE_THROUGH: wanted, REDIS_URL: redis, VERCEL, DIRECT_DATABASE_URL } = env();
  const url = DIRECT_DATABASE_URL ?? databaseUrl();
  // A function that freezes after its answer would hold a connection for nobody.
  const best = VERCEL ? 'polling' : !isPooled(url) ? 'postgres' : redis ? 'redis' : 'polling';
  const through = wanted === 'auto' ? best : wanted;
  if (through === 'redis') return new WakesOverRedis(redis!, new URL(databaseUrl()).pathname.slice(1), ears);
  return through === 'postgres' ? new WakesOverPostgres(url, ears) : null;
}
