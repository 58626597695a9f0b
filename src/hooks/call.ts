import type { AnyEndpoint, BodyGiven, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import { ErrorBody } from '@/contract/errors';
import { type Page, Pagination } from '@/contract/list';
import { ApiError } from './api-error';

export interface Given<E extends AnyEndpoint> {
  params?: ParamsOf<E>;
  query?: QueryGiven<E>;
  body?: BodyGiven<E>;
  signal?: AbortSignal;
}

/** Calls an endpoint that answers with one thing. Throws ApiError. */
export async function call<E extends AnyEndpoint>(endpoint: E, given: Given<E> = {}): Promise<ReturnsOf<E>> {
  const answer = await send(endpoint, given);
  const data = endpoint.answer === 'bare' ? answer : (answer as { data?: unknown }).data;
  return understood(endpoint.returns.safeParse(data)) as ReturnsOf<E>;
}

/** Calls an endpoint that answers with a list. Throws ApiError. */
export async function callList<E extends AnyEndpoint>(
  endpoint: E,
  given: Given<E> = {},
): Promise<Page<ReturnsOf<E>>> {
  const answer = (await send(endpoint, given)) as { data?: unknown; pagination?: unknown };
  const items = understood(endpoint.returns.array().safeParse(answer.data)) as ReturnsOf<E>[];
  return { items, pagination: understood(Pagination.safeParse(answer.pagination)) as Pagination };
}

async function send<E extends AnyEndpoint>(endpoint: E, given: Given<E>): Promise<unknown> {
  const response = await fetch(addressOf(endpoint, given), {
    method: endpoint.method,
    signal: given.signal,
    headers: given.body === undefined ? {} : { 'content-type': 'application/json' },
    body: given.body === undefined ? undefined : JSON.stringify(given.body),
  }).catch((cause) => {
    if (given.signal?.aborted) throw cause;
    throw new ApiError({
      code: 'OFFLINE',
      message: 'The server cannot be reached. Check that it runs and that you are online, then try again.',
    });
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  const refused = ErrorBody.safeParse(answer);
  if (refused.success) throw new ApiError(refused.data.error);
  throw new ApiError({
    code: 'FOREIGN_ANSWER',
    message: `Something between this page and the server answered with status ${response.status}.`,
    requestId: response.headers.get('x-request-id'),
  });
}

/** The path and query of a call, encoded. */
export function addressOf<E extends AnyEndpoint>(endpoint: E, given: Given<E>): string {
  const params = (given.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((given.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '')
      search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

function understood(parsed: { success: boolean; data?: unknown }): unknown {
  if (parsed.success) return parsed.data;
  throw new ApiError({
    code: 'FOREIGN_ANSWER',
    message:
      'The server answered in a shape that this page does not know. Reload the page: it may be older than the server.',
  });
}
