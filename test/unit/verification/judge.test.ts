import { describe, expect, it } from 'vitest';
import type { CheckResult } from '@/contract/check-run';
import { judge } from '@/domain/verification/judge';

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
