import type { AnyEndpoint, BodyGiven, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import { ErrorBody, type ErrorCode } from '@/contract/errors';
import { HEADER, PROTOCOL } from '@/contract/protocol';
import { VERSION } from '../config/version';
import { faultKind, ServerFault } from './server-fault';

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
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) stop.abort();
  const timer = setTimeout(onAbort, options.timeoutMs ?? 15_000);
  try {
    const response = await fetch(addressOf(origin, endpoint, options), {
      method: endpoint.method,
      headers: headersOf(options),
      body: (options.bytes ??
        (options.body === undefined ? undefined : JSON.stringify(options.body))) as undefined,
      redirect: 'manual',
      signal: stop.signal,
    });
    return await read(endpoint, response);
  } catch (error) {
    if (error instanceof ServerFault) throw error;
    throw unreachable(origin, error, options.signal?.aborted === true);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

function addressOf(
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

function headersOf(options: CallOptions<AnyEndpoint>): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': `agent-orchestrator/${VERSION}`,
    [HEADER.protocol]: PROTOCOL,
    ...(options.bytes ? { 'content-type': 'application/octet-stream' } : {}),
    ...(options.body !== undefined ? { 'content-type': 'application/json' } : {}),
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(options.epoch != null ? { [HEADER.epoch]: String(options.epoch) } : {}),
    ...options.headers,
  };
}

async function read<E extends AnyEndpoint>(endpoint: E, response: Response): Promise<ReturnsOf<E>> {
  const text = await response.text();
  if (!response.headers.has(HEADER.server)) {
    throw foreign(response.status, 'something between this machine and the server answered in its place');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw foreign(response.status, 'the answer is not JSON');
  }
  if (!response.ok) throw refusal(response, json);
  const answer = endpoint.answer === 'bare' ? json : (json as { data?: unknown }).data;
  const parsed = endpoint.returns.safeParse(answer);
  if (!parsed.success)
    throw foreign(response.status, `the answer to ${endpoint.name} is not what this version understands`);
  return parsed.data as ReturnsOf<E>;
}

function refusal(response: Response, json: unknown): ServerFault {
  const parsed = ErrorBody.safeParse(json);
  const raw = (json as { error?: { code?: string; message?: string } })?.error;
  const code = (parsed.data?.error.code ?? raw?.code ?? 'INTERNAL_ERROR') as ErrorCode;
  const seconds = Number(response.headers.get('retry-after'));
  return new ServerFault(
    parsed.data?.error.message ?? raw?.message ?? `The server answered ${response.status}.`,
    {
      kind: faultKind(response.status, code),
      code,
      status: response.status,
      retryAfterMs: seconds > 0 ? seconds * 1000 : null,
      details: { ...parsed.data?.error.details, date: response.headers.get('date') },
      requestId: parsed.data?.error.requestId ?? null,
    },
  );
}

function foreign(status: number, why: string): ServerFault {
  return new ServerFault(`Cannot use the answer (HTTP ${status}): ${why}.`, {
    kind: 'transient',
    code: 'FOREIGN_ANSWER',
    status,
    retryAfterMs: null,
    details: {},
    requestId: null,
  });
}

function unreachable(origin: string, error: unknown, aborted: boolean): ServerFault {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why =
    (error as Error).name === 'AbortError'
      ? 'no answer in time'
      : (cause?.code ?? cause?.message ?? (error as Error).message);
  return new ServerFault(
    `Cannot reach ${origin} (${why}).`,
    {
      kind: 'transient',
      code: aborted ? 'ABORTED' : 'UNREACHABLE',
      status: null,
      retryAfterMs: null,
      details: {},
      requestId: null,
    },
    error,
  );
}
