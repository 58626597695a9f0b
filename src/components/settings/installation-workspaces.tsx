'use client';
import type { AdminWorkspace } from '@/contract/admin';
import { useChange } from '@/hooks/use-change';
import { usePages } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { formatBytes, formatCount } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-installation';
import { words as ui } from '../words/ui';
import { CapField } from './cap-field';

const words = all.workspaces;
const { quotas } = shared;

const MEGABYTE = 1_000_000;
type Quota = keyof AdminWorkspace['quotas'];
const FIELDS: { quota: Quota; label: string; unit?: string; scale: number }[] = [
  { quota: 'people', label: quotas.people, scale: 1 },
  { quota: 'runners', label: quotas.runners, scale: 1 },
  { quota: 'projects', label: quotas.projects, scale: 1 },
  { quota: 'tasksPerDay', label: words.tasksPerDay, scale: 1 },
  { quota: 'logBytes', label: quotas.logs, unit: words.megabytes, scale: MEGABYTE },
  { quota: 'attachmentBytes', label: quotas.files, unit: words.megabytes, scale: MEGABYTE },
];

/** Every workspace, what it has, and the quotas of its own that win over the installation’s. */
export function InstallationWorkspaces() {
  const list = usePages('listAdminWorkspaces', { query: { limit: 20 } });
  const save = useChange('updateAdminWorkspace', { onSuccess: ({ name }) => toast(shared.savedOf(name)) });
  return (
    <Panel title={words.title} id="workspaces" flush>
      {list.isError && (
        <div className="p-4">
          <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {save.isError && (
        <div className="p-4">
          <ErrorPanel title={ui.unchanged} error={save.error} />
        </div>
      )}
      {list.isPending && <Skeleton className="p-4" />}
      <ul>
        {list.data?.pages
          .flatMap(({ items }) => items)
          .map((workspace) => (
            <li key={workspace.id} className="border-t border-line px-4 py-3 first:border-t-0">
              <h3 className="truncate font-medium">
                <bdi>{workspace.name}</bdi>
              </h3>
              <div className="mt-2 flex flex-wrap gap-x-6 gap-y-3">
                {FIELDS.map(({ quota, label, unit, scale }) => (
                  <CapField
                    key={quota}
                    label={label}
                    of={words.of(workspace.name)}
                    unit={unit}
                    hint={usedOf(workspace, quota)}
                    value={ownOf(workspace, quota, scale)}
                    min={0}
                    max={1_000_000_000}
                    none={standingOf(workspace, quota, scale)}
                    busy={save.isPending}
                    onSave={(value) =>
                      save.mutate({
                        params: { id: workspace.id },
                        body: { [quota]: value === null ? null : value * scale },
                      })
                    }
                  />
                ))}
              </div>
            </li>
          ))}
      </ul>
      <p className="border-t border-line px-4 py-3 text-label text-ink-2">{words.hint}</p>
      <ShowMore list={list} />
    </Panel>
  );
}

const ownOf = ({ own }: AdminWorkspace, quota: Quota, scale: number): number | null =>
  own[quota] === undefined ? null : Math.round(own[quota] / scale);

/** What holds where the workspace has none of its own. */
function standingOf({ own, quotas }: AdminWorkspace, quota: Quota, scale: number): string {
  const { limit } = quotas[quota];
  if (own[quota] !== undefined) return words.default;
  return limit === null ? words.none : String(Math.round(limit / scale));
}

function usedOf({ quotas }: AdminWorkspace, quota: Quota): string {
  const { used } = quotas[quota];
  return words.has(quota.endsWith('Bytes') ? formatBytes(used) : formatCount(used));
}
