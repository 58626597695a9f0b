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
  const leave = () => void frames.return(undefined);
  // Who has left already is never read from: the source would wait for them for ever.
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return body(frames, first, stop);
}

async function* body(
  frames: AsyncGenerator<string>,
  first: IteratorResult<string>,
  stop: AbortController,
): AsyncGenerator<string> {
  const life = streamLifeMs();
  const end = Number.isFinite(life) ? setTimeout(() => stop.abort(), life) : undefined;
  const pulse = pulseOf(PING_MS);
  try {
    yield HELLO;
    for (let next = Promise.resolve(first); ; next = frames.next()) {
      let taken = await Promise.race([next, pulse.beat]);
      while (taken === BEAT) {
        yield PING;
        taken = await Promise.race([next, pulse.beat]);
      }
      if (taken.done) return;
      pulse.rest();
      yield taken.value;
    }
  } finally {
    clearTimeout(end);
    pulse.stop();
    stop.abort();
    await frames.return(undefined);
  }
}

const BEAT = Symbol('beat');

/** Beats each time that nothing came for so long (milliseconds): one timer for the whole life of a stream. */
function pulseOf(ms: number): { beat: Promise<typeof BEAT>; rest(): void; stop(): void } {
  let beats = (_: typeof BEAT) => {};
  const next = () =>
    new Promise<typeof BEAT>((resolve) => {
      beats = resolve;
    });
  const timer = setInterval(() => {
    const due = beats;
    pulse.beat = next();
    due(BEAT);
  }, ms);
  const rest = () => {
    timer.refresh();
    // A promise that lives as long as the stream would gather everyone who ever waited for it.
    pulse.beat = next();
  };
  const pulse = { beat: next(), rest, stop: () => clearInterval(timer) };
  return pulse;
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
