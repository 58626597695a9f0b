import { namesTag } from '@/http/etag';
import { noteAnswer } from '@/http/note-answer';
import { problem } from '@/http/problem';
import type { ApiAnswer, ApiRequest } from '@/http/request';
import { requestId } from '@/http/request-id';
import type { Route } from '@/http/route';
import { traceRequest } from '@/http/trace-request';
import { AppError } from '@/lib/errors';
import { tracing } from '@/lib/tracing';
import { ROUTES } from './routes';

interface Node {
  fixed: Map<string, Node>;
  param?: { name: string; node: Node };
  methods: Map<string, Route>;
}
const node = (): Node => ({ fixed: new Map(), methods: new Map() });

const ROOT = node();
for (const route of ROUTES) {
  let at = ROOT;
  for (const segment of route.endpoint.path.split('/').slice(1)) {
    if (segment.startsWith(':')) {
      at.param ??= { name: segment.slice(1), node: node() };
      at = at.param.node;
    } else {
      let next = at.fixed.get(segment);
      if (!next) at.fixed.set(segment, (next = node()));
      at = next;
    }
  }
  at.methods.set(route.endpoint.method, route);
}

/** Answers any request of the API, from either door. Never rejects: every failure is an answer. */
export async function handle(request: ApiRequest): Promise<ApiAnswer> {
  const began = performance.now();
  const id = requestId(request);
  let name = 'none';
  let answer: ApiAnswer;
  try {
    const { route, params } = match(request.method === 'HEAD' ? 'GET' : request.method, request.path);
    name = route.endpoint.name;
    const on = tracing();
    answer = on
      ? await traceRequest(on, request, { route: name, requestId: id }, () =>
          attempt(route, request, id, params),
        )
      : await answered(route, request, id, params);
  } catch (error) {
    answer = problem(error, id);
  }
  noteAnswer(name, answer.status, performance.now() - began, {
    requestId: id,
    address: request.remoteAddress,
  });
  return answer;
}

/** As an answer whatever happens: a span tells its status. */
async function attempt(...call: Parameters<typeof answered>): Promise<ApiAnswer> {
  try {
    return await answered(...call);
  } catch (error) {
    return problem(error, call[2]);
  }
}

function answered(
  route: Route,
  request: ApiRequest,
  id: string,
  params: Record<string, string>,
): Promise<ApiAnswer> {
  if (request.method !== 'PATCH') return route.answer(request, id, params);
  return expectUnchanged(request, id).then(() => route.answer(request, id, params));
}

/** Throws PRECONDITION_FAILED where the caller names by If-Match what it has read, and it reads otherwise now. */
async function expectUnchanged(request: ApiRequest, id: string): Promise<void> {
  const wanted = request.header('if-match');
  if (wanted === undefined) return;
  const asked = { ...request, method: 'GET', header: withoutConditions(request) };
  const { methods, params } = find(request.path);
  const answer = await methods.get('GET')?.answer(asked, id, params);
  if (!answer?.headers.etag || !namesTag(wanted, String(answer.headers.etag)))
    throw new AppError(
      'PRECONDITION_FAILED',
      'It has changed since you read it (If-Match), or has no ETag. Read it again, and change what is there now.',
    );
}

const withoutConditions =
  (request: ApiRequest): ApiRequest['header'] =>
  (name) =>
    name === 'if-none-match' || name === 'idempotency-key' ? undefined : request.header(name);

/** What there is at a path; throws NOT_FOUND. */
function find(path: string): { methods: Map<string, Route>; params: Record<string, string> } {
  const params: Record<string, string> = {};
  let at: Node | undefined = ROOT;
  for (const segment of path.split('/').slice(1)) {
    const next: Node | undefined = at.fixed.get(segment);
    if (!next && at.param && segment) params[at.param.name] = segment;
    at = next ?? (segment ? at.param?.node : undefined);
    if (!at) break;
  }
  if (!at || at.methods.size === 0)
    throw new AppError(
      'NOT_FOUND',
      `There is nothing at ${path.slice(0, 200)}. /api/openapi.json lists what there is.`,
    );
  return { methods: at.methods, params };
}

function match(method: string, path: string): { route: Route; params: Record<string, string> } {
  const { methods, params } = find(path);
  const route = methods.get(method);
  if (!route) {
    const allow = [...methods.keys()].join(', ');
    throw new AppError('METHOD_NOT_ALLOWED', `${path.slice(0, 200)} takes ${allow}, not ${method}.`, {
      details: { allow },
    });
  }
  return { route, params };
}
