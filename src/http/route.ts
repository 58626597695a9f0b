import type { z } from 'zod';
import type { AnyEndpoint, BodyOf, Endpoint, ParamsOf, QueryOf, Who } from '@/contract/endpoint';
import { firstFaults } from '@/contract/first-faults';
import type { Page } from '@/contract/list';
import { HEADER } from '@/contract/protocol';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { MOST_NESTING, nestsDeeper } from '@/lib/nests-deeper';
import { refuseUnspoken } from '@/lib/refuse-unspoken';
import { sayIssue } from '@/lib/say-issue';
import { answerOnce } from './answer-once';
import {
  type AgentCaller,
  admit,
  type Caller,
  type EnrollmentCaller,
  type Person,
  type RunnerCaller,
} from './callers';
import { countRefused } from './count-refused';
import { withEtag } from './etag';
import { inflate } from './inflate';
import { limit } from './limit';
import { invalid, jsonHeaders, MOST_FAULTS } from './problem';
import { repairText } from './repair-text';
import type { ApiAnswer, ApiRequest } from './request';
import { streamHeaders } from './sse';

/** What a handler is given: everything parsed, the caller known. */
export interface Context<E, C> {
  caller: C;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  /** The raw body of an endpoint that takes bytes. */
  bytes: Uint8Array;
  request: ApiRequest;
  requestId: string;
  signal: AbortSignal;
  /** Cookies that the answer sets, as `Set-Cookie` says them. */
  setCookies: string[];
}

/** Bytes to send as they are. */
export interface Bytes {
  headers: Record<string, string>;
  body: Uint8Array;
}
/** A bare object with a status of its own. */
export interface Bare<T> {
  status: number;
  value: T;
}
type Given<R extends z.ZodType> =
  | z.input<R>
  | Page<z.input<R>>
  | Bare<z.input<R>>
  | Bytes
  | AsyncIterable<string>;

export interface Route {
  endpoint: AnyEndpoint;
  answer(request: ApiRequest, requestId: string, params: Record<string, string>): Promise<ApiAnswer>;
  /** The handler alone, for callers in this process that are identified already. */
  run(context: Context<AnyEndpoint, Caller>): Promise<unknown>;
}

type Handler<E, C, R extends z.ZodType> = (context: Context<E, C>) => Promise<Given<R>> | Given<R>;
type Any = z.ZodType | undefined;

function declare<P extends Any, Q extends Any, B extends Any, R extends z.ZodType, C>(
  endpoint: Endpoint<P, Q, B, R>,
  who: Who,
  handler: Handler<Endpoint<P, Q, B, R>, C, R>,
): Route {
  if (endpoint.who !== who) throw new Error(`${endpoint.name} is for ${endpoint.who}, not ${who}`);
  const run = handler as unknown as Route['run'];
  return {
    endpoint,
    run,
    answer: (request, requestId, params) => answer(endpoint, run, request, requestId, params),
  };
}

/** Ties an endpoint for people to the function that answers it. */
export const personRoute = <P extends Any, Q extends Any, B extends Any, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>, Person, R>,
) => declare(endpoint, 'person', handler);
/** Ties an endpoint for runners to the function that answers it. */
export const runnerRoute = <P extends Any, Q extends Any, B extends Any, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>, RunnerCaller, R>,
) => declare(endpoint, 'runner', handler);
/** Ties an endpoint for live agents to the function that answers it. */
export const agentRoute = <P extends Any, Q extends Any, B extends Any, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>, AgentCaller, R>,
) => declare(endpoint, 'agent', handler);
/** Ties the enrolment endpoint to the function that answers it. */
export const enrollmentRoute = <P extends Any, Q extends Any, B extends Any, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>, EnrollmentCaller, R>,
) => declare(endpoint, 'enrollment', handler);
/** Ties an endpoint without a caller (open, or cron) to the function that answers it. */
export const openRoute = <P extends Any, Q extends Any, B extends Any, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>, Caller, R>,
) => declare(endpoint, endpoint.who === 'cron' ? 'cron' : 'anyone', handler);

/** Callers that speak the runner protocol; others may send its header without meaning anything by it. */
const MACHINES: ReadonlySet<Who> = new Set<Who>(['enrollment', 'runner', 'agent']);

/** A body may be held back for a minute: who takes longer than this is asked again what they may do, when it is here. */
const LET_IN_MS = 1_000;

/** identify, limit, parse, run, answer. */
async function answer(
  endpoint: AnyEndpoint,
  run: Route['run'],
  request: ApiRequest,
  requestId: string,
  rawParams: Record<string, string>,
): Promise<ApiAnswer> {
  const spoken = request.header(HEADER.protocol);
  if (spoken !== undefined && MACHINES.has(endpoint.who)) refuseUnspoken(spoken);
  const began = performance.now();
  let admitted: Caller;
  try {
    admitted = await admit(endpoint, request);
  } catch (refusal) {
    throw await countRefused(request, refusal);
  }
  const limits = await limit(endpoint, admitted, request);
  const params = parse('path', endpoint.params, rawParams);
  const asked = parse('query', endpoint.query, query(endpoint, request.search));
  const { body, bytes } = await readBody(endpoint, request);
  const isLate = endpoint.body && performance.now() - began > LET_IN_MS;
  const caller = isLate ? await admit(endpoint, request) : admitted;
  const context = new Parsed(request, requestId, caller, params, asked, body, bytes);
  const answered = await answerOnce(endpoint, caller, request, context, async () => {
    const written = write(endpoint, await run(context as Context<AnyEndpoint, Caller>), requestId);
    if (context.setCookies.length > 0) written.headers['set-cookie'] = context.setCookies;
    return written;
  });
  const written = withEtag(endpoint, request, answered);
  if (limits) Object.assign(written.headers, limits);
  written.headers['x-request-id'] = requestId;
  if (request.method === 'HEAD') {
    if (isStream(written.body)) await leave(written.body);
    written.body = null;
  }
  return written;
}

