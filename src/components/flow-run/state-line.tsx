import { clsx } from 'clsx';
import { StatusIcon } from '../task/status-icon';
import { toneText } from '../ui/chip';
import { formatMoney } from '../ui/format-money';
import { Elapsed } from '../ui/time-ago';
import type { NodeState } from './node-states';

/** The shape and word of where a node stands. */
export function StateWord({ state, className }: { state: NodeState; className?: string }) {
  const { word, tone, shape, meaning } = state.words;
  return (
    <span
      title={state.why ? `${meaning} (${state.why})` : meaning}
      className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', toneText[tone], className)}
    >
      <StatusIcon shape={shape} className="size-3.5 shrink-0" />
      {word}
    </span>
  );
}

/** How long it took or has taken; what never began took nothing. */
export const Took = ({ state }: { state: NodeState }) =>
  state.startedAt && <Elapsed from={state.startedAt} to={state.endedAt} />;

/** What it has cost; nothing where no agent worked on it. */
export const costOf = ({ micros }: NodeState) => (micros > 0 ? formatMoney(micros) : null);
