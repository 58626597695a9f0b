import { z } from 'zod';
import type { CheckRun, Proof, ProofFlag } from '@/contract/check-run';
import { judge, oldFailures } from '@/contract/judge';
import { isOldOnly } from '@/contract/old-failures';
import type { Prisma, Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { byRef, taskRef } from '@/lib/refs';
import { flagsOf } from './flags-of';
import { judgedOf } from './judged-of';
import { proofMarkdown } from './proof-markdown';
import { receiptOf, WITH_RECEIPT } from './receipt-of';
import { toCheckResult } from './to-check-result';

const Texts = z.array(z.string()).catch([]);
const Files = z.array(z.object({ additions: z.number(), deletions: z.number() })).catch([]);

const WITH_AGENT = { agent: { select: { attempt: true, kind: true, ...WITH_RECEIPT } } } as const;
type Row = Prisma.CheckRunGetPayload<{ include: typeof WITH_AGENT }>;

/** What proves a task: the authoritative runs on its latest commit, and the rounds inside sessions. Throws NOT_FOUND. */
export async function getProof(tx: Tx, ref: string): Promise<Proof> {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    select: {
      id: true,
      number: true,
      title: true,
      acceptance: true,
      spentMicros: true,
      approvedSha: true,
      verdict: true,
      headSha: true,
      status: true,
    },
  });
  if (!task) throw notFound('task', ref);
  const rows = await tx.checkRun.findMany({
    where: { taskId: task.id },
    include: WITH_AGENT,
    orderBy: [{ agent: { attempt: 'asc' } }, { round: 'asc' }, { id: 'asc' }],
  });
  const final = rows.filter((row) => row.round === null);
  const latest = Math.max(...final.map((row) => row.agent.attempt));
  const checks = final.filter((row) => row.agent.attempt === latest);
  const flags = flagsOf(checks[0]?.agent.result);
  const sentence = sentenceOf(task, checks, flags);
  // A merge proves its commit once more where the branch has moved; it asks no judge again.
  const verified = final.findLast((row) => row.agent.kind === 'verify');
  const judged = judgedOf(verified?.agent.result);
  const receipt = receiptOf(checks[0]?.agent);
  return {
    verdict: task.verdict,
    sentence,
    headSha: task.headSha,
    checks: checks.map(toWire),
    flags,
    judged,
    receipt,
    rounds: rows.filter((row) => row.round !== null).map(toWire),
    markdown: proofMarkdown({
      ref: taskRef(task.number),
      title: task.title,
      acceptance: Texts.parse(task.acceptance),
      sentence,
      headSha: task.headSha,
      approvedSha: task.approvedSha,
      costMicros: Number(task.spentMicros),
      changes: await changesOf(tx, task),
      checks: checks.map(toCheckResult),
      flags,
      judged,
      receipt,
    }),
  };
}

async function changesOf(tx: Tx, { id, headSha }: { id: string; headSha: string | null }) {
  const change =
    headSha &&
    (await tx.change.findFirst({ where: { agent: { taskId: id, headSha } }, select: { files: true } }));
  if (!change) return null;
  const files = Files.parse(change.files);
  const sum = (of: 'additions' | 'deletions') => files.reduce((total, file) => total + file[of], 0);
  return { files: files.length, additions: sum('additions'), deletions: sum('deletions') };
}

function sentenceOf(
  { verdict, headSha, status }: { verdict: Proof['verdict']; headSha: string | null; status: string },
  rows: Row[],
  flags: ProofFlag[],
): string {
  const checks = rows.map(toCheckResult);
  const commit = rows[0]?.commitSha ?? headSha;
  const on = commit ? ` on commit ${commit.slice(0, 12)}` : '';
  const failed = checks
    .filter((check) => !['passed', 'skipped', 'none'].includes(check.status) && !isOldOnly(check))
    .map(({ name }) => name);
  switch (verdict) {
    case 'PASSED':
      return `All ${checks.filter((check) => check.status === 'passed' || isOldOnly(check)).length} checks passed${on}, in a clean checkout${oldFailures(checks)}.`;
    case 'FAILED':
      return `${failed.length > 0 ? failed.join(', ') : 'A check'} failed${on}.`;
    case 'UNPROVEN':
      return checks.length === 0
        ? `Unproven: no check exists that could prove it${on}.`
        : `Unproven${on}: ${judge(checks, flags).sentence}`;
    case 'GAPS_FOUND':
      return `The checks passed${on}, but what was asked for is not all there.`;
    case 'HUMAN_NEEDED':
      return `A person must judge the result${on}.`;
    case null:
      return status === 'VERIFYING'
        ? `The checks${on} are running, or wait for a runner.`
        : 'Nothing has been proven yet: no checks have run on a finished commit.';
  }
}

const toWire = (row: Row): CheckRun => ({
  id: toWireId('check', row.id),
  agentId: toWireId('agent', row.agentId),
  attempt: row.agent.attempt,
  commitSha: row.commitSha,
  round: row.round,
  ...toCheckResult(row),
  createdAt: row.createdAt.toISOString(),
});
