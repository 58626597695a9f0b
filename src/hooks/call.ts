import type { BodyGiven, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import type { ErrorBody } from '@/contract/errors';
import type { Page, Pagination } from '@/contract/list';
import { ApiError } from './api-error';
import { ADDRESSES, type EndpointName, type Named } from './contract';

export interface Given<N extends EndpointName> {
  params?: ParamsOf<Named<N>>;
  query?: QueryGiven<Named<N>>;
  body?: BodyGiven<Named<N>>;
  /** A raw body, where the endpoint takes bytes. */
  bytes?: Blob;
  signal?: AbortSignal;
}

/** Calls an endpoint that answers with one thing. Throws ApiError. */
export async function call<N extends EndpointName>(
  name: N,
  given: Given<N> = {},
): Promise<ReturnsOf<Named<N>>> {
  return (await send(name, given)).data as ReturnsOf<Named<N>>;
}

/** Calls an endpoint that answers with a list. Throws ApiError. */
export async function callList<N extends EndpointName>(
  name: N,
  given: Given<N> = {},
): Promise<Page<ReturnsOf<Named<N>>>> {
  const { data, pagination } = await send(name, given);
  return { items: data as ReturnsOf<Named<N>>[], pagination: pagination as Pagination };
}

async function send<N extends EndpointName>(name: N, given: Given<N>) {
  const [method] = ADDRESSES[name].split(' ');
  const response = await fetch(addressOf(name, given), {
    method,
    signal: given.signal,
    ...bodyOf(given),
  }).catch((cause) => {
    if (given.signal?.aborted) throw cause;
    throw new ApiError({
      code: 'OFFLINE',
      message: 'The server cannot be reached. Check that it runs and that you are online, then try again.',
    });
  });
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (response.ok && answer && 'data' in answer) return answer;
  if (answer?.error?.message) throw new ApiError(answer.error);
  throw new ApiError({
    code: 'FOREIGN_ANSWER',
    message: `Something between this page and the server answered with status ${response.status}. Reload the page.`,
    requestId: response.headers.get('x-request-id'),
  });
}

function bodyOf({ body, bytes }: Pick<Given<EndpointName>, 'body' | 'bytes'>): RequestInit {
  if (bytes) return { headers: { 'content-type': 'application/octet-stream' }, body: bytes };
  if (body === undefined) return {};
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

interface Answer extends Partial<ErrorBody> {
  data?: unknown;
  pagination?: unknown;
}

/** The path and query of a call, encoded. */
export function addressOf<N extends EndpointName>(name: N, given: Given<N> = {}): string {
  const params = (given.params ?? {}) as Record<string, string>;
  const [, template = ''] = ADDRESSES[name].split(' ');
  const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries((given.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== '')
      search.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}
