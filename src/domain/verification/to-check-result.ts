import { CheckReport, type CheckResult } from '@/contract/check-run';
import type { Prisma } from '@/lib/db';

type Row = Pick<
  Prisma.CheckRunGetPayload<object>,
  'name' | 'kind' | 'argv' | 'status' | 'exitCode' | 'durationMs' | 'testsRun' | 'outputTail' | 'report'
>;

/** What is kept of a check, as its runner reported it. */
export function toCheckResult(row: Row): CheckResult {
  const { name, kind, argv, status, exitCode, durationMs, testsRun, outputTail } = row;
  const report = CheckReport.safeParse(row.report).data;
  return { name, kind, argv, status, exitCode, durationMs, testsRun, outputTail, ...(report && { report }) };
}
