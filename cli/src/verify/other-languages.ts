import type { z } from 'zod';
import type { CheckSpec } from '@/contract/project';
import type { CommitFiles } from './detect-checks';

type Spec = z.input<typeof CheckSpec>;

/** The longest a build that fetches and compiles everything may take. */
const LONG_MS = 1_800_000;

/** The checks that the files of a commit stand for in Python, Go, Rust and Java. */
export const otherChecks = async (base: CommitFiles): Promise<Spec[]> => [
  ...(await pythonChecks(base)),
  ...goChecks(base),
  ...rustChecks(base),
  ...javaChecks(base),
];

async function pythonChecks({ paths, read }: CommitFiles): Promise<Spec[]> {
  const tests = [...paths].filter((path) => /(^|\/)(test_[\w.-]+|[\w.-]+_test)\.py$/.test(path));
  const project = (await read('pyproject.toml')) ?? '';
  const settings = ['pytest.ini', 'setup.cfg', 'tox.ini', 'conftest.py', 'tests/conftest.py'];
  const checks: Spec[] = [];
  if (paths.has('mypy.ini') || project.includes('[tool.mypy]'))
    checks.push({ name: 'mypy', kind: 'types', argv: ['python3', '-m', 'mypy', '.'] });
  if (paths.has('ruff.toml') || paths.has('.ruff.toml') || project.includes('[tool.ruff'))
    checks.push({ name: 'ruff', kind: 'lint', argv: ['ruff', 'check', '.'] });
  if (tests.length === 0) return checks;
  const usesPytest = settings.some((path) => paths.has(path)) || project.includes('pytest');
  const first = usesPytest ? '' : ((await read(tests[0] as string)) ?? '');
  const plain = /^(?:import unittest|from unittest)\b/m.test(first);
  checks.push(
    plain
      ? {
          name: 'unittest',
          kind: 'test',
          argv: ['python3', '-m', 'unittest', 'discover', '-v', ...whereOf(tests, paths)],
        }
      : { name: 'pytest', kind: 'test', argv: ['python3', '-m', 'pytest', '-q'] },
  );
  return checks;
}

/** A folder of tests without `__init__.py` is found only when it is named. */
const whereOf = (tests: string[], paths: ReadonlySet<string>): string[] => {
  const folders = new Set(tests.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.')));
  const [only] = folders;
  return folders.size === 1 && only && only !== '.' && !paths.has(`${only}/__init__.py`) ? ['-s', only] : [];
};

const goChecks = ({ paths }: CommitFiles): Spec[] =>
  paths.has('go.mod')
    ? [
        { name: 'go vet', kind: 'lint', argv: ['go', 'vet', './...'] },
        { name: 'go test', kind: 'test', argv: ['go', 'test', '-v', './...'] },
      ]
    : [];

const rustChecks = ({ paths }: CommitFiles): Spec[] =>
  paths.has('Cargo.toml')
    ? [{ name: 'cargo test', kind: 'test', argv: ['cargo', 'test', '--no-fail-fast'], timeoutMs: LONG_MS }]
    : [];

function javaChecks({ paths }: CommitFiles): Spec[] {
  const check = (name: string, ...argv: string[]): Spec[] => [
    { name, kind: 'test', argv, timeoutMs: LONG_MS },
  ];
  if (paths.has('pom.xml'))
    return paths.has('mvnw')
      ? check('maven', './mvnw', '-B', '-ntp', 'test')
      : check('maven', 'mvn', '-B', '-ntp', 'test');
  if (paths.has('build.gradle') || paths.has('build.gradle.kts'))
    return paths.has('gradlew')
      ? check('gradle', './gradlew', '--no-daemon', '--console=plain', 'test')
      : check('gradle', 'gradle', '--no-daemon', '--console=plain', 'test');
  return [];
}
