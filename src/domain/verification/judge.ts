import type { CheckResult } from '@/contract/check-run';
import type { Verdict } from '@/contract/task';

export interface Judgement {
  verdict: Extract<Verdict, 'PASSED' | 'FAILED' | 'UNPROVEN'>;
  /** For people. */
  sentence: string;
  /** What the next agent is told, as data; null where nothing failed. */
  feedback: string | null;
}

/** Statuses that forbid. A check that could not run proves nothing, so it fails. */
const BAD = new Set(['failed', 'error', 'timeout']);
const FEEDBACK_MAX = 8_000;

/**
 * The verdict over the authoritative checks of one commit: FAILED where any failed, PASSED where tests ran and
 * all passed, UNPROVEN where nothing failed but no test ran. "No tests" is never green.
 */
export function judge(checks: CheckResult[]): Judgement {
  const bad = checks.filter((check) => BAD.has(check.status));
  if (bad.length > 0) {
    return {
      verdict: 'FAILED',
      sentence: `${list(bad)} failed on the commit.`,
      feedback: bad.map(quote).join('\n\n').slice(0, FEEDBACK_MAX),
    };
  }
  const tests = checks.filter((check) => check.kind === 'test' && check.status === 'passed');
  if (tests.length === 0)
    return {
      verdict: 'UNPROVEN',
      sentence: 'Nothing failed, but no test ran, so nothing is proven.',
      feedback: null,
    };
  return {
    verdict: 'PASSED',
    sentence: `${list(checks.filter((c) => c.status === 'passed'))} passed on the commit, in a clean checkout.`,
    feedback: null,
  };
}

const list = (checks: CheckResult[]) => checks.map((check) => check.name).join(', ');

const quote = (check: CheckResult) =>
  `${check.name} (${check.argv.join(' ')}) ${check.status}${check.exitCode === null ? '' : ` with exit code ${check.exitCode}`}:\n${check.outputTail.slice(-3_000)}`;
