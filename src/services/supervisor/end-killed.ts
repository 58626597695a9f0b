import { settleAgent } from '@/services/coordinator/settle-agent';
import { OVERDUE_KILLS } from './end-killed.sql';
import { answerPatienceMs, endSilentAgent } from './end-silent-agent';
import { takeEach } from './take-each';

/** Ends agents that a person has ended and whose runner did not answer in time. Answers how many. */
export async function endKilled(): Promise<number> {
  return takeEach({
    find: (runs, most, but) => runs.query(OVERDUE_KILLS, [answerPatienceMs(), most, but]),
    idOf: (lease) => lease.agent_id,
    async take(runs, overdue) {
      for (const lease of overdue) {
        const fence = { agentId: lease.agent_id, tokenHash: lease.token_hash };
        const agent = await endSilentAgent(runs, fence, { status: 'killed', reason: 'kill_timeout' });
        if (!agent) continue;
        await settleAgent(runs, {
          agent,
          outcome: 'lost',
          reason: null,
          quotaMs: null,
          message: '',
          hasCommit: false,
          headSha: null,
          checks: null,
        });
      }
      return overdue.length;
    },
  });
}
