import type { z } from 'zod';
import type { BodyGiven, Endpoint, ReturnsOf } from '@/contract/endpoint';

type Any = Endpoint<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, z.ZodType>;
interface Given<E> {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: BodyGiven<E>;
}

/** Calls the public API of a dashboard over HTTP. Rejects with the answer's own words where it is refused. */
export function apiOf(url: string) {
  const ask = async (endpoint: Any, { params = {}, query = {}, body }: Given<Any>) => {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      method: endpoint.method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok)
      throw new Error(`${endpoint.method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  return {
    /** The `data` of the answer. */
    call: async <E extends Any>(endpoint: E, given: Given<E> = {}): Promise<ReturnsOf<E>> =>
      ((await (await ask(endpoint, given as Given<Any>)).json()) as { data: ReturnsOf<E> }).data,
    /** The items on the first page of a list. */
    list: async <E extends Any>(endpoint: E, given: Given<E> = {}): Promise<ReturnsOf<E>[]> =>
      ((await (await ask(endpoint, given as Given<Any>)).json()) as { data: ReturnsOf<E>[] }).data,
    bytes: async (endpoint: Any, given: Given<Any>): Promise<Uint8Array> =>
      new Uint8Array(await (await ask(endpoint, given)).arrayBuffer()),
  };
}
export type Api = ReturnType<typeof apiOf>;
