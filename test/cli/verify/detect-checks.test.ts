import { describe, expect, test } from 'vitest';
import { detectChecks, detectSetup } from '../../../cli/src/verify/detect-checks';

const files = (contents: Record<string, string>) => ({
  paths: new Set(Object.keys(contents)),
  read: async (path: string) => contents[path] ?? null,
});
const manifest = (scripts: Record<string, string>, devDependencies: Record<string, string> = {}) =>
  JSON.stringify({ scripts, devDependencies });
const found = async (contents: Record<string, string>, changed: string[] = []) =>
  (await detectChecks([], files(contents), changed)).map(({ kind, argv }) => `${kind}: ${argv.join(' ')}`);

describe('checks of a project', () => {
  test('are the configured ones where there are any', async () => {
    const own = [{ name: 'mine', kind: 'custom' as const, argv: ['make', 'check'], timeoutMs: 5000 }];
    expect(await detectChecks(own, files({ 'package.json': manifest({ test: 'vitest' }) }), [])).toEqual(own);
  });

  test('are the scripts of package.json, by the package manager of the lock file', async () => {
    const scripts = manifest({
      test: 'vitest run',
      lint: 'biome check',
      typecheck: 'tsc',
      build: 'vite build',
      start: 'x',
    });
    expect(await found({ 'package.json': scripts })).toEqual([
      'types: npm run typecheck',
      'lint: npm run lint',
      'custom: npm run build',
      'test: npm run test',
    ]);
    expect(await found({ 'package.json': manifest({ test: 'vitest' }), 'pnpm-lock.yaml': '' })).toEqual([
      'test: pnpm run test',
    ]);
  });

  test('leave out the test script that npm puts into every new package', async () => {
    expect(
      await found({ 'package.json': manifest({ test: 'echo "Error: no test specified" && exit 1' }) }),
    ).toEqual([]);
  });

  test('take the type checker from tsconfig.json where no script names it', async () => {
    expect(await found({ 'package.json': manifest({}, { typescript: '5' }), 'tsconfig.json': '{}' })).toEqual(
      ['types: npx --no-install tsc --noEmit'],
    );
  });

  test('run node’s own tests where there are test files and no script', async () => {
    expect(await found({ 'package.json': manifest({}), 'test/a.test.js': '' })).toEqual([
      'test: node --test',
    ]);
  });

  test('read changed JavaScript, but not what may be JSX', async () => {
    const [syntax] = await detectChecks([], files({ 'package.json': manifest({}) }), [
      'a.js',
      'b.mjs',
      'c.ts',
      'd.cjs',
    ]);
    expect(syntax?.argv.slice(-3)).toEqual(['./a.js', './b.mjs', './d.cjs']);
    const web = await detectChecks([], files({ 'package.json': manifest({}, { react: '19' }) }), ['a.js']);
    expect(web).toEqual([]);
  });

  test('are those that the repository’s own file names, before any that are guessed', async () => {
    const own = JSON.stringify({
      checks: [{ name: 'all', kind: 'test', argv: ['make', 'check'] }],
      setup: ['make', 'deps'],
    });
    const contents = { '.agent-orchestrator.json': own, 'go.mod': '' };
    expect(await found(contents)).toEqual(['test: make check']);
    expect(await detectSetup(null, files(contents))).toEqual(['make', 'deps']);
    expect(await found({ '.agent-orchestrator.json': '{', 'Cargo.toml': '' })).toEqual([
      'test: cargo test --no-fail-fast',
    ]);
  });

  test('know other languages by their files', async () => {
    expect(await found({ 'go.mod': '' })).toEqual(['lint: go vet ./...', 'test: go test -v ./...']);
    expect(await found({ 'Cargo.toml': '' })).toEqual(['test: cargo test --no-fail-fast']);
    expect(await found({ 'pyproject.toml': '', 'tests/test_a.py': '' })).toEqual([
      'test: python3 -m pytest -q',
    ]);
    expect(await found({ 'tests/test_a.py': 'import unittest\n', 'a.py': '' })).toEqual([
      'test: python3 -m unittest discover -v -s tests',
    ]);
    expect(await found({ 'mypy.ini': '', 'ruff.toml': '', 'a.py': '' })).toEqual([
      'types: python3 -m mypy .',
      'lint: ruff check .',
    ]);
    expect(await found({ 'pom.xml': '' })).toEqual(['test: mvn -B -ntp test']);
    expect(await found({ 'pom.xml': '', mvnw: '' })).toEqual(['test: ./mvnw -B -ntp test']);
    expect(await found({ 'build.gradle.kts': '', gradlew: '' })).toEqual([
      'test: ./gradlew --no-daemon --console=plain test',
    ]);
  });

  test('are none where nothing is found, and where package.json is broken', async () => {
    expect(await found({ 'README.md': '' })).toEqual([]);
    expect(await found({ 'package.json': '{' })).toEqual([]);
  });
});

describe('set-up of a fresh checkout', () => {
  test.each([
    [{ 'package-lock.json': '' }, ['npm', 'ci']],
    [{ 'pnpm-lock.yaml': '' }, ['pnpm', 'install', '--frozen-lockfile']],
    [{}, null],
  ])('follows the lock file', async (locks, argv) => {
    expect(await detectSetup(null, files({ 'package.json': manifest({}, { a: '1' }), ...locks }))).toEqual(
      argv,
    );
  });

  test('is not needed without dependencies, and is the configured one where there is one', async () => {
    expect(
      await detectSetup(null, files({ 'package.json': manifest({}), 'package-lock.json': '' })),
    ).toBeNull();
    expect(await detectSetup(['make', 'deps'], files({}))).toEqual(['make', 'deps']);
  });
});
