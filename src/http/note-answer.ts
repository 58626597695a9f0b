import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';

/** Nobody known, not allowed, too often. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403, 429]);

/**
 * Counts an answer, and at the level `debug` writes a line of it: its endpoint, status, milliseconds and request id. Who
 * was turned away stands in the log at the level `info`, with where they came from.
 */
export function noteAnswer(
  route: string,
  status: number,
  ms: number,
  { requestId, address }: { requestId: string; address: string | null },
): void {
  metrics().requests.observe({ route, status }, ms / 1000);
  if (TURNED_AWAY.has(status)) logger().info({ requestId, route, status, address }, 'turned away');
  if (logger().isLevelEnabled('debug'))
    logger().debug({ requestId, route, status, ms: Math.round(ms * 10) / 10 }, 'answered');
}
