import { plainText } from './plain-text';

const sum = (text: string, pattern: RegExp): number | null => {
  const found = [...text.matchAll(pattern)];
  return found.length === 0
    ? null
    : found.reduce(
        (total, match) => total + match.slice(1).reduce((n, group) => n + (Number(group) || 0), 0),
        0,
      );
};

/** Adds the counts that stand before words, as in `3 failed, 12 passed`. */
const byWords = (line: string, words: string) =>
  [...line.matchAll(new RegExp(`(\\d+) (?:${words})\\b`, 'g'))].reduce(
    (total, match) => total + Number(match[1]),
    0,
  );

const lines = (text: string, pattern: RegExp) => text.split('\n').filter((line) => pattern.test(line));
const fromLines = (text: string, pattern: RegExp, words: string): number | null => {
  const found = lines(text, pattern);
  return found.length === 0 ? null : found.reduce((total, line) => total + byWords(line, words), 0);
};

/** What each test runner prints at its end, and how to read the number of tests that really ran. */
const RUNNERS: ((text: string) => number | null)[] = [
  // node --test, TAP and spec: skipped and todo tests are in `tests` and are taken out again.
  (text) => {
    const tests = sum(text, /^(?:#|ℹ) tests (\d+)\s*$/gm);
    return tests === null ? null : tests - (sum(text, /^(?:#|ℹ) (?:skipped|todo) (\d+)\s*$/gm) ?? 0);
  },
  // vitest
  (text) => fromLines(text, /^\s*Tests\s+(?:\d+ |no tests)/, 'passed|failed'),
  // jest
  (text) => fromLines(text, /^Tests:\s+\d+ /, 'passed|failed'),
  // mocha
  (text) => sum(text, /^\s+(\d+) (?:passing|failing)\b/gm),
  // pytest, with and without its rules of equals signs
  (text) =>
    fromLines(
      text,
      /^(?:=+ )?(?:\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|xpassed)\b.*|no tests ran) in [\d.]+s/,
      'passed|failed|errors?|xfailed|xpassed',
    ),
  // unittest, whose count holds those that were skipped
  (text) => {
    const tests = sum(text, /^Ran (\d+) tests? in /gm);
    return tests === null ? null : tests - (sum(text, /^(?:OK|FAILED) \(.*?\bskipped=(\d+)/gm) ?? 0);
  },
  // cargo
  (text) => sum(text, /^test result: \w+\. (\d+) passed; (\d+) failed/gm),
  // go test -v, else packages count as one each
  (text) => {
    const named = lines(text, /^\s*--- (?:PASS|FAIL): /).length;
    if (named > 0) return named;
    const packages = lines(
      text,
      /^(?:ok|FAIL)\s+\S+\s+(?:[\d.]+s|\(cached\))(?!.*\[no tests to run\])/,
    ).length;
    return packages > 0 ? packages : lines(text, /\[no test(?: file)?s(?: to run)?\]/).length > 0 ? 0 : null;
  },
  // Maven and Gradle; JUnit's XML
  (text) => sum(text, /^(?:\[\w+\] )?Tests run: (\d+), Failures: \d+, Errors: \d+, Skipped: \d+\s*$/gm),
  (text) => sum(text, /<testsuite\b[^>]*\btests="(\d+)"/g),
  // RSpec and ExUnit, minitest, PHPUnit, bun, AVA, deno, Playwright
  (text) => sum(text, /^(\d+) (?:examples?|tests?), \d+ failures?/gm),
  (text) => sum(text, /^(\d+) runs, \d+ assertions/gm),
  (text) => sum(text, /^OK \((\d+) tests?, |^Tests: (\d+), Assertions: \d+/gm),
  (text) => sum(text, /^ *(\d+) (?:pass|fail)$/gm),
  (text) => sum(text, /^ +(\d+) tests? (?:passed|failed)$/gm),
  (text) => sum(text, /^(?:ok|FAILED) \| (\d+) passed[^|]*\| (\d+) failed/gm),
  (text) => sum(text, /^ +(\d+) (?:passed|failed)(?: \([\d.]+m?s\))?$/gm),
  // bare TAP: what was planned, without what was skipped
  (text) => {
    const planned = sum(text, /^1\.\.(\d+)\s*$/gm);
    return planned === null ? null : planned - lines(text, /^ok \d+.*# (?:skip|todo)\b/i).length;
  },
];

const NONE =
  /^(?:No test files found|No tests found, exiting with code|no tests ran|Error: No tests found|collected 0 items)/im;

/** How many tests a command's output says have run; null where it does not tell. */
export function countTests(output: string): number | null {
  const text = plainText(output);
  for (const read of RUNNERS) {
    const count = read(text);
    if (count !== null) return Math.max(0, count);
  }
  return NONE.test(text) ? 0 : null;
}

/** The same for tests that failed. */
const FAILED: ((text: string) => number | null)[] = [
  (text) => sum(text, /^(?:#|ℹ) (?:fail|cancelled) (\d+)\s*$/gm),
  (text) => fromLines(text, /^\s*Tests\s+(?:\d+ |no tests)/, 'failed'),
  (text) => fromLines(text, /^Tests:\s+\d+ /, 'failed'),
  (text) => (/^\s+\d+ passing\b/m.test(text) ? (sum(text, /^\s+(\d+) failing\b/gm) ?? 0) : null),
  (text) =>
    fromLines(text, /^(?:=+ )?\d+ (?:passed|failed|errors?|skipped)\b.* in [\d.]+s/, 'failed|errors?'),
  (text) => sum(text, /^FAILED \((?:failures=(\d+))?(?:, )?(?:errors=(\d+))?/gm),
  (text) => sum(text, /^test result: \w+\. \d+ passed; (\d+) failed/gm),
  (text) => sum(text, /^(?:\[\w+\] )?Tests run: \d+, Failures: (\d+), Errors: (\d+), Skipped: \d+\s*$/gm),
];

/** How many tests a command's output says have failed; null where it does not tell. */
export function countFailed(output: string): number | null {
  const text = plainText(output);
  for (const read of FAILED) {
    const count = read(text);
    if (count !== null) return count;
  }
  return null;
}
