import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findMissingOptionals } from '../../../scripts/house/find-missing-optionals';
import { readImports } from '../../../scripts/house/read-imports';
import { readSources } from '../../../scripts/house/read-sources';

interface Locked {
  version?: string;
  resolved?: string;
  link?: boolean;
  integrity?: string;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const versionOf = (name: string) =>
  lock.packages[`node_modules/${name}`]?.version ?? lock.packages[`cli/node_modules/${name}`]?.version;

/** The oldest version of each critical package that has no known hole, and that the code needs. */
const FLOORS: Record<string, string> = {
  next: '16.4.1',
  react: '19.3.0',
  'react-dom': '19.3.0',
  '@prisma/client': '7.10.0',
  prisma: '7.10.0',
  pg: '8.23.0',
  zod: '4.6.0',
  jose: '6.2.0',
  '@upstash/ratelimit': '2.2.0',
  tailwindcss: '4.3.0',
  commander: '14.0.0',
  '@anthropic-ai/sdk': '1.11.0',
  playwright: '1.65.0',
  vitest: '4.1.12',
  typescript: '7.0.2',
};

test.each(Object.entries(FLOORS))('%s is at least %s', (name, floor) => {
  const version = versionOf(name);
  expect(version, `${name} is not in the lock`).toBeDefined();
  expect(compare(version as string, floor), `${name} is ${version}`).toBeGreaterThanOrEqual(0);
});

test('the parts of Prisma, and of React, are of one version each', () => {
  expect(
    new Set(['prisma', '@prisma/client', '@prisma/adapter-pg', '@prisma/driver-adapter-utils'].map(versionOf))
      .size,
  ).toBe(1);
  expect(versionOf('react')).toBe(versionOf('react-dom'));
});

test('every direct dependency has its reason in docs/dependencies.md', () => {
  const said = readFileSync('docs/dependencies.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  const used = ['package.json', 'cli/package.json'].flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  expect([...new Set(said)].sort()).toEqual([...new Set(used)].sort());
});

test('every version is exact', () => {
  for (const file of ['package.json', 'cli/package.json']) {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8'));
    for (const [name, range] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    })) {
      expect(range, `${name} in ${file}`).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/);
    }
  }
});

test('the lock holds every platform’s packages', () => {
  expect(findMissingOptionals(lock)).toEqual([]);
  const { 'node_modules/@next/swc-darwin-arm64': _, ...holed } = lock.packages;
  expect(findMissingOptionals({ packages: holed })).toEqual([
    'node_modules/next wants @next/swc-darwin-arm64',
  ]);
});

test('the lock names no registry, so that any one serves it, and a checksum of each package', () => {
  const packages = Object.entries(lock.packages).filter(([at]) => at.includes('node_modules/'));
  for (const [at, { resolved, link, integrity }] of packages) {
    if (link) continue;
    expect(resolved, at).toBeUndefined();
    expect(integrity, at).toMatch(/^sha512-/);
  }
});

describe('what we say we are built on, we use', () => {
  const specifiers = [...readSources('.').values()].flatMap((source) =>
    readImports(source).map(({ specifier }) => specifier),
  );
  const imported = (name: string) =>
    specifiers.some((specifier) => specifier === name || specifier.startsWith(`${name}/`));

  test.each([
    'next',
    'react',
    '@prisma/adapter-pg',
    'zod',
    '@upstash/ratelimit',
    'commander',
    '@anthropic-ai/sdk',
    'pg',
  ])('%s is imported', (name) => expect(imported(name)).toBe(true));

  test.each([
    ['prisma and @prisma/client', 'prisma/schema.prisma', /provider\s*=\s*"prisma-client"/],
    ['the generated client', 'src/lib/db.ts', /@\/generated\/prisma\/client/],
    ['tailwindcss', 'src/app/globals.css', /@import ['"]tailwindcss['"]/],
    ['@tailwindcss/postcss', 'postcss.config.mjs', /@tailwindcss\/postcss/],
    ['playwright', 'playwright.config.ts', /@playwright\/test/],
    ['vitest', 'vitest.config.ts', /vitest\/config/],
  ])('%s is used by %s', (_name, file, pattern) => {
    expect(readFileSync(file, 'utf8')).toMatch(pattern);
  });
});

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
