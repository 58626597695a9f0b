import type { Finding } from '@/contract/check-run';
import type { CheckOutcome } from './run-check';

/** What a finding is known by on another commit: not by its line, which moves. */
const keyOf = ({ file, rule, test, message }: Finding) =>
  JSON.stringify(test ? [test, file] : [file, rule, message]);

/**
 * A check’s outcome, told against that of the same check on the base commit: what stood there already is old. The
 * same thing found twice is old twice only where it stood there twice.
 */
export function compareChecks(check: CheckOutcome, base: CheckOutcome): CheckOutcome {
  const { report } = check;
  if (!report || !base.report) return check;
  const stood = new Map<string, number>();
  for (const finding of base.report.findings) {
    const key = keyOf(finding);
    stood.set(key, (stood.get(key) ?? 0) + 1);
  }
  const findings = report.findings.map((finding) => {
    const left = stood.get(keyOf(finding)) ?? 0;
    if (left > 0) stood.set(keyOf(finding), left - 1);
    return { ...finding, old: left > 0 };
  });
  return {
    ...check,
    report: {
      ...report,
      findings,
      old: findings.filter(({ old }) => old).length,
      base: {
        status: base.status,
        testsRun: base.testsRun,
        failures: base.report.failures,
        listed: base.report.findings.length,
      },
    },
  };
}
