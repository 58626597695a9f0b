import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFindings } from '../../../cli/src/verify/read-findings';

const short = (output: string, folder: string) =>
  readFindings(output, folder).map(({ file, line, rule, test: name, message }) =>
    [file && line ? `${file}:${line}` : file, rule, name, message].filter(Boolean).join(' | '),
  );
const recorded = (name: string) =>
  readFileSync(path.resolve('test/recordings/checks', `${name}.txt`), 'utf8');

const SAID: [string, string, string[]][] = [
  [
    'typescript',
    '/build',
    [
      "b.ts:1 | TS2322 | Type 'string' is not assignable to type 'number'.",
      "b.ts:1 | TS2304 | Cannot find name 'foo'.",
    ],
  ],
  [
    'typescript-pretty',
    '/build',
    [
      "b.ts:1 | TS2322 | Type 'string' is not assignable to type 'number'.",
      "b.ts:1 | TS2304 | Cannot find name 'foo'.",
    ],
  ],
  [
    'eslint',
    '/build/shop',
    [
      "src/cart.js:3 | no-unused-vars | 'total' is assigned a value but never used",
      'src/cart.js:14 | Parsing error: Unexpected token }',
      "src/price.js:2 | eqeqeq | Expected '===' and instead saw '=='",
    ],
  ],
  [
    'biome',
    '/build',
    [
      'a.ts:1 | lint/suspicious/noDebugger | This is an unexpected use of the debugger statement.',
      'a.ts:1 | lint/suspicious/noDoubleEquals | Using == may be unsafe if you are relying on type coercion.',
    ],
  ],
  [
    'mypy',
    '/build',
    [
      'src/tally.py:4 | return-value | Incompatible return value type (got "str", expected "int")',
      'src/tally.py:9 | name-defined | Name "totl" is not defined',
    ],
  ],
  [
    'pytest',
    '/build/py',
    ['test_a.py | test_a | assert (1 + 1) == 3', 'test_a.py | test_b[2] | assert 2 == 1'],
  ],
  ['pytest-collect', '/build/py', ['test_d.py | test_d.py | ERROR']],
  [
    'unittest',
    '/build/pu',
    [
      "tests/test_t.py:4 | test_t.T.test_b | KeyError: 'x'",
      'tests/test_t.py:3 | test_t.T.test_a | AssertionError: 1 != 2',
    ],
  ],
  ['junit', '/build', ['test_a › test_a | assert (1 + 1) == 3', 'test_a › test_b[2] | assert 2 == 1']],
  ['go', '/build', ['add_test.go:8 | TestAdd | Add(1, 2) = 4, want 3']],
  ['go-build', '/build', ['add.go:4 | undefined: totl']],
  ['cargo-test', '/build/tally', ['src/lib.rs:6 | tests::adds | assertion `left == right` failed']],
  ['cargo-error', '/build/tally', ['src/lib.rs:1 | E0425 | cannot find value `c` in this scope']],
  ['maven', '/build/shop', ['PriceTest.roundsUp | expected: <3> but was: <2>']],
  ['maven-compile', '/build/shop', ['src/main/java/com/example/Price.java:7 | cannot find symbol']],
  ['node-tap', '/build/nd', ['test/a.test.js:2 | adds | 2 == 3', 'test/a.test.js:3 | inner | no such price']],
  [
    'node-spec',
    '/build/nd',
    [
      'test/a.test.js:2 | adds | AssertionError [ERR_ASSERTION]: 2 == 3',
      'test/a.test.js:3 | inner | Error: no such price',
    ],
  ],
  [
    'vitest',
    '/build/vt',
    ['a.test.ts:2 | group > adds | AssertionError: expected 2 to be 3 // Object.is equality'],
  ],
  [
    'jest',
    '/build',
    ['test/cart.test.js:4 | cart › adds | expect(received).toBe(expected) // Object.is equality'],
  ],
];

test.each(SAID)('what %s found is read', (name, folder, findings) => {
  const text = name === 'junit' ? readFileSync('test/recordings/checks/junit.xml', 'utf8') : recorded(name);
  expect(short(text, folder)).toEqual(findings);
});

test('what passed, or says nothing, holds no finding', () => {
  expect(readFindings('ok 1 - adds\n1..1\n# tests 1\nnot ok 2 - later # TODO\n', '/')).toEqual([]);
  expect(readFindings('All good: error-free (3 errors less than before).\n', '/')).toEqual([]);
});

test('a hostile output is read to its end, and nothing of it grows', () => {
  const hostile = [
    '<testcase name="'.repeat(20_000),
    '&lol;'.repeat(20_000),
    `${'a'.repeat(300_000)}(1,1): error TS1: x`,
    ' '.repeat(100_000),
    'not ok 1 - x\n'.repeat(5_000),
    `<!ENTITY a "${'b'.repeat(1_000)}">`,
    `src/x.ts(1,1): error TS2322: ${'m'.repeat(1_500)}`,
  ].join('\n');
  const found = readFindings(hostile, '/');
  expect(found.length).toBeGreaterThan(0);
  expect(Math.max(...found.map(({ message }) => message.length))).toBeLessThanOrEqual(500);
});
