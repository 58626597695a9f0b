'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { formatBytes, formatCount } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { InstallationPeople } from './installation-people';
import { InstallationWorkspaces } from './installation-workspaces';

/** What administrators look after: how it goes, who has an account, and how much each workspace may have. */
export function Installation() {
  return (
    <div className="flex flex-col gap-5">
      <Figures />
      <InstallationPeople />
      <InstallationWorkspaces />
    </div>
  );
}

function Figures() {
  const { data, error, refetch } = useEndpoint('getAdminStats');
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const figures: [string, string][] = [
    [
      'Accounts',
      `${formatCount(data.people)}${data.disabledPeople ? ` (${data.disabledPeople} disabled)` : ''}`,
    ],
    ['Workspaces', formatCount(data.workspaces)],
    ['Projects', formatCount(data.projects)],
    ['Tasks', formatCount(data.tasks)],
    ['Agents at work', formatCount(data.agentsAtWork)],
    ['Runners connected', `${formatCount(data.runnersConnected)} of ${formatCount(data.runners)}`],
    ['Logs', formatBytes(data.logBytes)],
    ['Database', formatBytes(data.databaseBytes)],
  ];
  return (
    <Panel
      title="Installation"
      id="installation"
      actions={<span className="text-label text-ink-2">version {data.version}</span>}
    >
      <dl className="grid max-w-3xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-label text-ink-2">{name}</dt>
            <dd className="text-read">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
