import { env } from './env';
import { AppError } from './errors';

/** The database to talk to; throws DATABASE_UNAVAILABLE where none is set. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      'DATABASE_URL is not set. Start with `npm start`, which brings a database, or set it to any Postgres 15 or later.',
    );
  }
  return url;
}

/**
 * Whether a URL leads to a pooler in transaction mode: no prepared names, no LISTEN, no session settings. It says so
 * itself, or is told by DIRECT_DATABASE_URL, which names the way around it.
 */
export function isPooled(url: string): boolean {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  const hasWayAround = DIRECT_DATABASE_URL !== undefined && DIRECT_DATABASE_URL !== DATABASE_URL;
  return (hasWayAround && url === DATABASE_URL) || /-pooler\.|[?&]pgbouncer=true/.test(url);
}

/** What whoever runs the server is told where `isRefusedByPooler`. */
export const UNTOLD_POOLER =
  'DATABASE_URL leads through a pooler in transaction mode, and no setting says so: set DIRECT_DATABASE_URL to the same database without the pooler.';

/** Whether a pooler refused the settings that our connections are opened with, as it does where we were not told of it. */
export const isRefusedByPooler = (error: unknown): boolean =>
  /unsupported startup parameter/.test(String((error as Error | null)?.message));
