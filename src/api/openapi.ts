import { z } from 'zod';
import { Agent, Usage } from '@/contract/agent';
import { CheckResult, CheckRun, Proof } from '@/contract/check-run';
import { Assignment } from '@/contract/claim';
import type { AnyEndpoint, Who } from '@/contract/endpoint';
import { ENDPOINTS } from '@/contract/endpoints';
import { Enrollment } from '@/contract/enrollment';
import { ErrorBody } from '@/contract/errors';
import { Event } from '@/contract/event';
import { Exception } from '@/contract/exception';
import { Health } from '@/contract/health';
import { Pagination } from '@/contract/list';
import { FileLock } from '@/contract/lock';
import { LogLine, LogPage } from '@/contract/log';
import { CheckSpec, Project } from '@/contract/project';
import { Timers } from '@/contract/protocol';
import { Runner, RunnerReport } from '@/contract/runner';
import { ServedProject } from '@/contract/session';
import { Stats } from '@/contract/stats';
import { Changes, Task, Why } from '@/contract/task';

type Json = Record<string, unknown>;

/** Shapes with a name of their own in the document; all others stand where they are used. */
const NAMED = {
  Agent,
  Assignment,
  Changes,
  CheckResult,
  CheckRun,
  CheckSpec,
  Enrollment,
  Error: ErrorBody,
  Event,
  Exception,
  FileLock,
  Health,
  LogLine,
  LogPage,
  Pagination,
  Project,
  Proof,
  Runner,
  RunnerReport,
  ServedProject,
  Stats,
  Task,
  Timers,
  Usage,
  Why,
};

const TAGS: [RegExp, string][] = [
  [/^\/api\/runner\//, 'Runner protocol'],
  [/^\/(health|api\/(health|cron|openapi))/, 'System'],
];

const SECURITY: Record<Who, Json[]> = {
  anyone: [],
  person: [],
  runner: [{ runner: [] }],
  agent: [{ agent: [] }],
  enrollment: [{ enrollment: [] }],
  cron: [{ cron: [] }],
};
const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description });

/** The whole interface as an OpenAPI 3.1 document, printed from the contract alone. */
export function openApi(version: string): Json {
  const components: Json = {};
  const schema = schemaPrinter(components);
  const paths: Record<string, Json> = {};
  for (const endpoint of ENDPOINTS) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schema) };
  }
  schema(ErrorBody, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Agent Orchestrator',
      version,
      description:
        'Answers are `{data}`, or `{data, pagination}` for lists; errors are `{error: {code, message, details, requestId}}`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        runner: bearer('The short-lived access token of a runner, `aor_…`'),
        agent: bearer('The token of one live agent, `aoj_…`'),
        enrollment: bearer('A one-time connection token, `aoe_…`'),
        cron: bearer('The value of CRON_SECRET'),
      },
    },
  };
}

type Print = (shape: z.ZodType, io: 'input' | 'output') => Json;

function schemaPrinter(components: Json): Print {
  const names = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(NAMED)) names.add(shape, { id });
  return (shape, io) => {
    const printed = z.toJSONSchema(shape, {
      io,
      metadata: names,
      unrepresentable: 'any',
      target: 'draft-2020-12',
    }) as Json;
    const { $schema: _, $defs = {}, id, ...own } = renamed(printed) as Json & { $defs?: Json };
    Object.assign(components, $defs);
    if (typeof id !== 'string') return own;
    components[id] = own;
    return { $ref: `#/components/schemas/${id}` };
  };
}

const renamed = (printed: Json): unknown =>
  JSON.parse(JSON.stringify(printed).replaceAll('"#/$defs/', '"#/components/schemas/'));

function operation(endpoint: AnyEndpoint, schema: Print): Json {
  const tag =
    TAGS.find(([pattern]) => pattern.test(endpoint.path))?.[1] ?? endpoint.path.split('/')[2] ?? 'System';
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [tag[0]?.toUpperCase() + tag.slice(1)],
    ...(SECURITY[endpoint.who].length ? { security: SECURITY[endpoint.who] } : {}),
    parameters: [
      ...parameters('path', endpoint.params, schema),
      ...parameters('query', endpoint.query, schema),
      ...conditions(endpoint),
    ],
    ...(endpoint.body ? { requestBody: { required: true, content: body(endpoint.body, schema) } } : {}),
    responses: {
      [endpoint.status ?? 200]: { description: 'Success', content: answer(endpoint, schema) },
      default: {
        description: 'Not success',
        content: { 'application/json': { schema: schema(ErrorBody, 'output') } },
      },
    },
  };
}

/** Headers that every call of its kind takes. */
function conditions({ who, method }: AnyEndpoint): Json[] {
  if (who !== 'person') return [];
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  if (method === 'GET')
    return [
      header('If-None-Match', 'An ETag of an earlier answer: 304 without a body where it is the same still'),
    ];
  const once = header(
    'Idempotency-Key',
    'Names this call for a day: who repeats it gets the first answer again, with `Idempotency-Replayed: true`',
  );
  const unchanged = header('If-Match', 'The ETag of what was read: 412 where it reads otherwise now');
  return method === 'PATCH' ? [once, unchanged] : [once];
}

function parameters(where: 'path' | 'query', shape: z.ZodType | undefined, schema: Print): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schema(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...one }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    ...(one.type === 'array' ? { style: 'form', explode: false } : {}),
    schema: one,
  }));
}

const body = (shape: z.ZodType | 'bytes', schema: Print): Json =>
  shape === 'bytes'
    ? { 'application/octet-stream': {} }
    : { 'application/json': { schema: schema(shape, 'input') } };

function answer({ answer: how = 'data', returns }: AnyEndpoint, schema: Print): Json {
  const wrapped = (properties: Json) => ({
    schema: { type: 'object', properties, required: Object.keys(properties) },
  });
  const events = { 'text/event-stream': { schema: { type: 'string' } } };
  switch (how) {
    case 'bytes':
      return { 'application/octet-stream': {} };
    case 'lines':
      return { 'application/x-ndjson': { schema: schema(returns, 'output') } };
    case 'events':
      return events;
    case 'bare':
      return { 'application/json': { schema: schema(returns, 'output') } };
    case 'list':
      return {
        'application/json': wrapped({
          data: { type: 'array', items: schema(returns, 'output') },
          pagination: schema(Pagination, 'output'),
        }),
      };
    case 'data-or-events':
      return { 'application/json': wrapped({ data: schema(returns, 'output') }), ...events };
    case 'data':
      return { 'application/json': wrapped({ data: schema(returns, 'output') }) };
  }
}
