import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { freePort } from '../test/support/free-port';
import { run } from './enter/run.mjs';

/** `npm test [suite ...]`: runs the suites one after the other and says how long each took; ends with one line that sums them up. */
const VITEST = ['unit', 'db', 'cli', 'faults', 'proof'];
const PLAYWRIGHT = ['e2e', 'a11y'];
const ALL = [...VITEST.slice(0, 3), ...PLAYWRIGHT, ...VITEST.slice(3)];
/** Run by name only: the suite `db` once more, through a pgbouncer in transaction mode. */
const POOLER = 'pooler';

interface Result {
  suite: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** Names of the tests that failed, each with the first line of what it said. */
  failures: string[];
  /** The same of those that passed at their second try. */
  unsteady: string[];
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => ![...ALL, POOLER].includes(name));
if (unknown) {
  console.error(`There is no suite "${unknown}". There are: ${[...ALL, POOLER].join(', ')}.`);
  process.exit(2);
}
const reports = path.resolve('.data/reports');
mkdirSync(reports, { recursive: true });
process.env.NEXT_TELEMETRY_DISABLED = '1';
// Among all suites the longest one runs in its short form.
if (wanted.length === 0) process.env.A11Y_SHORT = '1';

const results: Result[] = [];
for (const suite of wanted.length ? wanted : ALL) {
  const report = path.join(reports, `${suite}.json`);
  rmSync(report, { force: true });
  console.log(`\n--- ${suite}`);
  const began = Date.now();
  const code = PLAYWRIGHT.includes(suite) ? await playwright(suite, report) : await vitest(suite, report);
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] };
  // A suite that ends badly without a failed test (nothing found, a crash, an error outside of all tests) is one failure.
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    counts.failures.push('The suite ended badly outside of its tests; see its output above.');
  }
  results.push({ suite, ...counts, seconds: Math.round((Date.now() - began) / 1000) });
}

console.log('\n');
for (const { suite, passed, failed, skipped, seconds } of results) {
  const marks = `${failed ? `, ${failed} FAILED` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`${suite.padEnd(8)} ${String(seconds).padStart(5)} s  ${passed} passed${marks}`);
}
// Last, so that whoever sees only the end of a long output knows what to look at.
for (const { suite, unsteady } of results)
  for (const one of unsteady) console.log(`\nPASSED AT THE SECOND TRY, ${suite}: ${one}`);
for (const { suite, failures } of results)
  for (const failure of failures) console.log(`\nFAILED ${suite}: ${failure}`);
const sum = (of: 'passed' | 'failed' | 'seconds') => results.reduce((total, result) => total + result[of], 0);
console.log(`${'all'.padEnd(8)} ${String(sum('seconds')).padStart(5)} s\n`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') ? 1 : 0);

function vitest(suite: string, report: string): Promise<number> {
  const argv = [
    'run',
    '--project',
    suite === POOLER ? 'db' : suite,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    // It holds that every branch of the decisions was taken.
    ...(suite === 'unit' ? ['--coverage'] : []),
  ];
  const env = suite === POOLER ? { ...process.env, TEST_POOLER: '1' } : process.env;
  return run(process.execPath, ['node_modules/vitest/vitest.mjs', ...argv], env);
}

/** The browser tests start the real dashboard on a database of their own. */
async function playwright(suite: string, report: string): Promise<number> {
  const data = `.data/e2e-${process.pid}`;
  try {
    return await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--project', suite], {
      ...process.env,
      E2E_PORT: String(await freePort()),
      E2E_DATA_DIR: data,
      E2E_REPORT: report,
      // One browser context is emptied between tests instead of made anew: a new one compiles every script again.
      PW_TEST_REUSE_CONTEXT: '1',
    });
  } finally {
    await removeEmbedded(path.resolve(data, 'postgres'));
    rmSync(data, { recursive: true, force: true });
  }
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
  }[];
}
interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs: {
    title: string;
    file: string;
    tests: {
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      results: { error?: { message: string } }[];
    }[];
  }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}

function count(report: VitestReport | PlaywrightReport): Omit<Result, 'suite' | 'seconds'> {
  if ('stats' in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return {
      passed: expected + flaky,
      failed: unexpected,
      skipped,
      failures: report.suites.flatMap((one) => specsThat(one, 'unexpected')),
      unsteady: report.suites.flatMap((one) => specsThat(one, 'flaky')),
    };
  }
  // A file that could not be loaded, or in which a hook failed: its tests are skipped, and none of them says why.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  // A test that passed keeps what its first try said.
  const thatEnded = (end: 'failed' | 'passed') =>
    report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status, failureMessages }) => status === end && failureMessages?.length)
        .map(({ fullName, failureMessages }) =>
          oneFailure(path.basename(name), fullName, failureMessages?.[0]),
        ),
    );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests,
    failures: [
      ...thatEnded('failed'),
      ...unloaded.map(({ name, message }) => oneFailure(path.basename(name), '', message)),
    ],
    unsteady: thatEnded('passed'),
  };
}

function specsThat({ suites = [], specs }: PlaywrightSuite, end: 'unexpected' | 'flaky'): string[] {
  const here = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === end)
      .map(({ results: tries }) => oneFailure(file, title, tries.find(({ error }) => error)?.error?.message)),
  );
  return [...suites.flatMap((one) => specsThat(one, end)), ...here];
}

function oneFailure(file: string, title: string, message = ''): string {
  const said = stripVTControlCharacters(message).split('\n').slice(0, 3);
  return [`${file} ${title}`, ...said].join('\n  ');
}
