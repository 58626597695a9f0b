import { clsx } from 'clsx';
import type { Runner } from '@/contract/runner';
import { StatusIcon } from '../task/status-icon';
import type { StatusShape } from '../task/status-vocabulary';
import { type Tone, toneText } from '../ui/chip';
import { words } from '../words/runner';

interface Shown {
  word: string;
  tone: Tone;
  shape: StatusShape;
}
const LIVENESS: Record<Runner['liveness'], Shown> = {
  online: { word: words.online, tone: 'success', shape: 'check' },
  busy: { word: words.busy, tone: 'active', shape: 'arc' },
  stale: { word: words.stale, tone: 'attention', shape: 'octagon' },
  offline: { word: words.offline, tone: 'neutral', shape: 'slash' },
  never: { word: words.never, tone: 'neutral', shape: 'dashed' },
};
const STATUS: Partial<Record<Runner['status'], Shown>> = {
  PAUSED: { word: words.paused, tone: 'attention', shape: 'stopping' },
  SUSPECT: { word: words.suspect, tone: 'danger', shape: 'diamond' },
  REVOKED: { word: words.revoked, tone: 'danger', shape: 'cross' },
};

/** Whether a runner answers and takes work. A decision of ours (paused, revoked) outweighs its heartbeat. */
export function RunnerStatusLine({
  runner,
  className,
}: {
  runner: Pick<Runner, 'status' | 'liveness'>;
  className?: string;
}) {
  const { word, tone, shape } = STATUS[runner.status] ?? LIVENESS[runner.liveness];
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
