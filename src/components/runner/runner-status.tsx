import { clsx } from 'clsx';
import type { Runner } from '@/contract/runner';
import { StatusIcon } from '../task/status-icon';
import type { StatusShape } from '../task/status-vocabulary';
import { type Tone, toneText } from '../ui/chip';

interface Shown {
  word: string;
  tone: Tone;
  shape: StatusShape;
}
const LIVENESS: Record<Runner['liveness'], Shown> = {
  online: { word: 'Online', tone: 'success', shape: 'check' },
  busy: { word: 'Busy', tone: 'active', shape: 'arc' },
  stale: { word: 'Stale', tone: 'attention', shape: 'octagon' },
  offline: { word: 'Offline', tone: 'neutral', shape: 'slash' },
  never: { word: 'Never seen', tone: 'neutral', shape: 'dashed' },
};
const STATUS: Partial<Record<Runner['status'], Shown>> = {
  PAUSED: { word: 'Paused', tone: 'attention', shape: 'stopping' },
  SUSPECT: { word: 'Suspect', tone: 'danger', shape: 'diamond' },
  REVOKED: { word: 'Revoked', tone: 'danger', shape: 'cross' },
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
