import { stripComments } from './strip-comments';

/** What a file of tests holds, as far as it can be told without running it. */
export interface TestFacts {
  /** Its lines without comments and imports, spaces evened out. */
  lines: string[];
  /** Names of its tests, or their signatures. */
  tests: string[];
  /** Lines that assert something that could be false, spaces evened out. */
  assertions: string[];
  /** How many of them ask for an exact value. */
  strict: number;
  /** How many marks it has that keep tests from running, or that keep their failure from counting. */
  evasions: number;
}

const SOURCE_MAX = 300_000;
const LINE_MAX = 1_000;

const TESTS = [
  /\b(?:test|it|specify|Deno\.test)(?:\.\w+)*\s*\(\s*(['"`].{0,200}?['"`])/,
  /^\s*(?:async )?def (test\w*)/,
  /^func (Test\w+)\(/,
  /^\s*#\[(?:\w+::)?test\]/,
  /^\s*@(?:Parameterized)?Test\b/,
];
const ASSERTS =
  /\b(?:assert|expect|require|should)(?:\.\w+)*!?\s*\(|\bt\.(?!test\b|skip\b|todo\b|plan\b|end\b)\w+\(|^\s*assert\b|\bself\.(?:assert|fail)\w*\(|\bassert(?:_\w+)?!\(|\bassert\w+\(|\bt\.(?:Error|Fatal)f?\(|\bpytest\.raises\(/;
const TRIVIAL =
  /\b(?:assert(?:\.ok)?|assertTrue|assert!)\(\s*(?:[tT]rue|1|!0|!false)\s*[,)]|^\s*assert\s+(?:True|1)\b|(?:\bassert\w*!?|[eE]quals?)\(\s*(['"]?\w+['"]?)\s*,\s*\1\s*[,)]|expect\(\s*(['"]?\w+['"]?)\s*\)\.to(?:Be|Equal|StrictEqual)\(\s*\2\s*\)|assert\s+(\w+) == \3\s*$/;
const STRICT =
  /[eE]qual|\.toBe\(|toMatch|toContain|toHave|[tT]hrows|[rR]ejects|toThrow|assertRaises|pytest\.raises|assertIn\b|assert_eq|assert_ne|==|deepEqual|\.(?:Error|Fatal)f?\(/;
const EVASIONS = [
  /\b(?:test|it|describe|suite|context)\.(?:skip|todo|only|fails|failing|skipIf|runIf)\b/,
  /\b(?:xit|xtest|xdescribe|fit|fdescribe)\s*\(/,
  /\b(?:skip|todo|only)\s*:\s*(?!false\b)\S/,
  /\b(?:t|this|ctx|context)\.(?:skip|todo)\s*\(|\bt\.Skip\w*\(|\bself\.skipTest\(/,
  /@(?:unittest\.)?(?:skip\w*|expectedFailure)\b|\bpytest\.(?:mark\.(?:skip\w*|xfail)|skip|xfail)\b|\b__test__\s*=\s*False/,
  /#\[ignore|#\[should_panic|@(?:Disabled|Ignore)\b|#\[cfg\((?!test\))/,
  /^\s*return\s*;?\s*$/,
  /\bcatch\b|^\s*except\b|\bcontextlib\.suppress\b/,
  /\bprocess\.(?:exit|exitCode|abort)\b|\bsys\.exit\(|\bos\._exit\(/,
  /\bif\s*\(\s*(?:false|0)\s*\)|^\s*if (?:False|0):|\bwhile\s*\(\s*false\s*\)/,
];

/** Reads a file of tests. `path` tells the language. */
export function readTests(source: string, path: string): TestFacts {
  const hash = /\.(?:py|rb|sh|toml|ya?ml)$/.test(path);
  const lines = stripComments(source.slice(0, SOURCE_MAX), hash)
    .split('\n')
    .map((line) => (line.length > LINE_MAX ? line.slice(0, LINE_MAX) : line))
    .filter(
      (line) =>
        line.trim() !== '' &&
        !/^\s*(?:import\b|from \S+ import\b|(?:const|let|var) .* = require\()/.test(line),
    );
  const tests = lines.flatMap((line) => {
    const match = TESTS.map((pattern) => pattern.exec(line)).find(Boolean);
    return match ? [match[1] ?? line.trim()] : [];
  });
  const assertions = lines.filter((line) => ASSERTS.test(line) && !TRIVIAL.test(line)).map(even);
  return {
    lines: lines.map(even),
    tests,
    assertions,
    strict: assertions.filter((line) => STRICT.test(line)).length,
    evasions: lines.reduce((sum, line) => sum + EVASIONS.filter((pattern) => pattern.test(line)).length, 0),
  };
}

const even = (line: string) => line.replace(/\s+/g, ' ').trim();
