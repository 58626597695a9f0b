import type { CheckResult, ProofFlag, Receipt } from '@/contract/check-run';
import { cut } from '@/contract/cut';
import type { JudgedPoint } from '@/contract/judged';
import { isOldOnly } from '@/contract/old-failures';

export interface ProofFacts {
  ref: string;
  title: string;
  acceptance: string[];
  sentence: string;
  headSha: string | null;
  approvedSha: string | null;
  costMicros: number;
  /** Of the work on that commit; null where its runner has not listed them. */
  changes: { files: number; additions: number; deletions: number } | null;
  checks: CheckResult[];
  flags: ProofFlag[];
  judged: JudgedPoint[];
  receipt: Receipt | null;
}

const LINES_MAX = 50;

/**
 * The proof of a task as the text of a pull request. Whatever people or programs wrote stands in it as code: no link, no
 * mention, no picture and no HTML of theirs comes to life.
 */
export function proofMarkdown(facts: ProofFacts): string {
  const { changes, checks, flags } = facts;
  const lines = [
    `## Proof of ${facts.ref}`,
    '',
    `Asked for: ${inert(facts.title)}`,
    ...facts.acceptance.slice(0, LINES_MAX).map((point) => `- done when ${inert(point)}`),
    '',
    inert(facts.sentence),
    '',
    '| check | result | exit code | tests | failures |',
    '|---|---|---|---|---|',
    ...checks.slice(0, LINES_MAX).map(rowOf),
    '',
    ...flags.slice(0, LINES_MAX).map(({ detail }) => `- A person must look: ${inert(detail)}`),
    ...facts.judged
      .slice(0, LINES_MAX)
      .map(({ point, verdict, reason }) => `- Judged ${verdict}: ${inert(point)} ${inert(reason)}`),
    flags.length + facts.judged.length > 0 ? '' : null,
    facts.headSha && `Commit ${inert(facts.headSha)}`,
    changes && `Changes: ${changes.files} files, +${changes.additions} −${changes.deletions}`,
    `Cost: $${(facts.costMicros / 1_000_000).toFixed(2)}`,
    facts.receipt &&
      `Signed by ${inert(facts.receipt.runnerName)}, key ${inert(facts.receipt.fingerprint)}; to check it: ${inert(`agent-orchestrator verify ${facts.ref}`)}`,
    facts.approvedSha && `Approved by a person: ${inert(facts.approvedSha)}`,
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

function rowOf(check: CheckResult): string {
  const { report } = check;
  const result = isOldOnly(check) ? 'failed as before' : report?.flaky ? 'flaky' : check.status;
  const failures = report && report.failures > 0 ? `${report.failures} (${report.old} old)` : '';
  return `| ${inert(`${check.name}: ${check.argv.join(' ')}`)} | ${result} | ${check.exitCode ?? ''} | ${check.testsRun ?? ''} | ${failures} |`;
}

const TEXT_MAX = 300;

/** A text as inline code on one line: nothing in it ends the code or the cell of a table. */
const inert = (text: string): string => {
  const clean = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('`', 'ˋ')
    .replaceAll('|', '∣');
  const flat = cut(clean.trim(), TEXT_MAX);
  return flat === '' ? '—' : `\`${flat}\``;
};
