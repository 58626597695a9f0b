/** The one line that `npm run demo -- --once --json` prints. */
export interface DemoReport {
  taskStatus: string;
  verdict: string | null;
  /** New commits on the base branch of the repository itself. */
  commits: number;
  filesChanged: number;
  checks: { name: string; status: string }[];
  logBytes: number;
  /** Whether the downloaded log is, byte for byte, what the engine printed, recorded outside the runner. */
  logDigestEqual: boolean;
  costUsd: number;
  seconds: number;
  engine: string | null;
  engineVersion: string | null;
}

/** What is wrong with the outcome of the demo, a sentence each; nothing where every condition holds. */
export function judgeDemo(report: DemoReport): string[] {
  const conditions: [boolean, string][] = [
    [report.taskStatus === 'COMPLETED', `the task ended as ${report.taskStatus}, not COMPLETED`],
    [report.verdict === 'PASSED', `the verdict is ${report.verdict}, not PASSED`],
    [report.commits >= 1, 'no commit reached the base branch'],
    [report.filesChanged >= 1, 'no file was changed'],
    [report.checks.length >= 1, 'no check was run'],
    [report.checks.every(({ status }) => status === 'passed'), 'not every check passed'],
    [report.logBytes > 0, 'the log is empty'],
    [report.logDigestEqual, 'the log is not what the engine printed'],
    [report.costUsd > 0, 'nothing was metered'],
    [report.engine === 'claude-code', `the engine was ${report.engine}, not claude-code`],
    [/^\d+\.\d+\.\d+/.test(report.engineVersion ?? ''), 'the version of the engine is not known'],
  ];
  return conditions.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}
