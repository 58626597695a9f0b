import { describe, expect, test } from 'vitest';
import { openApi } from '@/api/openapi';
import { curlLine, exampleOf } from '@/components/api-docs/curl-line';
import { findOperations, readDocument } from '@/components/api-docs/read-document';
import { boundsOf, fieldsOf, typeWords } from '@/components/api-docs/schema-words';
import { ENDPOINTS } from '@/contract/endpoints';

const { groups, schemas } = readDocument(openApi('1.0.0'));
const known = new Map(schemas);
const operations = groups.flatMap((group) => group.operations);
const named = (name: string) => operations.find(({ operationId }) => operationId === name)!;

describe('the reference of the API', () => {
  test('has every endpoint of the contract once', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      ENDPOINTS.map(({ name }) => name).sort(),
    );
  });

  test('begins with what people call and ends with the protocol and the system', () => {
    expect(groups.map(({ tag }) => tag).slice(-2)).toEqual(['Runner protocol', 'System']);
  });

  test('is narrowed by all words that are asked for', () => {
    const found = findOperations(groups, 'post CANCEL').flatMap((group) => group.operations);
    expect(found.map(({ operationId }) => operationId)).toContain('cancelTask');
    expect(found.every(({ method }) => method === 'POST')).toBe(true);
    expect(findOperations(groups, 'nothing-like-this')).toEqual([]);
  });

  test.each(ENDPOINTS.filter(({ body, who }) => who === 'person' && body && body !== 'bytes'))(
    'gives $name a body with every field that is needed',
    (endpoint) => {
      const operation = named(endpoint.name);
      const body = operation.body!['application/json']!.schema!;
      expect(Object.keys(exampleOf(body, known) as object).sort()).toEqual([...(body.required ?? [])].sort());
    },
  );

  test('writes a line that a shell takes as it is', () => {
    expect(curlLine(named('listTasks'), 'http://localhost:3000', known)).toBe(
      "curl 'http://localhost:3000/api/tasks'",
    );
    expect(curlLine(named('cancelTask'), 'https://ao.example', known)).toBe(
      "curl -X POST -H 'content-type: application/json' -d '{}' 'https://ao.example/api/tasks/TASK-12/cancel'",
    );
    expect(curlLine(named('claim'), 'https://ao.example', known)).toContain("'authorization: Bearer aor_…'");
    expect(curlLine(named('streamEvents'), 'https://ao.example', known)).toMatch(/^curl -N /);
  });

  test('says what a shape is in words', () => {
    expect(typeWords({ anyOf: [{ $ref: '#/components/schemas/Task' }, { type: 'null' }] })).toBe(
      'Task or null',
    );
    expect(typeWords({ type: 'array', items: { type: 'string' } })).toBe('array of string');
    expect(boundsOf({ type: 'integer', minimum: 1, maximum: 100, default: 50 })).toEqual([
      '1 to 100',
      'default 50',
    ]);
    expect(
      fieldsOf({ type: 'array', items: { properties: { a: { type: 'string' } }, required: ['a'] } }),
    ).toEqual([['a', { type: 'string' }, true]]);
  });
});
