import type { AgentVerification } from '@/contract/agent';
import type { CheckResult } from '@/contract/check-run';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { judge } from './judge';

/** What one agent (a wire id) checked: its rounds in order, the authoritative run last with its verdict. Throws NOT_FOUND. */
export async function getAgentVerification(tx: Tx, wireId: string): Promise<AgentVerification> {
  const agent = await tx.agent.findFirst({
    where: { id: fromWireId('agent', wireId) },
    select: { headSha: true, checkRuns: { orderBy: [{ round: 'asc' }, { id: 'asc' }] } },
  });
  if (!agent) throw notFound('agent', wireId);
  const rounds = new Map<number | null, CheckResult[]>();
  for (const row of agent.checkRuns) {
    const { name, kind, argv, status, exitCode, durationMs, testsRun, outputTail } = row;
    const checks = rounds.get(row.round) ?? [];
    checks.push({ name, kind, argv, status, exitCode, durationMs, testsRun, outputTail });
    rounds.set(row.round, checks);
  }
  const final = rounds.get(null);
  return {
    agentId: wireId,
    commitSha: agent.checkRuns.find(({ round }) => round === null)?.commitSha ?? agent.headSha,
    verdict: final ? judge(final).verdict : null,
    rounds: [...rounds].map(([round, checks]) => ({ round, checks })),
  };
}
