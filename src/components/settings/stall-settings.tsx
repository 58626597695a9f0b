'use client';
import type { QueueSettings } from '@/contract/queue';
import { useChange } from '@/hooks/use-change';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';
import { CapField } from './cap-field';

type Stall = QueueSettings['stall'];
type Retry = QueueSettings['retry'];
const MINUTE = 60_000;
const DAY_IN_MINUTES = 1440;

/** When a silent agent is looked after, and when a failed task is tried again. */
export function StallSettings({ queue }: { queue: QueueSettings }) {
  const change = useChange('updateQueueSettings', { onSuccess: () => toast('Saved') });
  const minutes = (label: string, hint: string, value: number, save: (ms: number) => void) => (
    <CapField
      label={label}
      hint={hint}
      unit="minutes"
      value={Math.max(1, Math.round(value / MINUTE))}
      max={DAY_IN_MINUTES}
      busy={change.isPending}
      onSave={(given) => given !== null && save(given * MINUTE)}
    />
  );
  const stall = (more: Partial<Stall>) => change.mutate({ body: { stall: { ...queue.stall, ...more } } });
  const retry = (more: Partial<Retry>) => change.mutate({ body: { retry: { ...queue.retry, ...more } } });
  return (
    <Panel title="Silent agents and failed tasks" id="supervision">
      {change.isError && <ErrorPanel title="Nothing was saved" error={change.error} />}
      <div className="grid gap-5 sm:grid-cols-2">
        {minutes(
          'Look at a silent agent after',
          'Its process is looked at; one that is healthy is left alone.',
          queue.stall.quietAfterMs,
          (quietAfterMs) => stall({ quietAfterMs }),
        )}
        {minutes(
          'An agent may think for',
          'So long an open request to the model counts as healthy.',
          queue.stall.modelPatienceMs,
          (modelPatienceMs) => stall({ modelPatienceMs }),
        )}
        {minutes(
          'A tool may print nothing for',
          'So long a running tool, such as a test suite, counts as healthy.',
          queue.stall.toolPatienceMs,
          (toolPatienceMs) => stall({ toolPatienceMs }),
        )}
        {minutes(
          'Time for each step',
          'Nudge, interrupt, resume, then a person is asked.',
          queue.stall.stepMs,
          (stepMs) => stall({ stepMs }),
        )}
        <CapField
          label="A person is asked after"
          hint="Failures of one task that look alike."
          unit="failures"
          value={queue.retry.sameErrorMost}
          max={100}
          busy={change.isPending}
          onSave={(most) => most !== null && retry({ sameErrorMost: Math.max(2, most) })}
        />
        {minutes(
          'Longest pause before a retry',
          'Pauses double with each failure up to this.',
          queue.retry.longestBackOffMs,
          (longestBackOffMs) => retry({ longestBackOffMs }),
        )}
      </div>
    </Panel>
  );
}
