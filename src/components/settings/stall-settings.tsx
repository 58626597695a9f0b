'use client';
import type { QueueSettings } from '@/contract/queue';
import { useChange } from '@/hooks/use-change';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-queue';
import { CapField } from './cap-field';

const words = all.stall;

type Stall = QueueSettings['stall'];
type Retry = QueueSettings['retry'];
const MINUTE = 60_000;
const DAY_IN_MINUTES = 1440;

/** When a silent agent is looked after, and when a failed task is tried again. */
export function StallSettings({ queue }: { queue: QueueSettings }) {
  const change = useChange('updateQueueSettings', { onSuccess: () => toast(shared.saved) });
  const minutes = (label: string, hint: string, value: number, save: (ms: number) => void) => (
    <CapField
      label={label}
      hint={hint}
      unit={words.minutes}
      value={Math.max(1, Math.round(value / MINUTE))}
      max={DAY_IN_MINUTES}
      busy={change.isPending}
      onSave={(given) => given !== null && save(given * MINUTE)}
    />
  );
  const stall = (more: Partial<Stall>) => change.mutate({ body: { stall: { ...queue.stall, ...more } } });
  const retry = (more: Partial<Retry>) => change.mutate({ body: { retry: { ...queue.retry, ...more } } });
  return (
    <Panel title={words.title} id="supervision">
      {change.isError && <ErrorPanel title={shared.notSaved} error={change.error} />}
      <div className="grid gap-5 sm:grid-cols-2">
        {minutes(words.quiet, words.quietHint, queue.stall.quietAfterMs, (quietAfterMs) =>
          stall({ quietAfterMs }),
        )}
        {minutes(words.model, words.modelHint, queue.stall.modelPatienceMs, (modelPatienceMs) =>
          stall({ modelPatienceMs }),
        )}
        {minutes(words.tool, words.toolHint, queue.stall.toolPatienceMs, (toolPatienceMs) =>
          stall({ toolPatienceMs }),
        )}
        {minutes(words.step, words.stepHint, queue.stall.stepMs, (stepMs) => stall({ stepMs }))}
        <CapField
          label={words.alike}
          hint={words.alikeHint}
          unit={words.failures}
          value={queue.retry.sameErrorMost}
          max={100}
          busy={change.isPending}
          onSave={(most) => most !== null && retry({ sameErrorMost: Math.max(2, most) })}
        />
        {minutes(words.backOff, words.backOffHint, queue.retry.longestBackOffMs, (longestBackOffMs) =>
          retry({ longestBackOffMs }),
        )}
      </div>
    </Panel>
  );
}
