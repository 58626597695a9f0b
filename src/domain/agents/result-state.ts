import type { AgentStatus } from '@/contract/agent';
import type { FailureReason, Outcome } from '@/contract/attempt';

/**
 * What becomes of a result. `live`: its fence names a live agent. `known`: the hash of the result that this agent has
 * given before, if any. take: it ends the agent. repeat: the same again, which is accepted for ever.
 */
export function resultVerdict(
  live: boolean,
  known: string | null,
  result: { hash: string; logIsWhole: boolean },
): 'take' | 'incomplete' | 'repeat' | 'conflict' | 'lost' {
  if (live) return result.logIsWhole ? 'take' : 'incomplete';
  if (known === null) return 'lost';
  return known === result.hash ? 'repeat' : 'conflict';
}

const STATUS_OF: Record<Outcome, AgentStatus> = {
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'killed',
  released: 'released',
  timeout: 'timeout',
};

/** How an agent is recorded that gave a result: as killed where a person had ended it, whatever it still said. */
export const recordOf = (
  killed: boolean,
  { outcome, reason }: { outcome: Outcome; reason: FailureReason | null },
): { status: AgentStatus; reason: string | null } =>
  killed ? { status: 'killed', reason: 'agent_killed' } : { status: STATUS_OF[outcome], reason };
