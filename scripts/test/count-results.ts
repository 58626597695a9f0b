import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What came of the tests of one suite. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of the tests that failed, each with the first lines of what it said. */
  failures: string[];
  /** The same of those that passed at their second try. */
  unsteady: string[];
}

interface VitestReport {
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
      projectName: string;
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      results: { error?: { message: string } }[];
    }[];
  }[];
}
interface PlaywrightReport {
  suites: PlaywrightSuite[];
}
type End = 'passed' | 'failed' | 'skipped' | 'unsteady';

/** A suite of which nothing is known. */
export const NOTHING = (): Counts => ({ passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [] });

/** Counts a report of Vitest or Playwright by suite. */
export function countResults(report: VitestReport | PlaywrightReport): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const note = (suite: string, end: End, said: string) => {
    const of = counts.get(suite) ?? NOTHING();
    counts.set(suite, of);
    of[end === 'unsteady' ? 'passed' : end]++;
    if (end === 'failed') of.failures.push(said);
    if (end === 'unsteady') of.unsteady.push(said);
  };
  if ('testResults' in report) for (const file of report.testResults) ofVitest(file, note);
  else for (const suite of report.suites) ofPlaywright(suite, note);
  return counts;
}

type Note = (suite: string, end: End, said: string) => void;

function ofVitest(
  { name, status, message, assertionResults }: VitestReport['testResults'][number],
  note: Note,
) {
  const [suite = ''] = path.relative('test', name).split(path.sep);
  const file = path.basename(name);
  for (const { status: end, fullName, failureMessages } of assertionResults) {
    const said = inWords(file, fullName, failureMessages?.[0]);
    // A test that passed keeps what its first try said.
    if (end === 'passed') note(suite, failureMessages?.length ? 'unsteady' : 'passed', said);
    else note(suite, end === 'failed' ? 'failed' : 'skipped', said);
  }
  // A file that could not be loaded, or in which a hook failed: its tests are skipped, and none of them says why.
  if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed'))
    note(suite, 'failed', inWords(file, '', message));
}

const ENDS = { expected: 'passed', unexpected: 'failed', flaky: 'unsteady', skipped: 'skipped' } as const;

function ofPlaywright({ suites = [], specs }: PlaywrightSuite, note: Note): void {
  for (const { file, title, tests } of specs)
    for (const { projectName, status, results } of tests) {
      const said = results.find(({ error }) => error)?.error?.message;
      note(projectName, ENDS[status], inWords(file, title, said));
    }
  for (const suite of suites) ofPlaywright(suite, note);
}

function inWords(file: string, title: string, message = ''): string {
  const said = stripVTControlCharacters(message).split('\n').slice(0, 3);
  return [`${file} ${title}`, ...said].join('\n  ');
}
