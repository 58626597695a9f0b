import type { Agent } from '@/contract/agent';
import { StatusIcon } from '../task/status-icon';
import { Chip } from '../ui/chip';
import { TimeAgo } from '../ui/time-ago';

/** What a person asked of a live agent, and whether it has happened. */
export function AgentWish({ agent }: { agent: Agent }) {
  if (!agent.live) return null;
  if (agent.killRequestedAt) return <Chip tone="danger">Being ended</Chip>;
  if (agent.pausedAt)
    return (
      <Chip tone="attention">
        <StatusIcon shape="stopping" className="size-3.5" />
        Paused <TimeAgo at={agent.pausedAt} />
      </Chip>
    );
  if (agent.pauseRequestedAt) return <Chip tone="attention">Pauses at its next step</Chip>;
  return null;
}
