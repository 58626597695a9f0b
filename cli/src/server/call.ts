import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AnyEndpoint, BodyGiven, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import { type Page, Pagination } from '@/contract/list';
import { HEADER, PROTOCOL } from '@/contract/protocol';
import { VERSION } from '../config/version';
import { foreign, readAnswer, readFile, unreachable } from './read-answer';
import { ServerFault } from './server-fault';
import { beginSpan } from './trace';

/** Names a call in the logs of both ends, and in what is said of its failure. */
const REQUEST_ID = 'x-request-id';

export interface CallOptions<E extends AnyEndpoint> {
  params?: ParamsOf<E>;
  query?: QueryGiven<E>;
  body?: BodyGiven<E>;
  /** A raw body, where the endpoint takes bytes. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  token?: string;
  /** Of the open session. */
  epoch?: number | null;
  /** Milliseconds until the call counts as failed; 15 s unless told. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Calls an endpoint once and returns its parsed answer. Throws a ServerFault in every other case; an
 * answer that does not carry the server's own header came from something in between and is transient.
 */
export async function call<E extends AnyEndpoint>(
  origin: string,
  endpoint: E,
  options: CallOptions<E>,
): Promise<ReturnsOf<E>> {
  if (endpoint.answer === 'bytes')
    return (await exchange(origin, endpoint, options, readFile)) as ReturnsOf<E>;
  const json = await exchange(origin, endpoint, options, readAnswer);
  return parse(endpoint, endpoint.returns, endpoint.answer === 'bare' ? json : json.data) as ReturnsOf<E>;
}

/** Calls an endpoint that answers with a list, once. Throws as `call` does. */
export async function callList<E extends AnyEndpoint>(
  origin: string,
  endpoint: E,
  options: CallOptions<E>,
): Promise<Page<ReturnsOf<E>>> {
  const json = await exchange(origin, endpoint, options, readAnswer);
  const items = parse(endpoint, z.array(endpoint.returns), json.data) as ReturnsOf<E>[];
  return { items, pagination: parse(endpoint, Pagination, json.pagination) };
}

async function exchange<E extends AnyEndpoint, T>(
  origin: string,
  endpoint: E,
  options: CallOptions<E>,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) stop.abort();
  const timer = setTimeout(onAbort, options.timeoutMs ?? 15_000);
  const span = beginSpan(`call ${endpoint.name}`, (options.params as { id?: string } | undefined)?.id);
  const headers = headersOf(options);
  if (span) headers.traceparent = span.traceparent;
  let failed = true;
  try {
    const response = await fetch(addressOf(origin, endpoint, options), {
      method: endpoint.method,
      headers,
      body: (options.bytes ??
        (options.body === undefined ? undefined : JSON.stringify(options.body))) as undefined,
      redirect: 'manual',
      signal: stop.signal,
    });
    const answer = await read(response);
    failed = false;
    return answer;
  } catch (error) {
    if (error instanceof ServerFault) throw error;
    throw unreachable(origin, error, options.signal?.aborted === true, headers[REQUEST_ID]);
  } finally {
    span?.end(failed);
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

/** Where an endpoint is: its path and query, encoded. */
export function addressOf(
  origin: string,
  endpoint: AnyEndpoint,
  options: { params?: unknown; query?: unknown },
): URL {
  const given = (options.params ?? {}) as Record<string, string>;
  const url = new URL(
    endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given[name] ?? '')),
    origin,
  );
  for (const [name, value] of Object.entries((options.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** What every call says of itself. */
export function headersOf(options: CallOptions<AnyEndpoint>): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': `agent-orchestrator/${VERSION}`,
    [HEADER.protocol]: PROTOCOL,
    [REQUEST_ID]: `req_${randomBytes(6).toString('hex')}`,
    ...(options.bytes ? { 'content-type': 'application/octet-stream' } : {}),
    ...(options.body !== undefined ? { 'content-type': 'application/json' } : {}),
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(options.epoch != null ? { [HEADER.epoch]: String(options.epoch) } : {}),
    ...options.headers,
  };
}

function parse<T>(endpoint: AnyEndpoint, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `: ${issue.path.join('.')} ${issue.message}`.slice(0, 200) : '';
  throw foreign(200, `the answer to ${endpoint.name} is not what this version understands${where}`);
}
