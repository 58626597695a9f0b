import type { IncomingMessage, ServerResponse } from 'node:http';
import { handle } from '@/api/router';
import { callerAddress } from '@/lib/caller-address';
import { env } from '@/lib/env';
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
  const gone = new Gone(response, stopping);
  try {
    const answer = await handle(asRequest(incoming, gone));
    await writeAnswer(incoming, response, answer, gone);
  } catch {
    // The client left in the middle of the answer.
    response.destroy();
  } finally {
    gone.end();
  }
}

/** Aborted when the client leaves or the server stops; made when somebody asks for it. */
class Gone {
  private made?: AbortController;
  private abort?: () => void;

  constructor(
    private readonly response: ServerResponse,
    private readonly stopping: AbortSignal,
  ) {}

  get signal(): AbortSignal {
    if (this.made) return this.made.signal;
    const made = new AbortController();
    const abort = () => made.abort();
    if (this.stopping.aborted || this.response.destroyed) abort();
    this.response.once('close', abort);
    this.stopping.addEventListener('abort', abort, { once: true });
    this.abort = abort;
    this.made = made;
    return made.signal;
  }

  /** The request is answered: aborting it now would make an error with a stack for nobody. */
  end(): void {
    if (!this.abort) return;
    this.response.off('close', this.abort);
    this.stopping.removeEventListener('abort', this.abort);
  }
}

/** A request of Node's as the API takes it. */
export function asRequest(
  incoming: IncomingMessage,
  gone: { readonly signal: AbortSignal },
): Parameters<typeof handle>[0] {
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
    remoteAddress: callerAddress(
      incoming.socket.remoteAddress ?? null,
      incoming.headers['x-forwarded-for']?.toString(),
      env().TRUSTED_PROXIES,
    ),
    door: 'own',
    get signal() {
      return gone.signal;
    },
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
