'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/overview';
import { words as common } from '../words/words';
import { ActivityFeed } from './activity-feed';
import { CheckRates } from './check-rates';
import { HealthRow } from './health-row';
import { NeedsYou } from './needs-you';
import { Onboarding } from './onboarding';
import { RunningNow } from './running-now';
import { Throughput } from './throughput';

/** One page that says who needs you, what runs, and whether it works. */
export function Overview() {
  const stats = useEndpoint('getStats');
  const total = stats.data
    ? Object.values(stats.data.tasks).reduce((sum, count) => sum + (count ?? 0), 0)
    : 0;
  const fresh = stats.data && (total === 0 || stats.data.runners.total === 0);
  return (
    <>
      <PageHeader title={common.pages.overview} />
      {stats.isError && (
        <ErrorPanel title={words.unread} error={stats.error} onRetry={() => void stats.refetch()} />
      )}
      {stats.isPending && <Skeleton />}
      <div className="flex flex-col gap-5">
        {fresh && <Onboarding stats={stats.data} />}
        {total > 0 && <NeedsYou />}
        {stats.data && total > 0 && (
          <>
            <HealthRow stats={stats.data} />
            <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
              <div className="flex min-w-0 flex-col gap-5">
                <RunningNow />
                <Throughput days={stats.data.days} />
                <CheckRates checks={stats.data.checks} />
              </div>
              <ActivityFeed />
            </div>
          </>
        )}
      </div>
    </>
  );
}
