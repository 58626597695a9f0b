import type { AgentVerification } from '@/contract/agent';
import type { CheckResult } from '@/contract/check-run';
import { judge } from '@/contract/judge';
import { weighPoints } from '@/contract/judged';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { flagsOf } from './flags-of';
import { judgedOf } from './judged-of';
import { receiptOf, WITH_RECEIPT } from './receipt-of';
import { toCheckResult } from './to-check-result';

/** What one agent (a wire id) checked: its rounds in order, the authoritative run last with its verdict. Throws NOT_FOUND. */
export async function getAgentVerification(tx: Tx, wireId: string): Promise<AgentVerification> {
  const agent = await tx.agent.findFirst({
    where: { id: fromWireId('agent', wireId) },
    select: { headSha: true, ...WITH_RECEIPT, checkRuns: { orderBy: [{ round: 'asc' }, { id: 'asc' }] } },
  });
  if (!agent) throw notFound('agent', wireId);
  const rounds = new Map<number | null, CheckResult[]>();
  for (const row of agent.checkRuns) {
    const checks = rounds.get(row.round) ?? [];
    checks.push(toCheckResult(row));
    rounds.set(row.round, checks);
  }
  const final = rounds.get(null);
  const judged = judgedOf(agent.result);
  const asked = judged.length > 0 ? judged.map(({ point }) => point) : null;
  return {
    agentId: wireId,
    commitSha: agent.checkRuns.find(({ round }) => round === null)?.commitSha ?? agent.headSha,
    verdict: final ? weighPoints(judge(final, flagsOf(agent.result)), asked, judged).verdict : null,
    receipt: receiptOf(agent),
    rounds: [...rounds].map(([round, checks]) => ({ round, checks })),
  };
}
