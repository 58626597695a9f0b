/** A JSON schema as the document writes it: what this page reads of one. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: Schema;
}
type Content = Record<string, { schema?: Schema }>;
export interface Operation {
  operationId: string;
  summary: string;
  method: string;
  path: string;
  tag: string;
  /** Which credential it takes; null for people. */
  security: string | null;
  parameters: Parameter[];
  body: Content | null;
  status: string;
  answer: Content;
}
export interface Group {
  tag: string;
  operations: Operation[];
}
export interface Reference {
  version: string;
  groups: Group[];
  schemas: [name: string, schema: Schema][];
}

interface Written {
  operationId: string;
  summary: string;
  tags: string[];
  security?: Record<string, unknown>[];
  parameters: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content: Content }>;
}
interface Document {
  info: { version: string };
  paths: Record<string, Record<string, Written>>;
  components: { schemas: Record<string, Schema> };
}

/** An OpenAPI document of ours as a reference to draw: operations by tag, named shapes by name. */
export function readDocument(document: unknown): Reference {
  const { info, paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, written]) => toOperation(method.toUpperCase(), path, written)),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))].sort(byWeight);
  return {
    version: info.version,
    groups: tags.map((tag) => ({
      tag,
      operations: operations.filter((one) => one.tag === tag).sort(byPath),
    })),
    schemas: Object.entries(components.schemas),
  };
}

/** What people call comes first; the protocol of runners and the system last. */
const LAST = ['Runner protocol', 'System'];
const byWeight = (a: string, b: string) => LAST.indexOf(a) - LAST.indexOf(b);

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const byPath = (a: Operation, b: Operation) =>
  a.path === b.path ? METHODS.indexOf(a.method) - METHODS.indexOf(b.method) : a.path < b.path ? -1 : 1;

function toOperation(method: string, path: string, written: Written): Operation {
  const [status = '200'] = Object.keys(written.responses);
  return {
    operationId: written.operationId,
    summary: written.summary,
    method,
    path,
    tag: written.tags[0] ?? 'System',
    security: Object.keys(written.security?.[0] ?? {})[0] ?? null,
    parameters: written.parameters,
    body: written.requestBody?.content ?? null,
    status,
    answer: written.responses[status]?.content ?? {},
  };
}

/** The operations that a text names: by path, name, summary, tag or method. */
export function findOperations(groups: Group[], q: string): Group[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ tag, operations }) => ({
      tag,
      operations: operations.filter(({ method, path, operationId, summary }) => {
        const text = `${tag} ${method} ${path} ${operationId} ${summary}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}
