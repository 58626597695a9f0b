import { describe, expect, it } from 'vitest';
import type { CheckReport, CheckResult } from '@/contract/check-run';
import { judge } from '@/contract/judge';
import { type JudgedPoint, weighPoints } from '@/contract/judged';

const check = (name: string, more: Partial<CheckResult> = {}): CheckResult => ({
  name,
  kind: name === 'test' ? 'test' : 'lint',
  argv: ['npm', 'run', name],
  status: 'passed',
  exitCode: 0,
  durationMs: 1,
  testsRun: null,
  outputTail: '',
  ...more,
});

describe('the verdict over the checks of a commit', () => {
  it('passes where tests ran and everything passed', () => {
    expect(judge([check('lint'), check('test')]).verdict).toBe('PASSED');
  });

  it.each(['failed', 'error', 'timeout'] as const)('fails where a check %s', (status) => {
    const judged = judge([
      check('test'),
      check('lint', { status, exitCode: 1, outputTail: 'src/a.ts:3 no' }),
    ]);
    expect(judged.verdict).toBe('FAILED');
    expect(judged.feedback).toContain('src/a.ts:3 no');
  });

  const report = (more: Partial<CheckReport> = {}): CheckReport => ({
    findings: [{ file: 'a.test.js', line: 1, rule: null, test: 'adds', message: 'no', old: true }],
    failures: 1,
    old: 1,
    flaky: false,
    base: { status: 'failed', testsRun: 3, failures: 1, listed: 1 },
    digest: '0'.repeat(64),
    ...more,
  });
  const old = (more: Partial<CheckReport> = {}) =>
    check('test', { status: 'failed', exitCode: 1, testsRun: 3, report: report(more) });

  it('passes with a failure that stood at the base, and says so', () => {
    expect(judge([old()])).toMatchObject({
      verdict: 'PASSED',
      sentence: 'test passed on the commit, in a clean checkout, with 1 old failure.',
    });
  });

  it.each([
    [
      'a fresh one stands beside it',
      { failures: 2, findings: [...report().findings, { ...report().findings[0]!, old: false }] },
    ],
    ['more failed than could be told apart', { failures: 2 }],
    ['it passed at the base', { base: { status: 'passed' as const, testsRun: 3, failures: 0, listed: 0 } }],
    ['nothing is known of the base', { base: null }],
    ['nothing of it could be read', { findings: [], failures: 0, old: 0 }],
  ])('fails where %s', (_, more) => {
    expect(judge([old(more)]).verdict).toBe('FAILED');
  });

  it('is unproven where a check passed only at its second try, and where the work was flagged', () => {
    expect(judge([check('test', { report: report({ flaky: true }) })]).verdict).toBe('UNPROVEN');
    const flag = { kind: 'test_deleted' as const, path: 'a.test.js', detail: 'a.test.js is gone.' };
    expect(judge([check('test')], [flag])).toMatchObject({
      verdict: 'UNPROVEN',
      sentence: expect.stringContaining('a.test.js is gone.'),
    });
  });

  it('is unproven without any check', () => {
    expect(judge([]).verdict).toBe('UNPROVEN');
  });

  it('is unproven where the test command ran no test', () => {
    expect(judge([check('lint'), check('test', { status: 'none' })]).verdict).toBe('UNPROVEN');
  });

  it('is unproven where tests were skipped', () => {
    expect(judge([check('test', { status: 'skipped' })]).verdict).toBe('UNPROVEN');
  });
});

describe('the verdict over checks and judged points', () => {
  const passed = judge([check('test')]);
  const points = (...verdicts: JudgedPoint['verdict'][]): JudgedPoint[] =>
    verdicts.map((verdict, i) => ({ point: `point ${i + 1}`, verdict, reason: `reason ${i + 1}` }));
  const asked = ['point 1', 'point 2'];
  const verdictOf = (given: JudgedPoint[] | undefined, from = passed) =>
    weighPoints(from, asked, given).verdict;

  it('passes where every point does, and where nobody asked for a judge', () => {
    expect(verdictOf(points('PASSED', 'PASSED'))).toBe('PASSED');
    expect(weighPoints(passed, null, undefined)).toBe(passed);
  });

  it('says what is missing, as words for the next attempt', () => {
    const weighed = weighPoints(passed, asked, points('PASSED', 'GAPS_FOUND'));
    expect(weighed).toMatchObject({
      verdict: 'GAPS_FOUND',
      feedback: expect.stringContaining('- point 2\n  reason 2'),
    });
    expect(weighed.feedback).not.toContain('point 1');
  });

  it('is for a person where the judge is unsure, answers for other points, or did not answer', () => {
    expect(verdictOf(points('GAPS_FOUND', 'HUMAN_NEEDED'))).toBe('HUMAN_NEEDED');
    expect(verdictOf(undefined)).toBe('HUMAN_NEEDED');
    expect(verdictOf([])).toBe('HUMAN_NEEDED');
    expect(verdictOf(points('PASSED'))).toBe('HUMAN_NEEDED');
    expect(verdictOf(points('PASSED', 'PASSED').toReversed())).toBe('HUMAN_NEEDED');
  });

  it('never makes a commit better than its checks do', () => {
    const failed = judge([check('test', { status: 'failed', exitCode: 1 })]);
    expect(verdictOf(points('PASSED', 'PASSED'), failed)).toBe('FAILED');
    expect(verdictOf(points('PASSED', 'PASSED'), judge([]))).toBe('UNPROVEN');
  });
});
