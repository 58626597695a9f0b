import { expect, test } from 'vitest';
import { countTests } from '../../../cli/src/verify/count-tests';

const OUTPUTS: [string, string, number | null][] = [
  [
    'node --test, TAP',
    'TAP version 13\nok 1 - adds\n1..1\n# tests 5\n# suites 1\n# pass 4\n# fail 1\n# skipped 0\n# todo 0\n',
    5,
  ],
  ['node --test, spec', 'ℹ tests 12\nℹ suites 2\nℹ pass 11\nℹ fail 0\nℹ skipped 1\nℹ todo 0\n', 11],
  ['node --test, nothing found', '1..0\n# tests 0\n# suites 0\n# pass 0\n', 0],
  [
    'vitest',
    ' Test Files  2 passed (2)\n      Tests  1 failed | 7 passed | 2 skipped (10)\n   Duration  1.2s\n',
    8,
  ],
  [
    'vitest in colour',
    '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m3 passed\u001b[39m\u001b[22m\u001b[90m (3)\u001b[39m\n',
    3,
  ],
  ['vitest, none', 'No test files found, exiting with code 1\n', 0],
  ['jest', 'Test Suites: 1 passed, 1 total\nTests:       1 failed, 2 skipped, 9 passed, 12 total\n', 10],
  ['jest, none', 'No tests found, exiting with code 1\nRun with `--passWithNoTests`', 0],
  ['mocha', '  5 passing (12ms)\n  1 pending\n  2 failing\n', 7],
  ['pytest', '=========== 3 failed, 40 passed, 2 skipped in 1.23s ===========\n', 43],
  ['pytest -q', '....\n4 passed in 0.01s\n', 4],
  ['pytest, none', '============ no tests ran in 0.00s ============\n', 0],
  ['unittest', 'Ran 7 tests in 0.001s\n\nOK\n', 7],
  [
    'cargo',
    'test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured\n\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n',
    6,
  ],
  [
    'cargo, none',
    'running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n',
    0,
  ],
  [
    'go test -v',
    '=== RUN   TestA\n--- PASS: TestA (0.00s)\n--- FAIL: TestB (0.00s)\n    --- PASS: TestB/sub (0.00s)\nFAIL\n',
    3,
  ],
  ['go test', 'ok  \texample.com/a\t0.003s\n?   \texample.com/b\t[no test files]\n', 1],
  ['go, none', '?   \texample.com/b\t[no test files]\n', 0],
  [
    'maven',
    'Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s - in A\nTests run: 8, Failures: 1, Errors: 0, Skipped: 0\n',
    8,
  ],
  ['JUnit XML', '<testsuite name="a" tests="4" failures="0"></testsuite><testsuite tests="2"/>', 6],
  ['bare TAP', '1..9\nok 1\n', 9],
  ['something else', 'All good.\n', null],
];

test.each(OUTPUTS)('%s', (_, output, count) => {
  expect(countTests(output)).toBe(count);
});

test('a hostile output comes to an end', () => {
  const hostile = `${' '.repeat(50_000)}${'1 passed, '.repeat(20_000)}\n${'='.repeat(100_000)}`;
  expect(countTests(hostile) ?? 0).toBeTypeOf('number');
});
