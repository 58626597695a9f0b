import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openApi } from '@/api/openapi';
import { ENDPOINTS } from '@/contract/endpoints';
import { errorCodes } from '@/contract/errors';
import { EnvSchema } from '@/lib/env';
import { apiPage } from '../../../scripts/house/api-page';
import { cliPage } from '../../../scripts/house/cli-page';
import { manPage } from '../../../scripts/house/man-page';
import { statesPage } from '../../../scripts/house/states-page';

const read = (file: string) => readFileSync(file, 'utf8');

describe('what is printed is current', () => {
  test('public/openapi.json: run `npm run openapi`', () => {
    expect(JSON.parse(read('public/openapi.json'))).toEqual(
      openApi(JSON.parse(read('package.json')).version),
    );
  });

  test('docs/api.md: run `npm run openapi`', () => {
    expect(read('docs/api.md')).toBe(apiPage());
  });

  test('docs/states.md: run `npm run states`', () => {
    expect(read('docs/states.md')).toBe(statesPage());
  });

  test('docs/cli.md: run `npm run cli`', () => {
    expect(read('docs/cli.md')).toBe(cliPage());
  });

  test('cli/man: run `npm run cli`', () => {
    const { version, man } = JSON.parse(read('cli/package.json'));
    expect(man).toEqual(['man/agent-orchestrator.1', 'man/swarm.1']);
    expect(read('cli/man/agent-orchestrator.1')).toBe(manPage(version));
    expect(read('cli/man/swarm.1')).toBe('.so man1/agent-orchestrator.1\n');
  });
});

describe('the OpenAPI document', () => {
  const document = openApi('1.2.3') as { paths: Record<string, Record<string, { operationId: string }>> };

  test('has every endpoint of the contract once', () => {
    const names = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(names.sort()).toEqual(ENDPOINTS.map(({ name }) => name).sort());
  });

  test('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const held = Object.keys((document as unknown as { components: { schemas: object } }).components.schemas);
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect([...new Set(named)].filter((name) => !held.includes(name as string))).toEqual([]);
    expect(text).not.toContain('$defs');
  });
});

describe('the contract', () => {
  test('names each endpoint once, and no method and path twice', () => {
    const once = (values: string[]) => expect(new Set(values).size).toBe(values.length);
    once(ENDPOINTS.map(({ name }) => name));
    once(ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`));
  });

  test('declares a schema for each parameter in a path', () => {
    for (const { name, path, params } of ENDPOINTS) {
      const wanted = [...path.matchAll(/:(\w+)/g)].map(([, param]) => param);
      const declared = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
      expect(declared.sort(), name).toEqual(wanted.sort());
    }
  });
});

test('every enum of the database is the one of the wire', async () => {
  const enums = Object.entries(await import('@/generated/prisma/enums')) as [
    string,
    Record<string, string>,
  ][];
  const wire = new Map<string, string[]>();
  for (const noun of [
    'task',
    'agent',
    'project',
    'check-run',
    'runner',
    'exception',
    'lock',
    'session',
  ] as const) {
    for (const [name, value] of Object.entries(await import(`@/contract/${noun}.ts`))) {
      if (value instanceof z.ZodEnum) wire.set(name, value.options as string[]);
    }
  }
  const known = enums.filter(([name]) => wire.has(name));
  for (const [name, values] of known) expect(Object.values(values), name).toEqual(wire.get(name));
  expect(enums.map(([name]) => name).filter((name) => !wire.has(name))).toEqual(['MemberRole']);
});

describe('the documentation', () => {
  test('.env.example names every setting that the server reads, and no other', () => {
    const named = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(new Set(named).size).toBe(named.length);
    expect(named.sort()).toEqual(Object.keys(EnvSchema.shape).sort());
  });

  test('the README’s table of settings is .env.example’s', () => {
    const table = read('README.md').match(/<!-- settings -->([\s\S]*?)<!-- \/settings -->/)?.[1] ?? '';
    const named = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(EnvSchema.shape).sort());
  });

  test('docs/errors.md has a row for every error code, and no other', () => {
    const named = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...errorCodes].sort());
  });

  test('docs/asvs.md names no file that is not there, and has a reason in every row', () => {
    const rows = read('docs/asvs.md')
      .split('\n')
      .filter((row) => /^\| \d/.test(row));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const [, requirement, , met, by = ''] = row.split('|').map((cell) => cell.trim());
      expect(by.length, requirement).toBeGreaterThan(5);
      const files = by.match(/\b(?:test|e2e|docs|src|cli\/src)\/[\w./-]+\.(?:tsx?|md)/g) ?? [];
      if (met === 'yes') expect(files, requirement).not.toEqual([]);
      for (const file of files) expect(existsSync(file), `${requirement}: ${file}`).toBe(true);
    }
  });
});
