import type { Agent } from '@/contract/agent';
import { StatusIcon } from '../task/status-icon';
import { Chip } from '../ui/chip';
import { TimeAgo } from '../ui/time-ago';

type Step = NonNullable<Agent['supervision']>['step'];
const STEPS: Record<Exclude<Step, 'recovered'>, string> = {
  probe: 'Silent, looked at',
  nudge: 'Silent, nudged',
  interrupt: 'Silent, interrupted',
  resume: 'Resumed',
  give_up: 'No sign of life',
};

/** What a person asked of a live agent, and whether it has happened; else what was done with it while it was silent. */
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
  const step = agent.supervision?.step ?? 'recovered';
  if (!agent.supervision || step === 'recovered') return null;
  return (
    <Chip tone={step === 'probe' ? 'neutral' : 'attention'}>
      {STEPS[step]} <TimeAgo at={agent.supervision.at} />
    </Chip>
  );
}
