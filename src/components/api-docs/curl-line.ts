import type { Operation, Schema } from './read-document';
import { refName } from './schema-words';

const TOKEN: Record<string, string> = {
  runner: 'aor_…',
  agent: 'aoj_…',
  enrollment: 'aoe_…',
  cron: '$CRON_SECRET',
};

/** A command that calls an operation with the least it takes. `origin` is where this server is reached. */
export function curlLine(operation: Operation, origin: string, schemas: Map<string, Schema>): string {
  const { method, path, parameters, body, answer, security } = operation;
  const at = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((one) => one.name === name)?.schema;
    return schema ? String(exampleOf(schema, schemas)) : `$${name.toUpperCase()}`;
  });
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${String(exampleOf(one.schema, schemas))}`);
  const parts = ['curl'];
  if (Object.keys(answer).every((type) => type === 'text/event-stream')) parts.push('-N');
  if (method !== 'GET') parts.push(`-X ${method}`);
  if (security) parts.push(`-H ${quoted(`authorization: Bearer ${TOKEN[security] ?? '…'}`)}`);
  const json = body?.['application/json']?.schema;
  if (json)
    parts.push(
      `-H ${quoted('content-type: application/json')} -d ${quoted(JSON.stringify(exampleOf(json, schemas)))}`,
    );
  else if (body) parts.push(`-H ${quoted('content-type: application/octet-stream')} --data-binary @file`);
  parts.push(quoted(`${origin}${at}${query.length > 0 ? `?${query.join('&')}` : ''}`));
  return parts.join(' ');
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const DIGITS = '0198c0de5f4a7b3c8d2e1f0a9b8c7d6e';

/** The smallest value of a shape: what it must have and nothing else. */
export function exampleOf(schema: Schema, schemas: Map<string, Schema>): unknown {
  if (schema.$ref) return exampleOf(schemas.get(refName(schema.$ref)) ?? {}, schemas);
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice) return exampleOf(choice, schemas);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const needed = Object.entries(schema.properties ?? {}).filter(([name]) =>
      schema.required?.includes(name),
    );
    return Object.fromEntries(needed.map(([name, field]) => [name, exampleOf(field, schemas)]));
  }
  if (type === 'array') return (schema.minItems ?? 0) > 0 ? [exampleOf(schema.items ?? {}, schemas)] : [];
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (type === 'boolean') return true;
  return textLike(schema);
}

function textLike({ pattern = '', format, description = '' }: Schema): string {
  if (pattern.includes('TASK-')) return 'TASK-12';
  if (pattern.includes('EXC-')) return 'EXC-3';
  const prefix = /^\^([a-z]+)_\[0-9a-f\]/.exec(pattern)?.[1] ?? /^([a-z]+)_ and 32/.exec(description)?.[1];
  if (prefix) return `${prefix}_${DIGITS}`;
  if (format === 'uuid') return '0198c0de-5f4a-7b3c-8d2e-1f0a9b8c7d6e';
  if (format === 'date-time') return '2026-01-01T00:00:00.000Z';
  if (pattern.includes('[0-9a-f]{40')) return 'a'.repeat(40);
  return '…';
}
