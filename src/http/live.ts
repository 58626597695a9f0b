import type { ApiRequest } from './request';
import { HELLO, PING, PING_MS, streamLifeMs } from './sse';

/** Frames as they come, until the signal. */
export type Source = (signal: AbortSignal) => AsyncGenerator<string>;

/**
 * A source of frames as the body of a response: a greeting, the frames, a ping where nothing comes. Ends by itself
 * where the platform would cut it off. Resolves with the first frame in hand, so that what fails at once is still
 * an error answer and no broken stream.
 */
export async function live(signal: AbortSignal, source: Source): Promise<AsyncIterable<string>> {
  const stop = new AbortController();
  const frames = source(AbortSignal.any([signal, stop.signal]));
  const first = await frames.next();
  signal.addEventListener('abort', () => void frames.return(undefined), { once: true });
  return body(frames, first, stop);
}

async function* body(
  frames: AsyncGenerator<string>,
  first: IteratorResult<string>,
  stop: AbortController,
): AsyncGenerator<string> {
  const life = streamLifeMs();
  const end = Number.isFinite(life) ? setTimeout(() => stop.abort(), life) : undefined;
  try {
    yield HELLO;
    for (let next = Promise.resolve(first); ; next = frames.next()) {
      let taken = await within(next, PING_MS);
      while (taken === null) {
        yield PING;
        taken = await within(next, PING_MS);
      }
      if (taken.done) return;
      yield taken.value;
    }
  } finally {
    clearTimeout(end);
    stop.abort();
    await frames.return(undefined);
  }
}

/** The value of a promise, or null where it takes longer (milliseconds). */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Answers events to a caller that asks for them by `Accept`, else the data. */
export const dataOrEvents = <D>(
  request: ApiRequest,
  data: () => Promise<D>,
  events: () => Promise<AsyncIterable<string>>,
): Promise<D | AsyncIterable<string>> =>
  request.header('accept')?.includes('text/event-stream') ? events() : data();

/** Where a stream resumes: the browser's own header before the address it was opened with. */
export const resumeAfter = (request: ApiRequest, asked: string | undefined): string | null =>
  request.header('last-event-id') || asked || null;
