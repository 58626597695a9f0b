import type { CheckResult, ProofFlag } from './check-run';
import { cut, cutTail } from './cut';
import { isOldOnly } from './old-failures';
import type { Verdict } from './task';

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
 * The verdict over the authoritative checks of one commit: FAILED where any fails that did not fail in the same way at
 * the base; PASSED where tests ran and nothing else speaks against it; UNPROVEN where no test ran, where one passed only
 * at its second try, or where the work itself was flagged. "No tests" is never green.
 */
export function judge(checks: CheckResult[], flags: ProofFlag[] = []): Judgement {
  const bad = checks.filter((check) => BAD.has(check.status) && !isOldOnly(check));
  if (bad.length > 0) {
    return {
      verdict: 'FAILED',
      sentence: `${list(bad)} failed on the commit.`,
      feedback: cut(bad.map(quote).join('\n\n'), FEEDBACK_MAX),
    };
  }
  const doubt = doubtOf(checks, flags);
  if (doubt) return { verdict: 'UNPROVEN', sentence: doubt, feedback: null };
  const passed = list(checks.filter((check) => check.status === 'passed' || isOldOnly(check)));
  return {
    verdict: 'PASSED',
    sentence: `${passed} passed on the commit, in a clean checkout${oldFailures(checks)}.`,
    feedback: null,
  };
}

function doubtOf(checks: CheckResult[], flags: ProofFlag[]): string | null {
  const [flag] = flags;
  if (flag)
    return `Nothing failed, but a person must look: ${flag.detail}${flags.length > 1 ? ` And ${flags.length - 1} more.` : ''}`;
  const flaky = checks.filter(({ report }) => report?.flaky);
  if (flaky.length > 0)
    return `${list(flaky)} failed and then passed on the same commit, which proves nothing.`;
  const ran = checks.some(
    (check) => check.kind === 'test' && (check.status === 'passed' || isOldOnly(check)),
  );
  return ran ? null : 'Nothing failed, but no test ran, so nothing is proven.';
}

/** `, with 1 old failure`; nothing where there is none. */
export function oldFailures(checks: CheckResult[]): string {
  const old = checks.filter(isOldOnly).reduce((sum, { report }) => sum + (report?.old ?? 0), 0);
  return old === 0 ? '' : `, with ${old} old failure${old === 1 ? '' : 's'}`;
}

const list = (checks: CheckResult[]) => checks.map((check) => check.name).join(', ');

const quote = (check: CheckResult) =>
  `${check.name} (${check.argv.join(' ')}) ${check.status}${check.exitCode === null ? '' : ` with exit code ${check.exitCode}`}:\n${cutTail(check.outputTail, 3_000)}`;
