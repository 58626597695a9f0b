import { HEADER } from '@/contract/protocol';
import { env } from '@/lib/env';
import { dataHeaders } from '@/lib/security-headers';

/** Serverless platforms cut a response off; the client resumes where it was. */
const SERVERLESS_MS = 55_000;
const PING_MS = 15_000;

export const streamHeaders = (requestId: string): Record<string, string> => ({
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  ...dataHeaders(),
  'x-request-id': requestId,
  [HEADER.server]: '1',
});

/** One server-sent event as text. `data` is JSON, so it holds no newline. */
export const frame = (event: string, id: string | number | null, data: unknown): string =>
  `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** When a stream must end by itself: milliseconds from now, or never on a server of our own. */
export const streamLifeMs = (): number => (env().VERCEL ? SERVERLESS_MS : Number.POSITIVE_INFINITY);

export const HELLO = 'retry: 1000\n\n';
export const PING = ': ping\n\n';
export { PING_MS };
