import { clsx } from 'clsx';
import type { AgentStatus } from '@/contract/agent';
import { StatusIcon } from '../task/status-icon';
import type { StateWord } from '../task/status-vocabulary';
import { toneText } from '../ui/chip';
import { words } from '../words/agent-state';

const SHOWN: Record<AgentStatus, StateWord> = {
  starting: { word: words.statuses.starting, tone: 'active', shape: 'dot' },
  running: { word: words.statuses.running, tone: 'active', shape: 'arc' },
  completed: { word: words.statuses.completed, tone: 'success', shape: 'check' },
  failed: { word: words.statuses.failed, tone: 'danger', shape: 'cross' },
  timeout: { word: words.statuses.timeout, tone: 'danger', shape: 'cross' },
  killed: { word: words.statuses.killed, tone: 'neutral', shape: 'slash' },
  lost: { word: words.statuses.lost, tone: 'danger', shape: 'octagon' },
  released: { word: words.statuses.released, tone: 'neutral', shape: 'skip' },
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
