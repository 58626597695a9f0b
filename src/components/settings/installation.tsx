'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { formatBytes, formatCount } from '../ui/format-count';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-installation';
import { InstallationPeople } from './installation-people';
import { InstallationWorkspaces } from './installation-workspaces';

const words = all.figures;

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
    [words.accounts, words.accountsOf(formatCount(data.people), data.disabledPeople)],
    [words.workspaces, formatCount(data.workspaces)],
    [shared.quotas.projects, formatCount(data.projects)],
    [words.tasks, formatCount(data.tasks)],
    [words.agents, formatCount(data.agentsAtWork)],
    [words.runners, words.runnersOf(formatCount(data.runnersConnected), formatCount(data.runners))],
    [shared.quotas.logs, formatBytes(data.logBytes)],
    [words.database, formatBytes(data.databaseBytes)],
  ];
  return (
    <Panel
      title={words.title}
      id="installation"
      actions={<span className="text-label text-ink-2">{words.version(data.version)}</span>}
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
