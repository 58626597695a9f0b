import { advanceTask } from '@/services/coordinator/advance-task';
import { OVERDUE_CANCELLATIONS } from './end-cancelled.sql';
import { answerPatienceMs, endSilentAgent } from './end-silent-agent';
import { takeEach } from './take-each';

const SILENT = { status: 'killed', reason: 'cancel_timeout' } as const;

/** Ends cancelled tasks whose agent did not answer in time. Answers how many. */
export async function endCancelled(): Promise<number> {
  return takeEach({
    find: (runs, most, but) => runs.query(OVERDUE_CANCELLATIONS, [answerPatienceMs(), most, but]),
    idOf: ({ id }) => id,
    async take(runs, overdue) {
      let ended = 0;
      for (const { id, workspace_id: workspaceId, agent_id: agentId, token_hash: tokenHash } of overdue) {
        // Where a session took the agent over meanwhile, the next sweep finds it again.
        if (agentId && !(await endSilentAgent(runs, { agentId, tokenHash }, SILENT))) continue;
        ended++;
        await advanceTask(runs, {
          workspaceId,
          taskId: id,
          from: ['CANCELLING'],
          to: 'CANCELLED',
          reason: 'cancelled',
          actor: 'system',
        });
      }
      return ended;
    },
  });
}
