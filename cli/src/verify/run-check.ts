import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CheckResult } from '@/contract/check-run';
import { cutTail } from '@/contract/cut';
import { isOldOnly } from '@/contract/old-failures';
import type { CheckSpec } from '@/contract/project';
import type { Sandbox } from '../engines/engine';
import { type ProcessEnd, runProcess } from '../workspace/run-process';
import { countFailed, countTests } from './count-tests';
import { countReported, openGradleReports } from './gradle-reports';
import { FINDINGS_MAX, readFindings } from './read-findings';

export type CheckOutcome = z.infer<typeof CheckResult>;

export interface CheckPlace {
  /** Where the command runs. */
  cwd: string;
  /** Its whole environment. */
  env: Record<string, string>;
  sandbox: Sandbox;
  signal?: AbortSignal;
  /** Takes secrets out of what is reported. */
  redact(text: string): string;
  onOutput(bytes: Buffer): void;
}

const TAIL_MAX = 16_000;

/** Runs one check and says how it ended. A test command that ran no test is `none`, whatever its exit code. Never rejects. */
export async function runCheck(spec: z.infer<typeof CheckSpec>, place: CheckPlace): Promise<CheckOutcome> {
  place.onOutput(Buffer.from(`$ ${spec.argv.join(' ')}\n`));
  const digest = createHash('sha256');
  const reports = spec.kind === 'test' ? await openGradleReports(spec.argv, place.cwd) : null;
  const end = await runProcess({
    argv: place.sandbox.wrap(spec.argv, place.cwd),
    cwd: place.cwd,
    env: place.env,
    timeoutMs: spec.timeoutMs,
    signal: place.signal,
    keepBytes: 256 * 1024,
    onOutput: (_, bytes) => {
      digest.update(bytes);
      place.onOutput(bytes);
    },
  });
  const xml = (await reports?.read()) ?? '';
  const testsRun = spec.kind === 'test' ? (countTests(end.tail) ?? countReported(xml)) : null;
  const status = statusOf(spec.kind, end, testsRun);
  const text = place.redact(end.tail).replaceAll('\0', '\ufffd');
  const found = status === 'passed' ? [] : readFindings(`${text}\n${place.redact(xml)}`, place.cwd);
  place.onOutput(Buffer.from(`${spec.name}: ${status} after ${(end.durationMs / 1000).toFixed(1)} s\n`));
  return {
    name: spec.name,
    kind: spec.kind,
    argv: spec.argv,
    status,
    // Windows has codes above the signed ones.
    exitCode: end.exitCode === null ? null : end.exitCode | 0,
    durationMs: end.durationMs,
    testsRun,
    outputTail: cutTail(text, TAIL_MAX),
    report: {
      findings: found.slice(0, FINDINGS_MAX).map((finding) => ({ ...finding, old: false })),
      failures: Math.max(found.length, (spec.kind === 'test' && countFailed(text)) || 0),
      old: 0,
      flaky: false,
      base: null,
      digest: digest.digest('hex'),
    },
  };
}

function statusOf(
  kind: CheckOutcome['kind'],
  end: ProcessEnd,
  testsRun: number | null,
): CheckOutcome['status'] {
  if (end.how === 'timeout') return 'timeout';
  if (end.how !== 'exited' || end.exitCode === null || end.exitCode === 127) return 'error';
  // A command that does not say how many tests it ran may have run none.
  if (testsRun === 0 || (kind === 'test' && testsRun === null && end.exitCode === 0)) return 'none';
  return end.exitCode === 0 ? 'passed' : 'failed';
}

/** Whether a check speaks against the work; one that ran no test proves nothing, but breaks nothing either, nor does what was broken before. */
export const isBroken = (check: CheckOutcome) =>
  (check.status === 'failed' && !isOldOnly(check)) || check.status === 'error' || check.status === 'timeout';
