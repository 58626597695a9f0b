'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { formatBytes, formatCount } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-workspace';

const words = all.quotas;
const { quotas } = shared;

const WORDS = {
  people: quotas.people,
  runners: quotas.runners,
  projects: quotas.projects,
  tasksPerDay: words.tasksToday,
  logBytes: quotas.logs,
  attachmentBytes: quotas.files,
} as const;

/** What the workspace has of all that is counted, and how much it may have; nothing for who may not see all of it. */
export function Quotas() {
  const { data, error, refetch } = useEndpoint('getWorkspace');
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const { quotas: counted } = data;
  if (!counted) return null;
  return (
    <Panel title={words.title} id="quotas">
      <dl className="grid max-w-xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
        {(Object.keys(WORDS) as (keyof typeof WORDS)[]).map((quota) => {
          const { used, limit } = counted[quota];
          const say = quota.endsWith('Bytes') ? formatBytes : formatCount;
          return (
            <div key={quota}>
              <dt className="text-label text-ink-2">{WORDS[quota]}</dt>
              <dd className="text-read">
                {limit === null ? `${say(used)} ` : words.usedOf(say(used), say(limit))}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
