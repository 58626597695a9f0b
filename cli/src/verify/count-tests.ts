/** Removes colours and the like, so that the patterns below see plain text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with ESC
const plain = (text: string) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');

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
  // unittest
  (text) => sum(text, /^Ran (\d+) tests? in /gm),
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
  // bare TAP
  (text) => sum(text, /^1\.\.(\d+)\s*$/gm),
];

const NONE =
  /^(?:No test files found|No tests found, exiting with code|no tests ran|Error: No tests found|collected 0 items)/im;

/** How many tests a command's output says have run; null where it does not tell. */
export function countTests(output: string): number | null {
  const text = plain(output).replaceAll('\r\n', '\n');
  for (const read of RUNNERS) {
    const count = read(text);
    if (count !== null) return Math.max(0, count);
  }
  return NONE.test(text) ? 0 : null;
}
