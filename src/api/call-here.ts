import { headers } from 'next/headers';
import type { z } from 'zod';
import type { AnyEndpoint, BodyGiven, Endpoint, QueryGiven } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import { admit } from '@/http/callers';
import type { ApiRequest } from '@/http/request';
import { ROUTES } from './routes';

type Result<E, R extends z.ZodType> = E extends { answer: 'list' } ? Page<z.output<R>> : z.output<R>;
interface Input<E> {
  params?: Record<string, string>;
  query?: QueryGiven<E>;
  body?: BodyGiven<E>;
}

/**
 * Calls an endpoint in this process for the person whose page is being drawn: the same handler, the same
 * authorisation, no HTTP. Answers what the handler does (`{items, pagination}` for lists); throws AppError.
 */
export async function callHere<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
  E extends Endpoint<P, Q, B, R>,
>(endpoint: E & Endpoint<P, Q, B, R>, input: Input<Endpoint<P, Q, B, R>> = {}): Promise<Result<E, R>> {
  const route = ROUTES.find((one) => one.endpoint.name === endpoint.name);
  if (!route) throw new Error(`${endpoint.name} has no route`);
  const request = await pageRequest(endpoint);
  const caller = await admit(endpoint, request);
  const parsed = (schema: z.ZodType | undefined, value: unknown) => schema?.parse(value ?? {});
  const result = await route.run({
    caller,
    params: parsed(endpoint.params, input.params),
    query: parsed(endpoint.query, input.query),
    body: endpoint.body && endpoint.body !== 'bytes' ? parsed(endpoint.body, input.body) : undefined,
    bytes: new Uint8Array(),
    request,
    requestId: 'page',
    signal: request.signal,
    setCookies: [],
  } as never);
  return result as Result<E, R>;
}

/** The page's own request, as far as the API needs it. The browser fetched it, so its Origin is not a caller's. */
async function pageRequest(endpoint: AnyEndpoint): Promise<ApiRequest> {
  const sent = await headers();
  return {
    method: endpoint.method,
    path: endpoint.path,
    search: new URLSearchParams(),
    header: (name) =>
      name === 'origin' || name === 'sec-fetch-site' ? undefined : (sent.get(name) ?? undefined),
    body: async () => new Uint8Array(),
    remoteAddress: null,
    door: 'next',
    signal: new AbortController().signal,
  };
}
