import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyEndpoint } from '@/contract/endpoint';
import { HEADER } from '@/contract/protocol';
import { personalToken } from '../config/personal-token';
import { addressOf, type CallOptions, headersOf } from './call';
import { foreign, readAnswer, unreachable } from './read-answer';
import { pauseBefore } from './retry';
import { isFault, ServerFault } from './server-fault';
import { type ServerEvent, splitEvents } from './split-events';

/** The server says something every 15 s: a connection that is silent for longer is dead, whatever it claims. */
const SILENCE_MS = 45_000;
const GIVE_UP_MS = 300_000;

export interface Following<E extends AnyEndpoint> {
  options: Pick<CallOptions<E>, 'params' | 'query'>;
  /** Told when the stream was cut and is asked for again. */
  onCut(fault: ServerFault): void;
  /** Ends it at once, waiting or not. */
  signal?: AbortSignal;
}

/**
 * Server-sent events of an endpoint, in order and each once: a cut is mended by asking for what follows the last event
 * that arrived whole. The caller ends it by taking no more. Throws a ServerFault that will not pass, or that has lasted
 * for five minutes; the first connection fails at once.
 */
export async function* followStream<E extends AnyEndpoint>(
  origin: string,
  endpoint: E,
  { options, onCut, signal }: Following<E>,
): AsyncGenerator<ServerEvent> {
  let lastId: string | null = null;
  let heard: number | null = null;
  for (let tries = 0; ; tries++) {
    try {
      for await (const event of connection(origin, endpoint, options, lastId, signal)) {
        heard = Date.now();
        tries = 0;
        if (event === 'open') continue;
        lastId = event.id ?? lastId;
        yield event;
      }
      // Ended in good order, as where the platform bounds a response.
      await sleep(250);
    } catch (error) {
      if (signal?.aborted) return;
      if (!isFault(error, 'transient') || heard === null || Date.now() - heard > GIVE_UP_MS) throw error;
      onCut(error);
      await sleep(pauseBefore(tries, error, 10_000));
    }
  }
}

/** One connection: `open` once it stands, then its events until it ends. */
async function* connection<E extends AnyEndpoint>(
  origin: string,
  endpoint: E,
  options: Pick<CallOptions<E>, 'params' | 'query'>,
  lastId: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<ServerEvent | 'open'> {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), SILENCE_MS);
  try {
    const response = await fetch(addressOf(origin, endpoint, options), {
      headers: {
        ...headersOf({ token: personalToken(origin) }),
        accept: 'text/event-stream',
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([stop.signal, signal]) : stop.signal,
    });
    if (!response.ok) await readAnswer(response);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.headers.has(HEADER.server) || !isStream || !response.body)
      throw foreign(response.status, 'it is no stream of events');
    yield 'open';
    const split = splitEvents();
    const decoder = new TextDecoder();
    for await (const bytes of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), SILENCE_MS);
      yield* split(decoder.decode(bytes, { stream: true }));
    }
  } catch (error) {
    if (error instanceof ServerFault) throw error;
    throw unreachable(origin, error, false);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
