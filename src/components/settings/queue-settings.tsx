'use client';
import type { QueueSettings } from '@/contract/queue';
import type { TaskRole } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ROLE_WORDS, ROLES } from '../task/role-words';
import { Checkbox } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-queue';
import { CapField } from './cap-field';
import { NextUp } from './next-up';
import { QueuePause } from './queue-pause';
import { StallSettings } from './stall-settings';

const words = all.limits;

/** Whether the queue hands out tasks, and how many agents may be at work at once. */
export function QueueSettingsPanel() {
  const settings = useEndpoint('getQueueSettings');
  const stats = useEndpoint('getStats');
  const change = useChange('updateQueueSettings', { onSuccess: () => toast(shared.saved) });
  if (settings.isError && !settings.data)
    return <ErrorPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <Skeleton />;
  const queue: QueueSettings = settings.data;
  const live = stats.data?.agents.live ?? 0;
  const limitRole = (role: TaskRole, limit: number | null) => {
    const { [role]: _, ...rest } = queue.roleLimits;
    change.mutate({ body: { roleLimits: limit === null ? rest : { ...rest, [role]: limit } } });
  };
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <QueuePause queue={queue} />
        <Panel title={words.title} id="limits">
          <div className="flex flex-col gap-5">
            {change.isError && <ErrorPanel title={shared.notSaved} error={change.error} />}
            <Checkbox
              label={words.stopOnFailure}
              checked={queue.stopOnFailure}
              disabled={change.isPending}
              onChange={(event) => change.mutate({ body: { stopOnFailure: event.target.checked } })}
            />
            <CapField
              label={words.atOnce}
              none={shared.noLimit}
              value={queue.maxConcurrent}
              max={1000}
              busy={change.isPending}
              hint={words.now(live)}
              onSave={(maxConcurrent) => change.mutate({ body: { maxConcurrent } })}
            />
            <fieldset>
              <legend className="mb-2 text-label font-medium">{words.byRole}</legend>
              <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
                {ROLES.map((role) => (
                  <li key={role} className="flex items-start gap-3">
                    <span className="w-24 shrink-0 pt-1.5 text-ink-2">{ROLE_WORDS[role]}</span>
                    <CapField
                      label={words.of(ROLE_WORDS[role])}
                      hideLabel
                      none={shared.noLimit}
                      value={queue.roleLimits[role] ?? null}
                      max={1000}
                      busy={change.isPending}
                      onSave={(limit) => limitRole(role, limit)}
                    />
                  </li>
                ))}
              </ul>
            </fieldset>
          </div>
        </Panel>
        <StallSettings queue={queue} />
      </div>
      <NextUp />
    </div>
  );
}
