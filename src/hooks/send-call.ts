import type { BodyGiven, ParamsOf, QueryGiven } from '@/contract/endpoint';
import type { ErrorBody } from '@/contract/errors';
import { addressOf } from './address-of';
import { ApiError, offline } from './api-error';
import { ADDRESSES, type EndpointName, type Named } from './contract';

export interface Given<N extends EndpointName> {
  params?: ParamsOf<Named<N>>;
  query?: QueryGiven<Named<N>>;
  body?: BodyGiven<Named<N>>;
  /** A raw body, where the endpoint takes bytes. */
  bytes?: Blob;
  signal?: AbortSignal;
}

/** Bytes of a body; browsers refuse to keep more than 64 KiB alive, of all requests of a page together. */
const KEPT_ALIVE = 16_384;

/** Sends a call; throws ApiError. */
export async function sendCall<N extends EndpointName>(name: N, given: Given<N>) {
  const [method] = ADDRESSES[name].split(' ');
  const response = await fetch(addressOf(name, given), {
    method,
    signal: given.signal,
    // A page shows a change as soon as it is made: who leaves it then does not take the request along.
    keepalive: method !== 'GET' && !given.signal && sizeOf(given) < KEPT_ALIVE,
    ...bodyOf(given),
  }).catch((cause) => {
    if (given.signal?.aborted) throw cause;
    throw offline();
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

const sizeOf = ({ body, bytes }: Pick<Given<EndpointName>, 'body' | 'bytes'>): number =>
  bytes ? bytes.size : body === undefined ? 0 : new Blob([JSON.stringify(body)]).size;

interface Answer extends Partial<ErrorBody> {
  data?: unknown;
  pagination?: unknown;
}
