import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { sameSecret } from '@/lib/hash';
import { isLoopbackAddress, isLoopbackHost, isPassedOn } from '@/lib/loopback-front';
import { readMetrics } from '@/services/supervisor/read-gauges';

/** Whether a request is for the figures of this process. */
export const isForMetrics = (url: string | undefined): boolean => /^\/metrics(?:\?|$)/.test(url ?? '');

/**
 * Answers Prometheus. With METRICS_TOKEN set, whoever sends it as a bearer token; else this machine alone, and for
 * everybody else there is nothing here. Never rejects.
 */
export async function metricsDoor(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refused = refusal(request);
  const answer = (status: number, type: string, text: string) =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
  try {
    if (refused) return void answer(refused, 'text/plain; charset=utf-8', '');
    const { type, text } = await readMetrics();
    answer(200, type, text);
  } catch {
    answer(503, 'text/plain; charset=utf-8', '');
  }
}

function refusal(request: IncomingMessage): number | null {
  if (request.method !== 'GET') return 405;
  const token = env().METRICS_TOKEN;
  const given = request.headers.authorization;
  if (token) return given && sameSecret(given, `Bearer ${token}`) ? null : 401;
  const near =
    isLoopbackAddress(request.socket.remoteAddress ?? null) &&
    isLoopbackHost(request.headers.host) &&
    !isPassedOn((name) => request.headers[name]?.toString());
  return near ? null : 404;
}
