import type { ApiRequest } from '@/http/request';
import { handle } from '../router';
import { readFrames } from './read-frames';
import { openSubscriptions } from './subscriptions';

/** What the server says on a socket. */
export interface LiveMessage {
  event: string;
  data: unknown;
}
/** How a session says that it is over: a code of WebSocket, and why. */
export interface LiveEnd {
  code: number;
  reason: string;
}
interface LiveSession {
  /** Takes what the client says. */
  take(text: string): void;
  /** What the client is told, until the session is over. */
  messages: AsyncGenerator<LiveMessage, LiveEnd>;
}

export const GONE: LiveEnd = { code: 4001, reason: 'You may not read this any more. Sign in again.' };
const OVER: LiveEnd = { code: 1001, reason: 'The stream has ended. Open another.' };

/**
 * A session of the live channel for whoever opens it: it is let in, reads and is turned away as a reader of
 * `GET /api/events/stream`. Answers the status of the refusal where it is not let in.
 */
export async function openLiveSession(request: ApiRequest): Promise<LiveSession | { refused: number }> {
  const search = new URLSearchParams({ names: 'flow' });
  const token = request.search.get('token');
  if (token !== null) search.set('token', token);
  const answer = await handle({
    ...request,
    signal: request.signal,
    method: 'GET',
    path: '/api/events/stream',
    search,
  });
  const { body } = answer;
  if (answer.status !== 200 || body === null || typeof body === 'string' || body instanceof Uint8Array)
    return { refused: answer.status === 200 ? 500 : answer.status };
  const subscriptions = openSubscriptions(request);
  async function* messages(): AsyncGenerator<LiveMessage, LiveEnd> {
    void readEvents();
    return yield* subscriptions.messages();
  }
  async function readEvents(): Promise<void> {
    try {
      for await (const { event, data } of readFrames(body as AsyncIterable<string>)) {
        if (event === 'closed') return subscriptions.end(GONE);
        subscriptions.news(event, data);
      }
    } catch {
      // As where a stream breaks off: whoever reads it comes back and resumes.
    } finally {
      subscriptions.end(OVER);
    }
  }
  return { take: subscriptions.take, messages: messages() };
}
