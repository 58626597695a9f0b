import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import type { Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { settleAgent } from '@/services/coordinator/settle-agent';
import { endSilentAgent } from './end-silent-agent';
import { EXPIRED_LEASES, LEASES_NOT_BEGUN, LEASES_TO_DROP } from './lose-agents.sql';
import { suspectRunners } from './suspect-runners';
import { takeEach } from './take-each';

/**
 * Ends agents whose lease has expired and offers their tasks again. Bounded, safe twice and by two processes at once.
 * Answers how many were lost.
 */
export async function loseExpiredAgents(): Promise<number> {
  return takeEach({
    find: (runs, most, but) => runs.query(EXPIRED_LEASES, [timers().leaseGraceMs, most, but]),
    idOf: (lease) => lease.agent_id,
    async take(runs, leases) {
      const lost = await loseAll(runs, leases, 'lease_expired');
      await suspectRunners(runs, lost);
      return lost.length;
    },
  });
}

/** Ends every live agent of a runner but those in `keep`, in the open transaction. Ids are database uuids. */
export async function loseAgentsOf(
  runs: Runs,
  workspaceId: string,
  runnerId: string,
  keep: string[],
  reason: string,
): Promise<number> {
  return (await loseAll(runs, await runs.query(LEASES_TO_DROP, [workspaceId, runnerId, keep]), reason))
    .length;
}

/**
 * Ends the agents that a session which is being closed was granted and has not begun, in the open transaction: where the
 * call that waited for them ended on its way, nobody knows of them. Ids are database uuids.
 */
export async function loseUnheardAgents(
  runs: Runs,
  workspaceId: string,
  runnerId: string,
  epoch: number | null,
): Promise<void> {
  await loseAll(runs, await runs.query(LEASES_NOT_BEGUN, [workspaceId, runnerId, epoch]), 'runner_left');
}

async function loseAll(
  runs: Runs,
  leases: { agent_id: string; token_hash: Buffer }[],
  reason: string,
): Promise<LiveAgent[]> {
  const lost: LiveAgent[] = [];
  for (const lease of leases) {
    const fence = { agentId: lease.agent_id, tokenHash: lease.token_hash };
    const agent = await endSilentAgent(runs, fence, { status: 'lost', reason });
    if (!agent) continue;
    lost.push(agent);
    await settleAgent(runs, {
      agent,
      outcome: 'lost',
      reason: reason === 'runner_restarted' ? 'restarted' : null,
      quotaMs: null,
      message: '',
      hasCommit: false,
      headSha: null,
      checks: null,
    });
  }
  return lost;
}
