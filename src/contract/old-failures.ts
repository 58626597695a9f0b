import type { CheckResult } from './check-run';

/**
 * Whether everything a failed check found wrong stood at the base commit already, where it failed too. Where more
 * failures than on the base could not be told apart, some may be fresh: then it is not.
 */
export function isOldOnly({ status, report }: Pick<CheckResult, 'status' | 'report'>): boolean {
  if (status !== 'failed' || report?.base?.status !== 'failed') return false;
  const { failures, old, findings, base } = report;
  return old > 0 && findings.every((one) => one.old) && failures - old <= base.failures - base.listed;
}
