import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CheckResult } from '@/contract/check-run';
import { fitResult } from '../../../cli/src/runner/fit-result';
import { succeeded } from '../../../cli/src/runner/result';

const MOST = 20_000;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const file = (path: string) => ({
  path,
  status: 'added' as const,
  additions: 1,
  deletions: 0,
  binary: false,
});
const withChanges = (paths: string[], patch: string) =>
  succeeded('Done.', { changes: { files: paths.map(file), patch, truncated: false } });

test('a result that fits is left as it is', () => {
  const result = withChanges(['a.ts'], 'x'.repeat(MOST - 1000));
  expect(fitResult(result, MOST)).toBe(result);
});

test('however many bytes a character takes, what is left fits, is a beginning and says that it was cut', () => {
  const character = fc.constantFrom('a', '\n', '"', '\u001b', 'é', '€', '😀', '\ud83d');
  const text = fc.tuple(
    fc.array(character, { minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max: 9000 }),
  );
  fc.assert(
    fc.property(text, ([some, times]) => {
      const patch = some.join('').repeat(times);
      const fitted = fitResult(withChanges(['a.ts'], patch), MOST);
      expect(bytesOf(fitted)).toBeLessThanOrEqual(MOST);
      expect(patch.startsWith(fitted.changes!.patch)).toBe(true);
      const isCut = fitted.changes!.patch.length < patch.length;
      expect(fitted.changes!.truncated).toBe(isCut);
      // Nothing is cut for nothing: no character takes more than twelve bytes.
      if (isCut) expect(bytesOf(fitted)).toBeGreaterThan(MOST - 13);
      expect(fitted.changes!.files).toHaveLength(1);
    }),
    { numRuns: 200 },
  );
});

test('where the names alone are too long, the last files are left out', () => {
  const paths = Array.from({ length: 500 }, (_, n) => `${n}/${'ä'.repeat(200)}`);
  const { changes } = fitResult(withChanges(paths, 'patch'), MOST);
  expect(changes).toMatchObject({ patch: '', truncated: true });
  expect(changes!.files.length).toBeGreaterThan(20);
  expect(changes!.files).toEqual(paths.slice(0, changes!.files.length).map(file));
});

test('where the checks alone are too long, each keeps its verdict, the end of its output and its first findings', () => {
  const finding = { file: 'a.ts', line: 1, rule: null, test: null, message: 'é'.repeat(500), old: false };
  const check: CheckResult = {
    name: 'lint',
    kind: 'lint',
    argv: ['lint'],
    status: 'failed',
    exitCode: 1,
    durationMs: 1,
    testsRun: null,
    outputTail: `${'\u001b'.repeat(16_000)}the end`,
    report: {
      findings: Array(100).fill(finding),
      failures: 100,
      old: 0,
      flaky: false,
      base: null,
      digest: '0'.repeat(64),
    },
  };
  const { checks } = fitResult(succeeded('Done.', { checks: [check] }), MOST);
  expect(bytesOf(checks)).toBeLessThan(MOST);
  expect(checks[0]).toMatchObject({ status: 'failed', report: { failures: 100 } });
  expect(checks[0]!.outputTail.endsWith('the end')).toBe(true);
  expect(checks[0]!.report!.findings).toHaveLength(10);
});
