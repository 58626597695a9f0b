import type { IncomingMessage, ServerResponse } from 'node:http';
import { handle } from '@/api/router';
import { readBody } from './read-body';
import { writeAnswer } from './write-answer';

/** Whether a request is for the API, and so for this door. */
export const isForOwnDoor = (url: string | undefined): boolean =>
  /^\/(?:api(?:[/?]|$)|health(?:\?|$))/.test(url ?? '');

/**
 * The door of our own HTTP server: answers a request of the API without passing through Next.
 * `stopping` is aborted when the server stops. Never rejects.
 */
export async function ownDoor(
  incoming: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const end = () => gone.abort();
  response.once('close', end);
  if (stopping.aborted) end();
  else stopping.addEventListener('abort', end, { once: true });
  try {
    const answer = await handle(asRequest(incoming, gone.signal));
    await writeAnswer(incoming, response, answer, gone.signal);
  } catch {
    // The client left in the middle of the answer.
    response.destroy();
  } finally {
    // Aborting what is answered already would make an error with a stack for nobody.
    response.off('close', end);
    stopping.removeEventListener('abort', end);
  }
}

function asRequest(incoming: IncomingMessage, signal: AbortSignal): Parameters<typeof handle>[0] {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: decoded(mark < 0 ? url : url.slice(0, mark)),
    search: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    header(name) {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: (max) => readBody(incoming, max),
    remoteAddress: incoming.socket.remoteAddress ?? null,
    door: 'own',
    signal,
  };
}

/** What cannot be decoded stays as it is, and is found nowhere. */
function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
