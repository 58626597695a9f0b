import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { handle } from '@/api/router';

type ApiAnswer = Awaited<ReturnType<typeof handle>>;

/** A reader that takes nothing for so long (milliseconds) is gone; it comes back and resumes. */
const STALLED_MS = 30_000;

/** Writes an answer; resolves when all of it was handed to the network or the client has left. */
export async function writeAnswer(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: ApiAnswer,
  request: { readonly signal: AbortSignal },
): Promise<void> {
  // Half a body is still to come and nobody reads it: the connection cannot serve another request.
  if (!incoming.complete && answer.status >= 400) response.setHeader('connection', 'close');
  const { body } = answer;
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) {
    if (incoming.method !== 'HEAD') {
      answer.headers['content-length'] = String(body === null ? 0 : Buffer.byteLength(body));
      response.writeHead(answer.status, answer.headers).end(body);
    } else response.writeHead(answer.status, answer.headers).end();
    if (!incoming.complete && answer.status >= 400) incoming.resume();
    return;
  }
  const gone = request.signal;
  response.writeHead(answer.status, answer.headers);
  response.flushHeaders();
  incoming.socket.setNoDelay(true);
  for await (const text of body) {
    if (gone.aborted) break;
    if (!response.write(text)) await drained(response, gone);
  }
  response.end();
}

async function drained(response: ServerResponse, gone: AbortSignal): Promise<void> {
  try {
    await once(response, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(STALLED_MS)]) });
  } catch {
    response.destroy();
  }
}
