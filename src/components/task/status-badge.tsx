import { clsx } from 'clsx';
import type { TaskStatus } from '@/contract/task';
import { Chip, toneText } from '../ui/chip';
import { StatusIcon } from './status-icon';
import { STATUS } from './status-vocabulary';

/** Shape and word of a status, tinted. */
export function StatusBadge({ status }: { status: TaskStatus }) {
  const { word, tone, shape, meaning } = STATUS[status];
  return (
    <Chip tone={tone} title={meaning}>
      <StatusIcon shape={shape} className="size-3.5" />
      {word}
    </Chip>
  );
}

/** The same without a tint, for dense rows. */
export function StatusLine({ status, className }: { status: TaskStatus; className?: string }) {
  const { word, tone, shape, meaning } = STATUS[status];
  return (
    <span
      title={meaning}
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
