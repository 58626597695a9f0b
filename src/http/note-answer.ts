import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';

/** Counts an answer, and at the level `debug` writes a line of it: its endpoint, status, milliseconds and request id. */
export function noteAnswer(route: string, status: number, ms: number, requestId: string): void {
  metrics().requests.observe({ route, status }, ms / 1000);
  if (logger().isLevelEnabled('debug'))
    logger().debug({ requestId, route, status, ms: Math.round(ms * 10) / 10 }, 'answered');
}
