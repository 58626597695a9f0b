import type { Agent } from '@/contract/agent';
import { StatusIcon } from '../task/status-icon';
import { Chip } from '../ui/chip';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/agent-state';

/** What a person asked of a live agent, and whether it has happened; else what was done with it while it was silent. */
export function AgentWish({ agent }: { agent: Agent }) {
  if (!agent.live) return null;
  if (agent.killRequestedAt) return <Chip tone="danger">{words.wish.ending}</Chip>;
  if (agent.pausedAt)
    return (
      <Chip tone="attention">
        <StatusIcon shape="stopping" className="size-3.5" />
        <Phrase of={words.wish.paused} parts={{ at: <TimeAgo at={agent.pausedAt} /> }} />
      </Chip>
    );
  if (agent.pauseRequestedAt) return <Chip tone="attention">{words.wish.pauses}</Chip>;
  const step = agent.supervision?.step ?? 'recovered';
  if (!agent.supervision || step === 'recovered') return null;
  return (
    <Chip tone={step === 'probe' ? 'neutral' : 'attention'}>
      <Phrase of={words.wish[step]} parts={{ at: <TimeAgo at={agent.supervision.at} /> }} />
    </Chip>
  );
}