/** What a handler is given. A class, because a literal with an accessor is made anew, member by member, for every call. */
class Parsed {
  readonly setCookies: string[] = [];
  constructor(
    readonly request: ApiRequest,
    readonly requestId: string,
    readonly caller: Caller,
    readonly params: unknown,
    readonly query: unknown,
    readonly body: unknown,
    readonly bytes: Uint8Array,
  ) {}

  /** Most answer without waiting for anything, and making a signal costs as much as some of them. */
  get signal(): AbortSignal {
    return this.request.signal;
  }
}

/** Larger bodies could hold more faults than there is memory for. */
const LARGE = 64 * 1024;

function parse(where: string, schema: z.ZodType | undefined, value: unknown, bytes = 0): unknown {
  if (!schema) return undefined;
  const many = bytes > LARGE && firstFaults(schema, value, MOST_FAULTS, sayIssue);
  if (many) throw invalid(where, many);
  const result = schema.safeParse(value, { error: sayIssue });
  if (!result.success) throw invalid(where, result.error);
  return result.data;
}

function query(endpoint: AnyEndpoint, search: URLSearchParams): Record<string, string> {
  if (search.size === 0) return {};
  const values = Object.fromEntries(search);
  const [unknown] = endpoint.query ? [] : Object.keys(values);
  if (unknown)
    throw new AppError(
      'VALIDATION_ERROR',
      `The query is not valid: ${unknown.slice(0, 60)} is not known here.`,
    );
  return values;
}

const NO_BYTES = new Uint8Array();
const UTF8 = new TextDecoder('utf-8', { fatal: true });

async function readBody(
  endpoint: AnyEndpoint,
  request: ApiRequest,
): Promise<{ body: unknown; bytes: Uint8Array }> {
  if (!endpoint.body) return { body: undefined, bytes: NO_BYTES };
  const given = request.header('content-type');
  const wanted = endpoint.body === 'bytes' ? 'application/octet-stream' : 'application/json';
  if (given !== wanted) {
    const type = given?.split(';')[0]?.trim().toLowerCase();
    if (type !== wanted)
      throw new AppError(
        'UNSUPPORTED_MEDIA_TYPE',
        `This call takes ${wanted}, not ${type ?? 'a body without a content type'}.`,
      );
  }
  const sent = await request.body(endpoint.maxBody ?? 1024 * 1024);
  const encoding = request.header('content-encoding');
  const bytes = encoding === undefined ? sent : await inflate(sent, encoding, endpoint.maxInflated);
  if (endpoint.body === 'bytes') return { body: undefined, bytes };
  let [text, value]: [string, unknown] = ['', undefined];
  try {
    text = UTF8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not JSON in UTF-8.');
  }
  if (nestsDeeper(bytes))
    throw new AppError('BAD_REQUEST', `The body nests values more than ${MOST_NESTING} deep.`);
  const said = MACHINES.has(endpoint.who) ? repairText(text, value) : value;
  return { body: parse('body', endpoint.body, said, bytes.byteLength), bytes };
}

function write(endpoint: AnyEndpoint, result: unknown, requestId: string): ApiAnswer {
  const status = endpoint.status ?? 200;
  if (isStream(result))
    return {
      status: 200,
      headers: endpoint.answer === 'lines' ? linesHeaders(requestId) : streamHeaders(requestId),
      body: result,
    };
  if (endpoint.answer === 'bytes') {
    const { headers, body } = result as Bytes;
    return { status, headers: { ...jsonHeaders(requestId), ...headers }, body };
  }
  if (endpoint.answer === 'bare') {
    const bare = result as Bare<unknown>;
    return json(bare.status, bare.value, requestId);
  }
  if (endpoint.answer === 'list') {
    const { items, pagination } = result as Page<unknown>;
    for (const item of items) verify(endpoint, item);
    return json(status, { data: items, pagination }, requestId);
  }
  verify(endpoint, result);
  return json(status, { data: result }, requestId);
}

const json = (status: number, value: unknown, requestId: string): ApiAnswer => ({
  status,
  headers: jsonHeaders(requestId),
  body: JSON.stringify(value),
});

/** JSON lines, which a browser saves rather than shows. */
const linesHeaders = (requestId: string): Record<string, string> => ({
  ...jsonHeaders(requestId),
  'content-type': 'application/x-ndjson; charset=utf-8',
  'content-disposition': 'attachment; filename="audit.jsonl"',
});

const isStream = (value: unknown): value is AsyncIterable<string> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Ends a stream that nobody reads: one that was never read from would stay open for ever. */
async function leave(stream: AsyncIterable<string>): Promise<void> {
  for await (const _ of stream) return;
}

/** In tests every answer is held against the contract; in production the types must do. */
function verify(endpoint: AnyEndpoint, value: unknown): void {
  if (env().NODE_ENV !== 'test') return;
  const result = endpoint.returns.safeParse(value);
  if (!result.success)
    throw new Error(`${endpoint.name} answered outside its contract: ${result.error.message}`);
}
