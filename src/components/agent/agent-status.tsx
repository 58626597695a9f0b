import { clsx } from 'clsx';
import type { AgentStatus } from '@/contract/agent';
import { StatusIcon } from '../task/status-icon';
import type { StatusShape } from '../task/status-vocabulary';
import { type Tone, toneText } from '../ui/chip';

const SHOWN: Record<AgentStatus, { word: string; tone: Tone; shape: StatusShape }> = {
  starting: { word: 'Starting', tone: 'active', shape: 'dot' },
  running: { word: 'Running', tone: 'active', shape: 'arc' },
  completed: { word: 'Completed', tone: 'success', shape: 'check' },
  failed: { word: 'Failed', tone: 'danger', shape: 'cross' },
  timeout: { word: 'Timed out', tone: 'danger', shape: 'cross' },
  killed: { word: 'Killed', tone: 'neutral', shape: 'slash' },
  lost: { word: 'Lost', tone: 'danger', shape: 'octagon' },
  released: { word: 'Handed back', tone: 'neutral', shape: 'skip' },
};

export const AGENT_STATUSES = Object.keys(SHOWN) as AgentStatus[];
export const agentStatusWord = (status: AgentStatus) => SHOWN[status].word;

/** How an agent stands or how it ended. */
export function AgentStatusLine({ status, className }: { status: AgentStatus; className?: string }) {
  const { word, tone, shape } = SHOWN[status];
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap',
        toneText[tone],
        className,
      )}
    >
      <StatusIcon shape={shape} />
      {word}
    </span>
  );
}
