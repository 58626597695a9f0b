import { env } from './env';

const DAY_MS = 86_400_000;

/** The first day (ISO, by UTC) of which logs are kept: whole months are removed that lie LOG_RETENTION_DAYS back. */
export function firstKeptDay(now = Date.now()): string {
  const { LOG_RETENTION_DAYS } = env();
  if (LOG_RETENTION_DAYS === 0) return '1970-01-01';
  return `${new Date(now - LOG_RETENTION_DAYS * DAY_MS).toISOString().slice(0, 7)}-01`;
}
